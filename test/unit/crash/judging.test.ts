import { beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../src/core/vault/envelope.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { judge, type Ledger } from '../../crash/judging.js';
import { nthWrite, rolesAfter, writesBehind } from '../../crash/writes.js';
import { altered, fewIterations, flipped, forged, present } from '../core/vault/forging.js';
import { alice, catalogueOf, secret } from '../scenario.js';

// The crash loop is worth what this judge sees: each harm, done on purpose, has to be called by its name.
const [first, second] = ['the first of the two', 'and the second one'] as const;

/** A vault as it is after so many writes. */
async function vaultAfter(writes: number, passphrase: string, key = secret): Promise<Envelope> {
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  return writeRecords(envelope, dataKey, {
    catalogue: { type: 'catalog', value: catalogueOf(rolesAfter(writes)) }, [`key:${alice.id}`]: { type: 'key', value: key },
  });
}

let vault: Envelope;
let changed: Envelope;
beforeAll(async () => {
  [vault, changed] = await Promise.all([vaultAfter(45, first), vaultAfter(45, second)]);
});

const ledger: Ledger = {
  identity: { id: alice.id, secretAccessKey: secret },
  passphrase: { acknowledged: first, ever: [first, second] }, writes: { acknowledged: 45, asked: 46 },
};
const stored = (inUse: unknown, other: unknown = vault): Record<string, unknown> => ({ 'vault.active': 'B', 'vault.A': other, 'vault.B': inUse });
const harmIn = async (found: Record<string, unknown>, known: Ledger = ledger): Promise<unknown> => {
  const finding = await judge(found, known);
  return 'harm' in finding ? finding.harm : 'none';
};

it('a vault with the passphrase and the writes that were acknowledged is whole', async () => {
  expect(await judge(stored(vault), ledger)).toEqual({ passphrase: first, writes: 45, between: false });
});

describe('what was under way may be done or not', () => {
  it('for a write', async () => {
    expect(await judge(stored(vault), { ...ledger, writes: { acknowledged: 44, asked: 45 } })).toMatchObject({ writes: 45 });
  });

  it('for a change of the passphrase, also between its two writes', async () => {
    const changing = { ...ledger, passphrase: { ...ledger.passphrase, asked: second } };
    expect(await judge(stored(changed, changed), changing)).toEqual({ passphrase: second, writes: 45, between: false });
    expect(await judge(stored(changed), changing)).toEqual({ passphrase: second, writes: 45, between: true });
    expect(await judge(stored(vault), changing)).toMatchObject({ passphrase: first });
  });
});

describe('a vault is torn', () => {
  it.each([
    ['nothing is there', () => ({})],
    ['no slot is in use', () => ({ ...stored(vault), 'vault.active': 'C' })],
    ['the slot in use is empty', () => stored(undefined)],
    ['the slot in use lost a record', () => stored(altered(vault, ({ records }) => { delete records['catalogue']; }))],
  ])('when %s', async (_, found) => {
    expect(await harmIn(found())).toBe('torn');
  });

  it.each([
    ['a record does not read', (copy: Envelope) => {
      const record = present(copy.records['catalogue']);
      record.ct = flipped(record.ct, 0);
    }],
    ['the index does not name what is there', (copy: Envelope) => { Reflect.deleteProperty(copy.records, `key:${alice.id}`); }],
  ])('when %s, be its sum right', async (_, change) => {
    expect(await harmIn(stored(await forged(vault, change)))).toBe('torn');
  });

  it('when the key in it is another one, or no number of writes leads to its roles', async () => {
    expect(await harmIn(stored(await vaultAfter(45, first, 'another secret')))).toBe('torn');
    expect(await harmIn(stored(await vaultAfter(47, first)))).toBe('torn');
  });
});

it('a vault that opens with no passphrase, or with two, is unopenable', async () => {
  expect(await harmIn(stored(vault), { ...ledger, passphrase: { acknowledged: second, ever: [second] } })).toBe('unopenable');
  expect(await harmIn(stored(vault), { ...ledger, passphrase: { acknowledged: first, ever: [first, first] } })).toBe('unopenable');
});

it('a write or a change of the passphrase that was acknowledged and is not there was lost', async () => {
  expect(await harmIn(stored(vault), { ...ledger, writes: { acknowledged: 46, asked: 47 } })).toBe('lost');
  expect(await harmIn(stored(vault), { ...ledger, passphrase: { acknowledged: second, ever: [first, second] } })).toBe('lost');
});

it('the writes are told from the roles, and roles that no writes lead to are none', () => {
  for (const writes of [0, 1, 19, 20, 21, 45]) expect(writesBehind(rolesAfter(writes))).toBe(writes);
  expect(writesBehind(rolesAfter(45).slice(1))).toBeUndefined();
  expect(writesBehind([...rolesAfter(44).slice(1), nthWrite(45)])).toBeUndefined();
  expect(writesBehind(rolesAfter(45).map((role, at) => (at === 3 ? { ...role, name: 'write-12' } : role)))).toBeUndefined();
});
