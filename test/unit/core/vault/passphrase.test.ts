import { beforeAll, describe, expect, it } from 'vitest';
import { rekeyed, withPassphrase } from '../../../../src/core/vault/changing.js';
import { readRecord } from '../../../../src/core/vault/vault.js';
import { unlockVault } from '../../../../src/core/vault/wraps.js';
import { failureOf } from '../../scenario.js';
import { catalogue, fewIterations, filledVault, type Opened, passphrase, secret } from './forging.js';

const next = 'another passphrase 8';
let before: Opened;
beforeAll(async () => {
  before = await filledVault();
});

describe.each([['changed', withPassphrase], ['changed because it may have leaked', rekeyed]] as const)('a passphrase that is %s', (_, change) => {
  let after: Opened;
  beforeAll(async () => {
    after = await change(before.envelope, passphrase, next, fewIterations);
  });

  it('opens everything that was in the vault, and the one before opens nothing', async () => {
    const key = await unlockVault(after.envelope, next);
    expect(await readRecord(after.envelope, key, 'catalogue')).toEqual(catalogue);
    expect(await readRecord(after.envelope, key, 'key:1')).toBe(secret);
    expect((await failureOf(unlockVault(after.envelope, passphrase))).kind).toBe('passphraseWrong');
  });

  it('leaves the vault as it was until it is stored, and makes a later generation with a salt of its own', async () => {
    await expect(unlockVault(before.envelope, passphrase)).resolves.toBeDefined();
    expect(after.envelope.gen).toBe(before.envelope.gen + 1);
    expect(after.envelope.kdf.salt).not.toBe(before.envelope.kdf.salt);
    expect(after.envelope.vaultId).toBe(before.envelope.vaultId);
  });

  it('is not changed by someone who does not know it', async () => {
    expect((await failureOf(change(before.envelope, 'not the passphrase', next, fewIterations))).kind).toBe('passphraseWrong');
  });
});

it('the data key stays when the passphrase is changed, so that sealed MFA sessions go on', async () => {
  const { envelope } = await withPassphrase(before.envelope, passphrase, next, fewIterations);
  expect(await readRecord(envelope, before.dataKey, 'key:1')).toBe(secret);
});

it('the data key is another one when the vault may have leaked, so that the old one opens nothing', async () => {
  const { envelope } = await rekeyed(before.envelope, passphrase, next, fewIterations);
  expect((await failureOf(readRecord(envelope, before.dataKey, 'key:1'))).kind).toBe('vaultDamaged');
});
