import { held } from '../emulatedBrowser.js';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { changeVault, loadVault } from '../../../src/browser/vaultStorage.js';
import { Failure } from '../../../src/core/failure.js';
import { type Envelope } from '../../../src/core/vault/envelope.js';
import { canonical } from '../../../src/core/vault/canonical.js';
import { writeRecords } from '../../../src/core/vault/vault.js';
import { filledVault } from '../core/vault/forging.js';
import { seeded } from '../scenario.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Slots = Record<string, Json | undefined>;

let earlier: Envelope;
let later: Envelope;
beforeAll(async () => {
  const { envelope, dataKey } = await filledVault();
  earlier = envelope;
  later = await writeRecords(envelope, dataKey, { 'key:1': { type: 'key', value: 'a newer secret' } });
});

const wholeSlots = (): Slots => structuredClone({ 'vault.A': earlier, 'vault.B': later, 'vault.active': 'B' } as unknown as Slots);
beforeEach(() => { held.local = wholeSlots(); });

/** What became of reading the vault; anything else but these is a test that fails. */
async function outcome(): Promise<'whole' | 'none' | 'vaultDamaged' | 'vaultNewer'> {
  try {
    const envelope = await loadVault();
    if (envelope === undefined) {
      expect(Object.values(held.local).every((value) => value === undefined)).toBe(true);
      return 'none';
    }
    expect([canonical(earlier), canonical(later)]).toContain(canonical(envelope));
    return 'whole';
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { kind } = thrown.data;
    expect(['vaultDamaged', 'vaultNewer']).toContain(kind);
    return kind as 'vaultDamaged' | 'vaultNewer';
  }
}

type Random = () => number;
const oneOf = <T>(random: Random, items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

/** Something that has no business where it is put. */
function rubbish(random: Random): Json {
  return oneOf<Json>(random, [
    null, true, 0, -1, 2, 1e308, '', 'A', 'B', 'C', '{}', '\u0000', 'x'.repeat(100_000), [], [1], {}, { fmt: 'cvault' },
    { fmt: 'cvault', v: 2 }, { fmt: 'cvault', v: '2' }, { v: 1 }, { length: 3 },
  ]);
}

const isBranch = (value: Json | undefined): value is Json[] | { [key: string]: Json } => typeof value === 'object' && value !== null;

/** One change at a random depth: something goes, something else comes, a character is another one. */
function mutate(branch: { [key: string]: Json | undefined }, random: Random): void {
  const key = oneOf(random, Object.keys(branch));
  const value = key === undefined ? undefined : branch[key];
  if (key === undefined || random() < 0.05) branch['more'] = rubbish(random);
  else if (isBranch(value) && random() < 0.75) mutate(value as { [key: string]: Json }, random);
  else if (random() < 0.3) Reflect.deleteProperty(branch, key);
  else if (typeof value === 'string' && random() < 0.5) branch[key] = value.slice(0, Math.floor(random() * value.length)) + value.slice(Math.ceil(random() * value.length));
  else if (typeof value === 'number' && random() < 0.7) branch[key] = value + oneOf(random, [-1, 1, 0.5, 1e9]);
  else branch[key] = rubbish(random);
}

function mutated(random: Random): Slots {
  const slots = wholeSlots();
  if (random() < 0.1) [slots['vault.A'], slots['vault.B']] = [slots['vault.B'], slots['vault.A']];
  if (random() < 0.2) slots['vault.active'] = oneOf<Json | undefined>(random, ['A', 'B', 'a', 'AB', '', null, 0, {}, undefined]);
  for (let left = Math.floor(random() * 4); left > 0; left -= 1) mutate(slots, random);
  return slots;
}

describe('what lies in the vault’s two slots', () => {
  it('is the vault that is in use, while nothing happened to it', async () => {
    expect(await loadVault()).toEqual(later);
    held.local['vault.active'] = 'A';
    expect(await loadVault()).toEqual(earlier);
  });

  it('is no vault only when there is nothing at all', async () => {
    held.local = {};
    expect(await outcome()).toBe('none');
    for (const missing of ['vault.active', 'vault.B']) {
      held.local = { ...wholeSlots(), [missing]: undefined };
      expect(await outcome()).toBe('vaultDamaged');
    }
  });

  it('is a whole vault, or damaged, or newer, and never anything else, however it was changed, while anything is left of it', async () => {
    const random = seeded(20_261_124);
    const outcomes: string[] = [];
    for (let round = 0; round < 600; round += 1) {
      held.local = mutated(random);
      outcomes.push(await outcome());
    }
    expect(outcomes).toEqual(expect.arrayContaining(['whole', 'vaultDamaged', 'vaultNewer']));
    expect(outcomes.filter((kind) => kind === 'vaultDamaged').length).toBeGreaterThan(200);
  });

  it('is damaged, or newer, whatever else stands in its place', async () => {
    const random = seeded(7);
    for (let round = 0; round < 200; round += 1) {
      held.local = { ...wholeSlots(), 'vault.B': rubbish(random) };
      expect(['vaultDamaged', 'vaultNewer']).toContain(await outcome());
    }
  });
});

// Last: it leaves a mirror behind.
describe('a vault that was stored just now', () => {
  it('is not read again, until another context has stored one', async () => {
    await changeVault(async () => earlier);
    expect(await loadVault()).toBe(earlier);
    const active = String(held.local['vault.active']) as 'A' | 'B';
    Object.assign(held.local, { [`vault.${active}`]: structuredClone(later), 'vault.savedAt': { [active]: 1 } });
    const read = await loadVault();
    expect([read === earlier, canonical(read)]).toEqual([false, canonical(later)]);
  });

  it('that could not be stored is not taken for one', async () => {
    await changeVault(async () => earlier);
    held.refuse = true;
    await expect(changeVault(async () => later)).rejects.toThrow();
    held.refuse = false;
    expect(canonical(await loadVault())).toBe(canonical(earlier));
  });

  it.each([
    ['not at all', () => undefined],
    ['without a letter', (value: unknown) => ({ ...(value as Envelope), vaultId: 'another' })],
    ['as the one before', () => earlier],
  ])('that is read back %s is refused, and the one before stays in use', async (_, spoilt) => {
    await changeVault(async () => earlier);
    const { 'vault.active': active } = held.local;
    held.storing = (value) => (typeof value === 'object' && value !== null && 'fmt' in value ? spoilt(value) : value);
    await expect(changeVault(async () => later)).rejects.toThrow('storageRefused');
    held.storing = (value) => value;
    expect([held.local['vault.active'], canonical(await loadVault()), held.session['storageRefused']]).toEqual([active, canonical(earlier), true]);
  });

  it('is not written where nothing says which slot is in use any more', async () => {
    await changeVault(async () => earlier);
    held.local['vault.active'] = 'C';
    await expect(changeVault(async () => later)).rejects.toThrow('vaultDamaged');
  });
});
