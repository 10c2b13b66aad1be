import { beforeAll, describe, expect, it } from 'vitest';
import { checkedEnvelope, type Envelope, summed } from '../../../../src/core/vault/envelope.js';
import { canonical } from '../../../../src/core/vault/canonical.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { altered, filledVault, forged, passphrase } from './forging.js';

let envelope: Envelope;
beforeAll(async () => {
  ({ envelope } = await filledVault());
});

const kindOf = async (stored: unknown): Promise<string> => (await failureOf(checkedEnvelope(stored))).kind;

describe('what is read from storage', () => {
  it('is the envelope when nothing happened to it, in whatever order its keys come back', async () => {
    const reordered = Object.fromEntries(Object.entries(envelope).reverse());
    expect(await checkedEnvelope(envelope)).toEqual(envelope);
    expect(await checkedEnvelope(reordered)).toEqual(envelope);
  });

  it.each([
    ['nothing', undefined], ['null', null], ['a number', 1], ['text', '{}'], ['a list', []], ['an empty object', {}],
  ])('is damaged when it is %s', async (_, stored) => {
    expect(await kindOf(stored)).toBe('vaultDamaged');
  });

  it.each(['fmt', 'v', 'vaultId', 'gen', 'kdf', 'wraps', 'records', 'sum'])('is damaged without its %s', async (key) => {
    expect(await kindOf(Object.fromEntries(Object.entries(envelope).filter(([name]) => name !== key)))).toBe('vaultDamaged');
  });

  it('is damaged when something was added to it', async () => {
    expect(await kindOf({ ...envelope, more: 1 })).toBe('vaultDamaged');
    expect(await kindOf({ ...envelope, fmt: 'other' })).toBe('vaultDamaged');
    expect(await kindOf({ ...envelope, v: 0 })).toBe('vaultDamaged');
    expect(await kindOf({ ...envelope, kdf: { ...envelope.kdf, id: 'argon2id' } })).toBe('vaultDamaged');
  });

  it('is newer, and not damaged, when a later Sallyport wrote it', async () => {
    expect(await kindOf({ ...envelope, v: 2 })).toBe('vaultNewer');
    expect(await kindOf({ fmt: 'cvault', v: 3, whatever: true })).toBe('vaultNewer');
    expect((await failureOf(unlockVault({ ...envelope, v: 2 }, passphrase))).kind).toBe('vaultNewer');
  });

  it('is read when a later Sallyport wrote it in the same shape, with whatever it has more', async () => {
    const { sum, ...rest } = envelope;
    const later = await summed({ ...rest, v: 2, more: ['anything'] } as typeof rest);
    expect(later.sum).not.toBe(sum);
    expect(await checkedEnvelope(later)).toEqual(later);
    await expect(unlockVault(later, passphrase)).resolves.toBeDefined();
  });

  it.each([0, 1, 1000, 599_999, 20_000_001, 1e12, 600_000.5, -1, Number.NaN, Number.POSITIVE_INFINITY])(
    'is refused before any key is derived when its key would be derived with %d iterations', async (iter) => {
      const weakened = await forged(envelope, (copy) => { copy.kdf.iter = iter; });
      expect(await kindOf(weakened)).toBe('vaultDamaged');
    });

  it.each([600_000, 2_000_000, 20_000_000])('may ask for %d iterations', async (iter) => {
    await expect(checkedEnvelope(await forged(envelope, (copy) => { copy.kdf.iter = iter; }))).resolves.toHaveProperty('kdf.iter', iter);
  });

  it('is damaged when its generation was changed without the sum', async () => {
    expect(await kindOf(altered(envelope, (copy) => { copy.gen += 1; }))).toBe('vaultDamaged');
  });
});

it('equal values have equal canonical text, and different ones do not', () => {
  expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
  expect(canonical({ a: true, b: [1, { c: 'x', d: null }] })).toBe(canonical({ b: [1, { d: null, c: 'x' }], a: true }));
  expect(canonical({ a: '1' })).not.toBe(canonical({ a: 1 }));
  expect(canonical(['a', 'b'])).not.toBe(canonical(['a,b']));
  expect(canonical({ 'a":1,"b': 2 })).not.toBe(canonical({ a: 1, b: 2 }));
});
