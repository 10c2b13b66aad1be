import { held } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { mfaSession, mfaSessionLives } from '../../../src/background/mfa.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { mfaSessions } from '../../../src/browser/stored.js';
import { changePassphrase } from '../../../src/browser/unlocking.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { seal, sessionPlace } from '../../../src/core/vault/seal.js';
import { createVault } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { alice, failureOf } from '../scenario.js';

const expiresAt = Date.now() + 3_600_000;
const session = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'secret', sessionToken: 'token', expiresAt };

beforeEach(async () => {
  const { envelope, dataKey: key } = await createVault(passphrase, fewIterations);
  Object.assign(held, { session: {}, local: { 'vault.A': envelope, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(key, null);
  const credentials = await seal(key, sessionPlace('mfaSession', alice.id), session);
  await mfaSessions.set({ [alice.id]: { expiresAt, accessKeyId: alice.accessKeyId, credentials } });
});

describe('an MFA session', () => {
  it('is used without a code while it lives', async () => {
    expect([await mfaSessionLives(alice), await mfaSession(alice, undefined)]).toEqual([true, session]);
  });

  it('that cannot be opened is forgotten, so that a code is asked for', async () => {
    const { dataKey: another } = await createVault(passphrase, fewIterations);
    await keepUnlocked(another, null);
    expect((await failureOf(mfaSession(alice, undefined))).kind).toBe('codeNeeded');
    expect(await mfaSessionLives(alice)).toBe(false);
  });

  it.each([[false, true], [true, false]])('is kept when the passphrase is changed, unless it may have leaked (%s)', async (leaked, lives) => {
    await changePassphrase(passphrase, 'another horse battery staple', leaked);
    expect(await mfaSessionLives(alice)).toBe(lives);
    expect(await mfaSession(alice, undefined).then(() => true, () => false)).toBe(lives);
  });
});
