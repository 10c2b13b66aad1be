import { held, ours } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { vaultAnswers } from '../../../src/background/catalogue.js';
import { readPolicyBy } from '../../../src/browser/managed.js';
import { passphraseShort } from '../../../src/browser/stored.js';
import { changePassphrase, createAndUnlock } from '../../../src/browser/unlocking.js';
import { takeVaultFile } from '../../../src/browser/vaultFiles.js';
import { removeMirror } from '../../../src/browser/vaultMirror.js';
import { readSettings } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { createVault } from '../../../src/core/vault/vault.js';
import { fewIterations } from '../core/vault/forging.js';
import { failureOf } from '../scenario.js';

const asker = { tabId: undefined, origin: ours };
const long = 'correct horse battery staple';
readPolicyBy(policyFrom);
held.managed = { minimumPassphraseLength: 20, copyCredentials: false, settings: { lockMinutes: 5 } };

beforeEach(async () => {
  await removeMirror();
  Object.assign(held, { local: {}, session: {} });
  forgetVault();
});

describe('what an organisation has set', () => {
  it('holds for a new vault and a changed passphrase, whoever asks', async () => {
    expect(await failureOf(createAndUnlock('nineteen characters'))).toEqual({ kind: 'passphraseShortHere', values: { least: '20' } });
    expect(Object.keys(held.local)).not.toContain('vault.A');
    await createAndUnlock(long);
    expect((await failureOf(changePassphrase(long, 'nineteen characters', false))).kind).toBe('passphraseShortHere');
  });

  it.each([['nineteen characters', true], [long, false]])('is asked of who takes a vault’s file with the passphrase “%s”: %s', async (passphrase, short) => {
    // What was noted of a vault that was here before says nothing of this one.
    await passphraseShort.set(!short);
    await takeVaultFile(JSON.stringify((await createVault(passphrase, fewIterations)).envelope), passphrase);
    expect(await passphraseShort.get()).toBe(short);
  });

  it('stays set, whatever is saved', async () => {
    await createAndUnlock(long);
    await vaultAnswers.saveSettings({ settings: { ...settingsDefault, lockMinutes: 60, copyCredentials: true, groupTabs: true } }, asker);
    expect(await readSettings()).toMatchObject({ lockMinutes: 5, copyCredentials: false, groupTabs: true });
  });
});
