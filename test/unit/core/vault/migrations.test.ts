import { describe, expect, it } from 'vitest';
import { withPassphrase, rekeyed, withoutPasskeys } from '../../../../src/core/vault/changing.js';
import type { Envelope, RecordType } from '../../../../src/core/vault/envelope.js';
import { isNewer, migrated, type Migrations, recordMigrations, recordVersion } from '../../../../src/core/vault/migrations.js';
import { recordPlace, seal } from '../../../../src/core/vault/seal.js';
import { readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { failureOf } from '../../scenario.js';
import { fewIterations, filledVault, forged, type Opened, passphrase } from './forging.js';

const grown: Migrations = {
  ...recordMigrations,
  settings: [
    (value) => ({ ...(value as object), colour: 'red' }),
    (value) => ({ ...(value as object), colours: [(value as { colour: string }).colour] }),
  ],
};

describe('a record of an earlier version', () => {
  it('goes through every form that came after it, in order', () => {
    expect(recordVersion('settings', grown)).toBe(3);
    expect(migrated('settings', 1, { minutes: 5 }, grown)).toEqual({ minutes: 5, colour: 'red', colours: ['red'] });
    expect(migrated('settings', 2, { colour: 'blue' }, grown)).toEqual({ colour: 'blue', colours: ['blue'] });
  });

  it('stays what it is in its present form, and in a later one', () => {
    expect(migrated('settings', 3, { any: 1 }, grown)).toEqual({ any: 1 });
    expect(migrated('settings', 7, { any: 1 }, grown)).toEqual({ any: 1 });
  });
});

/** The vault as a later Sallyport would leave it: one record in a form that is not known here. */
async function withLaterRecord({ envelope, dataKey }: Opened, id: string, type: Exclude<RecordType, 'index'>, value: unknown): Promise<Envelope> {
  const sv = recordVersion(type) + 1;
  const written = await writeRecords(envelope, dataKey, { [id]: { type, value } });
  const record = { t: type, sv, ...(await seal(dataKey, recordPlace(envelope.vaultId, id, type, sv), value)) };
  const { iv } = written.records[id] ?? { iv: '' };
  const index = await readIndex(written, dataKey);
  const nonces = { ...index.nonces, [id]: record.iv };
  expect(index.nonces[id]).toBe(iv);
  const present = written.records['index']?.sv ?? 1;
  const sealedIndex = { t: 'index' as const, sv: present, ...(await seal(dataKey, recordPlace(envelope.vaultId, 'index', 'index', present), { ...index, nonces })) };
  return forged(written, (copy) => { Object.assign(copy.records, { [id]: record, index: sealedIndex }); });
}

async function readIndex(envelope: Envelope, dataKey: CryptoKey): Promise<{ gen: number; nonces: Record<string, string> }> {
  return await readRecord(envelope, dataKey, 'index') as { gen: number; nonces: Record<string, string> };
}

describe('a vault that a later Sallyport has written to', () => {
  it('is read, and never written over', async () => {
    const vault = await filledVault();
    const { dataKey } = vault;
    expect(isNewer(vault.envelope)).toBe(false);
    const envelope = await withLaterRecord(vault, 'settings', 'settings', { lockMinutes: 5, hologram: true });
    expect(isNewer(envelope)).toBe(true);
    expect(await readRecord(envelope, dataKey, 'settings')).toEqual({ lockMinutes: 5, hologram: true });
    const attempts = [
      () => writeRecords(envelope, dataKey, { settings: null }),
      () => withPassphrase(envelope, passphrase, 'another passphrase', fewIterations),
      () => rekeyed(envelope, passphrase, 'another passphrase', fewIterations),
      () => withoutPasskeys(envelope, dataKey),
    ];
    for (const attempt of attempts) expect((await failureOf(attempt())).kind).toBe('vaultNewer');
  });

  it('is not written over when it has records of a type that is not known, and what is known can be read', async () => {
    const { envelope, dataKey } = await filledVault();
    const record = { t: 'hologram', sv: 1, ...(await seal(dataKey, recordPlace(envelope.vaultId, 'new', 'hologram', 1), {})) };
    const index = await readIndex(envelope, dataKey);
    const place = recordPlace(envelope.vaultId, 'index', 'index', envelope.records['index']?.sv ?? 1);
    const sealedIndex = await seal(dataKey, place, { ...index, nonces: { ...index.nonces, new: record.iv } });
    const later = await forged(envelope, (copy) => {
      copy.records['new'] = record;
      Object.assign(copy.records['index'] ?? {}, sealedIndex);
    });
    expect(isNewer(later)).toBe(true);
    expect(await readRecord(later, dataKey, 'catalogue')).toEqual(await readRecord(envelope, dataKey, 'catalogue'));
    expect((await failureOf(writeRecords(later, dataKey, {}))).kind).toBe('vaultNewer');
  });

  it('is not written over either when only its envelope is later', async () => {
    const { envelope, dataKey } = await filledVault();
    const later = await forged(envelope, (copy) => { copy.v = 2; });
    expect((await failureOf(writeRecords(later, dataKey, {}))).kind).toBe('vaultNewer');
  });
});
