import { beforeAll, describe, expect, it } from 'vitest';
import { checkedEnvelope, type Envelope } from '../../../../src/core/vault/envelope.js';
import { createVault, readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { altered, catalogue, fewIterations, forged, type Opened, passphrase, present, secret } from './forging.js';

let vault: Opened;
beforeAll(async () => {
  const { envelope: empty, dataKey } = await createVault(passphrase, fewIterations);
  const envelope = await writeRecords(empty, dataKey, {
    catalogue: { type: 'catalog', value: catalogue }, settings: { type: 'settings', value: { lockMinutes: 15 } },
    'key:1': { type: 'key', value: secret }, 'key:2': { type: 'key', value: secret },
  });
  vault = { envelope, dataKey };
});

/** One text in the envelope. */
interface Field {
  readonly read: (envelope: Envelope) => string;
  readonly write: (copy: Envelope, text: string) => void;
}

const wrapOf = (envelope: Envelope) => present(envelope.wraps[0]);
const lockFields: Readonly<Record<string, Field>> = {
  'vault id': { read: ({ vaultId }) => vaultId, write: (copy, text) => { copy.vaultId = text; } },
  salt: { read: ({ kdf }) => kdf.salt, write: (copy, text) => { copy.kdf.salt = text; } },
  'nonce of the wrapped key': { read: (envelope) => wrapOf(envelope).iv, write: (copy, text) => { wrapOf(copy).iv = text; } },
  'wrapped key': { read: (envelope) => wrapOf(envelope).ct, write: (copy, text) => { wrapOf(copy).ct = text; } },
};
const sumField: Field = { read: ({ sum }) => sum, write: (copy, text) => { copy.sum = text; } };

function recordFields({ records }: Envelope): Field[] {
  return Object.keys(records).flatMap((id) => (['iv', 'ct'] as const).map((part): Field => ({
    read: (envelope) => present(envelope.records[id])[part],
    write: (copy, text) => { present(copy.records[id])[part] = text; },
  })));
}

/** Every change that cuts a field short: to nothing, to its first character, and so on. */
function cuts({ read, write }: Field): ((copy: Envelope) => void)[] {
  const text = read(vault.envelope);
  return Array.from(text, (_, length) => (copy: Envelope) => write(copy, text.slice(0, length)));
}

/** Takes everything out of a vault that was unlocked: what its records were changed to shows here. */
async function readAll(stored: unknown): Promise<void> {
  const envelope = await checkedEnvelope(stored);
  for (const id of ['catalogue', 'settings', 'key:1', 'key:2']) await readRecord(envelope, vault.dataKey, id);
}

const unlockKind = async (stored: unknown): Promise<string> => (await failureOf(unlockVault(stored, passphrase))).kind;
const readKind = async (stored: unknown): Promise<string> => (await failureOf(readAll(stored))).kind;
const onlyDamaged = (kinds: readonly string[]): void => expect(new Set(kinds)).toEqual(new Set(['vaultDamaged']));

it('is whole to begin with, so that what follows is due to the cuts', async () => {
  await expect(unlockVault(vault.envelope, passphrase)).resolves.toBeDefined();
  await expect(readAll(await forged(vault.envelope, () => undefined))).resolves.toBeUndefined();
});

describe('a vault that was cut short on disk', () => {
  it('is damaged at whatever length its text was cut', async () => {
    const text = JSON.stringify(vault.envelope);
    const parsed = (part: string): unknown => {
      try {
        return JSON.parse(part) as unknown;
      } catch {
        return part;
      }
    };
    const kinds = await Promise.all(Array.from(text, (_, length) => unlockKind(parsed(text.slice(0, length)))));
    expect(kinds.length).toBeGreaterThan(1000);
    onlyDamaged(kinds);
  });

  it('is damaged, and its passphrase never called wrong, at whatever length any of its fields was cut', async () => {
    const changes = [...Object.values(lockFields), ...recordFields(vault.envelope), sumField].flatMap(cuts);
    expect(changes.length).toBeGreaterThan(500);
    onlyDamaged(await Promise.all(changes.map((change) => unlockKind(altered(vault.envelope, change)))));
  });
});

describe('someone who cuts the vault short and mends its sum', () => {
  it('is told of damage when the records are read, whichever was cut and where: the passphrase itself still opens the lock', async () => {
    const changes = recordFields(vault.envelope).flatMap(cuts);
    expect(changes.length).toBeGreaterThan(400);
    onlyDamaged(await Promise.all(changes.map(async (change) => readKind(await forged(vault.envelope, change)))));
  });

  // What is left is a sound envelope with another lock: nobody can tell it from one that was made with another passphrase.
  it.each(Object.keys(lockFields))(
    'is told of a wrong passphrase when the %s was cut to what is still well formed, and of damage when it is not', async (name) => {
      const field = present(lockFields[name]);
      const outcomes = await Promise.all(cuts(field).map(async (change) => {
        const cut = await forged(vault.envelope, change);
        const wellFormed = name === 'vault id' || field.read(cut).length % 4 === 0;
        return [await unlockKind(cut), wellFormed ? 'passphraseWrong' : 'vaultDamaged'];
      }));
      expect(outcomes.length).toBeGreaterThanOrEqual(16);
      for (const [kind, expected] of outcomes) expect(kind).toBe(expected);
    }, 120_000);
});

describe('someone who puts one record in the place of another', () => {
  type Part = 'all' | 'iv' | 'ct';
  type Swap = readonly [one: string, other: string, part: Part];
  const swaps = (): Swap[] => {
    const ids = Object.keys(vault.envelope.records);
    return ids.flatMap((one, at) => ids.slice(at + 1).flatMap((other) => (['all', 'iv', 'ct'] as const).map((part): Swap => [one, other, part])));
  };
  const swapped = ([one, other, part]: Swap) => ({ records }: Envelope): void => {
    const [first, second] = [present(records[one]), present(records[other])];
    const taken = (from: typeof first, into: typeof first) => (part === 'all' ? from : { ...into, [part]: from[part] });
    Object.assign(records, { [one]: taken(second, first), [other]: taken(first, second) });
  };

  it('is noticed for every two of them, whole or in part, when the sum is mended', async () => {
    expect(swaps()).toHaveLength(30);
    onlyDamaged(await Promise.all(swaps().map(async (swap) => readKind(await forged(vault.envelope, swapped(swap))))));
  });

  it('is noticed before any key is tried when it is not', async () => {
    onlyDamaged(await Promise.all(swaps().map((swap) => unlockKind(altered(vault.envelope, swapped(swap))))));
  });
});
