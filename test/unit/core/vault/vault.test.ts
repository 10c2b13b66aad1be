import { beforeAll, describe, expect, it } from 'vitest';
import type { Envelope } from '../../../../src/core/vault/envelope.js';
import { iterationsDefault, iterationsRead } from '../../../../src/core/vault/envelope.js';
import { generateDataKey } from '../../../../src/core/vault/keys.js';
import { createVault, readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { catalogue, fewIterations, filledVault, forged, type Opened, passphrase, present, secret } from './forging.js';

let vault: Opened;
beforeAll(async () => {
  vault = await filledVault();
});

const nonces = ({ wraps, records }: Envelope): string[] => [...wraps, ...Object.values(records)].map(({ iv }) => iv);

describe('a vault', () => {
  it('gives back what was put in, also after it was written to disk as JSON and read again', async () => {
    const stored = JSON.parse(JSON.stringify(vault.envelope)) as Envelope;
    const key = await unlockVault(stored, passphrase);
    expect(await readRecord(stored, key, 'catalogue')).toEqual(catalogue);
    expect(await readRecord(stored, key, 'key:1')).toBe(secret);
  });

  it('has nothing where nothing was put, whatever the name', async () => {
    for (const id of ['nothing', 'constructor', '__proto__', 'toString']) {
      expect(await readRecord(vault.envelope, vault.dataKey, id)).toBeUndefined();
    }
  });

  it('opens with its own passphrase only', async () => {
    expect(await failureOf(unlockVault(vault.envelope, `${passphrase} `))).toEqual({ kind: 'passphraseWrong', values: {} });
  });

  it('takes the same passphrase in either spelling of its characters, and never trims it', async () => {
    const { envelope } = await createVault('  Ａmélie パスワード  ', fewIterations);
    const decomposed = '  Ａmélie パスワード  '.normalize('NFD').replace('Ａ', 'A');
    expect(decomposed).not.toBe('  Ａmélie パスワード  ');
    await expect(unlockVault(envelope, decomposed)).resolves.toHaveProperty('type', 'secret');
    expect((await failureOf(unlockVault(envelope, 'Ａmélie パスワード'))).kind).toBe('passphraseWrong');
  });

  it('shows nothing of what is in it', () => {
    const json = JSON.stringify(vault.envelope);
    for (const plain of [secret, 'AKIA', 'alice', '管理者', passphrase, 'identities']) expect(json).not.toContain(plain);
  });

  it('derives its key slowly unless told otherwise', async () => {
    expect(iterationsDefault).toBe(2_000_000);
    expect(iterationsRead.least).toBeGreaterThanOrEqual(600_000);
    expect(vault.envelope.kdf).toMatchObject({ id: 'pbkdf2-sha256', iter: fewIterations });
  });

  it('is one generation later after every write', async () => {
    const { envelope, dataKey } = vault;
    const next = await writeRecords(envelope, dataKey, { 'key:2': { type: 'key', value: 'x' } });
    const last = await writeRecords(next, dataKey, { 'key:2': null });
    expect([envelope.gen, next.gen, last.gen]).toEqual([2, 3, 4]);
  });
});

describe('writing', () => {
  it('adds, replaces and removes, and leaves the rest as it was', async () => {
    const { envelope, dataKey } = vault;
    const next = await writeRecords(envelope, dataKey, {
      catalogue: null, 'key:1': { type: 'key', value: 'new' }, 'key:2': { type: 'key', value: 'two' },
    });
    const last = await writeRecords(next, dataKey, { 'key:2': { type: 'key', value: 'three' } });
    expect(await readRecord(last, dataKey, 'catalogue')).toBeUndefined();
    expect(await readRecord(last, dataKey, 'key:1')).toBe('new');
    expect(await readRecord(last, dataKey, 'key:2')).toBe('three');
    expect(last.records['key:1']).toEqual(next.records['key:1']);
  });

  it('never uses a nonce twice, even for the same value', async () => {
    const { envelope, dataKey } = vault;
    const seen = new Set(nonces(envelope));
    let [latest, count] = [envelope, seen.size];
    for (let round = 0; round < 20; round += 1) {
      latest = await writeRecords(latest, dataKey, { catalogue: { type: 'catalog', value: catalogue } });
      const fresh = [present(latest.records['catalogue']).iv, present(latest.records['index']).iv];
      for (const iv of fresh) seen.add(iv);
      count += fresh.length;
    }
    expect(seen.size).toBe(count);
  });

  it('leaves the lock as it is: the passphrase and its wrap stay', async () => {
    const next = await writeRecords(vault.envelope, vault.dataKey, { 'key:2': { type: 'key', value: 'x' } });
    expect([next.wraps, next.kdf, next.vaultId]).toEqual([vault.envelope.wraps, vault.envelope.kdf, vault.envelope.vaultId]);
  });

  it('refuses to write on a vault that is damaged, so that the damage cannot be sealed in', async () => {
    const damaged = await forged(vault.envelope, (copy) => { delete copy.records['key:1']; });
    expect((await failureOf(writeRecords(damaged, vault.dataKey, {}))).kind).toBe('vaultDamaged');
  });

  it('needs the vault’s own key', async () => {
    const other = await generateDataKey();
    expect((await failureOf(writeRecords(vault.envelope, other, {}))).kind).toBe('vaultDamaged');
    expect((await failureOf(readRecord(vault.envelope, other, 'catalogue'))).kind).toBe('vaultDamaged');
  });
});

it('two vaults under one passphrase have nothing in common', async () => {
  const { envelope } = vault;
  const other = await filledVault();
  expect(other.envelope.vaultId).not.toBe(envelope.vaultId);
  expect(other.envelope.kdf.salt).not.toBe(envelope.kdf.salt);
  expect(nonces(other.envelope).filter((iv) => nonces(envelope).includes(iv))).toEqual([]);
});
