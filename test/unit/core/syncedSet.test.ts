import { beforeAll, describe, expect, it } from 'vitest';
import { gathered, leftOver, spread, syncBytes, syncMost, type SyncItems } from '../../../src/core/syncedSet.js';
import type { Envelope } from '../../../src/core/vault/envelope.js';
import { iterationsRead } from '../../../src/core/vault/envelope.js';
import { createVault } from '../../../src/core/vault/vault.js';
import { failureOf, seeded } from '../scenario.js';

let door: Envelope;
beforeAll(async () => {
  door = (await createVault('six words', iterationsRead.least)).envelope;
});
const setOf = (length: number, gen = 1) => ({ gen, at: 1000, door, sealed: { iv: 'AAAA', ct: 'x'.repeat(length) } });
const read = async (items: SyncItems) => {
  const found = await gathered(items);
  return found.kind === 'whole' ? found.set.sealed.ct.length : found.kind;
};

describe('a set in the browser’s sync', () => {
  it('comes back whole, of whatever length fits, and no item or sum of them is too large', async () => {
    const random = seeded(7);
    for (const length of [0, 1, 8177, 8178, 8179, ...Array.from({ length: 30 }, () => Math.floor(random() * 100_000))]) {
      const { items } = await spread(setOf(length));
      for (const [key, value] of Object.entries(items)) expect(syncBytes({ [key]: value })).toBeLessThanOrEqual(syncMost.item);
      expect(syncBytes(items)).toBeLessThanOrEqual(syncMost.all);
      expect(await read(items)).toBe(length);
    }
  });

  it('is refused with its size when it does not fit', async () => {
    expect(await failureOf(spread(setOf(102_000)))).toMatchObject({ kind: 'syncTooLarge', values: { size: '101', most: '100' } });
  });

  it('is not taken while a part of it is missing, older, or changed', async () => {
    const [{ items: before }, { items }] = [await spread(setOf(30_000, 1)), await spread({ ...setOf(30_000, 2), sealed: { iv: 'AAAA', ct: 'y'.repeat(30_000) } })];
    for (const key of Object.keys(items)) {
      const missing = Object.fromEntries(Object.entries(items).filter(([name]) => name !== key));
      expect(await read(missing)).toBe(key === 'catalogue.head' ? 'none' : 'partial');
      expect(await read({ ...items, [key]: before[key] })).toBe('partial');
    }
    expect(await read({ 'catalogue.head': { v: 2 } })).toBe('partial');
    expect(await read({})).toBe('none');
  });

  it('names the parts that a shorter one no longer needs, and leaves what is not ours', async () => {
    const { items: long } = await spread(setOf(30_000));
    const { items: short } = await spread(setOf(9000));
    expect(leftOver({ ...long, other: 1 }, short).sort()).toEqual(['catalogue.2', 'catalogue.3']);
    expect(await read({ ...long, ...short })).toBe(9000);
  });
});
