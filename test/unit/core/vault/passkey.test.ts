import { beforeAll, describe, expect, it } from 'vitest';
import { randomBytes, toBase64 } from '../../../../src/core/vault/bytes.js';
import { exported, isVaultFile, parseVaultFile, rekeyed, withoutPasskeys, withPasskey, withPassphrase } from '../../../../src/core/vault/changing.js';
import type { Envelope } from '../../../../src/core/vault/envelope.js';
import { readRecord, writeRecords } from '../../../../src/core/vault/vault.js';
import { passkeysOf, unlockVault, unlockWithPasskey } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { altered, catalogue, fewIterations, filledVault, flipped, forged, type Opened, passphrase, present, secret } from './forging.js';

const passkey = { credentialId: toBase64(randomBytes(16)), salt: toBase64(randomBytes(32)) };
const prf = randomBytes(32);
let vault: Opened;
let both: Envelope;
beforeAll(async () => {
  vault = await filledVault();
  both = await withPasskey(vault.envelope, vault.dataKey, passkey, prf);
});

const opensWithPasskey = (envelope: Envelope, given = prf): Promise<unknown> => unlockWithPasskey(envelope, passkey, given);

describe('a passkey', () => {
  it('opens what the passphrase opens, and the passphrase goes on opening it', async () => {
    expect(passkeysOf(vault.envelope)).toEqual([]);
    expect(passkeysOf(both)).toEqual([passkey]);
    for (const key of [await unlockWithPasskey(both, passkey, prf), await unlockVault(both, passphrase)]) {
      expect(await readRecord(both, key, 'key:1')).toBe(secret);
    }
  });

  it('with another secret, or that is not the vault’s, is told so', async () => {
    expect((await failureOf(opensWithPasskey(both, randomBytes(32)))).kind).toBe('passkeyWrong');
    expect((await failureOf(opensWithPasskey(vault.envelope))).kind).toBe('passkeyWrong');
  });

  it.each([
    ['salt', (copy: Envelope) => { const wrap = present(copy.wraps[1]); wrap.salt = flipped(present(wrap.salt), 0); }],
    ['place', (copy: Envelope) => { copy.vaultId = flipped(copy.vaultId, 0); }],
    ['wrap', (copy: Envelope) => { const wrap = present(copy.wraps[1]); wrap.ct = flipped(wrap.ct, 5); }],
  ])('does not open a vault whose %s was changed', async (_, change) => {
    const changed = await forged(both, change);
    const moved = passkeysOf(changed)[0];
    expect((await failureOf(unlockWithPasskey(changed, moved ?? passkey, prf))).kind).toBe('passkeyWrong');
    expect((await failureOf(opensWithPasskey(altered(both, change)))).kind).toBe('vaultDamaged');
  });

  it('goes on opening after a change of passphrase, and not after the data key was changed', async () => {
    const changed = await withPassphrase(both, passphrase, 'another passphrase', fewIterations);
    await expect(opensWithPasskey(changed.envelope)).resolves.toBeDefined();
    const anew = await rekeyed(both, passphrase, 'another passphrase', fewIterations);
    expect(passkeysOf(anew.envelope)).toEqual([]);
  });

  it('can be taken away again', async () => {
    const without = await withoutPasskeys(both, vault.dataKey);
    expect((await failureOf(opensWithPasskey(without))).kind).toBe('passkeyWrong');
    await expect(unlockVault(without, passphrase)).resolves.toBeDefined();
  });
});

describe('a vault’s file', () => {
  it('holds everything under its own passphrase, and nothing that ties it to the vault', async () => {
    const file = await exported(both, vault.dataKey, 'the passphrase of the file', fewIterations);
    const text = JSON.stringify(file);
    expect(isVaultFile(text)).toBe(true);
    const read = parseVaultFile(text) as Envelope;
    const key = await unlockVault(read, 'the passphrase of the file');
    expect([await readRecord(read, key, 'catalogue'), await readRecord(read, key, 'key:1')]).toEqual([catalogue, secret]);
    expect((await failureOf(unlockVault(read, passphrase))).kind).toBe('passphraseWrong');
    expect([read.vaultId === both.vaultId, read.kdf.salt === both.kdf.salt, passkeysOf(read)]).toEqual([false, false, []]);
    for (const plain of [secret, 'alice', 'AKIA']) expect(text).not.toContain(plain);
  });

  it('leaves out which container each role has: containers are a profile’s own', async () => {
    const held = await writeRecords(vault.envelope, vault.dataKey, { containers: { type: 'containers', value: { 1: 'firefox-container-6' } } });
    const file = await exported(held, vault.dataKey, passphrase, fewIterations);
    expect(Object.keys(file.records).toSorted()).toEqual(['catalogue', 'index', 'key:1']);
  });

  it('is told from other files, and from what is no file at all', async () => {
    for (const text of ['', '[profile x]', '{"a":1}', 'null']) expect(isVaultFile(text)).toBe(false);
    expect((await failureOf(Promise.resolve().then(() => parseVaultFile('{"fmt":"cvault",')))).kind).toBe('fileNotVault');
    expect((await failureOf(unlockVault(parseVaultFile('{"fmt":"cvault"}'), passphrase))).kind).toBe('vaultDamaged');
  });
});
