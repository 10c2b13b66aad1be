import { held } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeVaultFile } from '../../../src/browser/vaultFiles.js';
import { readCatalogue, readContainers } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { emptyCatalogue } from '../../../src/core/catalogue.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { alice } from '../scenario.js';

beforeEach(() => {
  Object.assign(held, { refuse: false, session: {}, local: {} });
  forgetVault();
});

describe('a vault’s file that is taken in', () => {
  it('brings what it holds, but not the containers of the profile that it comes from', async () => {
    const { envelope, dataKey } = await createVault(passphrase, fewIterations);
    const file = await writeRecords(envelope, dataKey, {
      catalogue: { type: 'catalog', value: { ...emptyCatalogue, identities: [alice] } },
      containers: { type: 'containers', value: { 1: 'firefox-container-2' } },
    });
    await takeVaultFile(JSON.stringify(file), passphrase);
    expect((await readCatalogue()).identities).toEqual([alice]);
    expect(await readContainers()).toEqual({});
  });
});
