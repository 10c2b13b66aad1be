import { held, ours } from '../emulatedBrowser.js';
import { beforeEach, expect, it } from 'vitest';
import { pickAnswers } from '../../../src/background/picking.js';
import { readFirst } from '../../../src/browser/firstScreen.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { keepPicker, readPicks } from '../../../src/browser/picks.js';
import { readSettings } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { readWholeList } from '../../../src/browser/wholeList.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const asker = { tabId: undefined, origin: ours };
const [dev, prod] = [roleNamed('dev'), roleNamed('prod')];
const kept = ['gone', dev.id, 'gone too', prod.id];

beforeEach(async () => {
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  const filled = await writeRecords(envelope, dataKey, {
    catalogue: { type: 'catalog', value: catalogueOf([dev, prod]) }, settings: { type: 'settings', value: { ...settingsDefault, favourites: kept } },
  });
  Object.assign(held, { session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
});

it('favourites whose roles are gone take no key of those that are there', async () => {
  await keepPicker(Date.now());
  const { screen } = await readFirst();
  expect(screen?.sections[0]?.rows.map(({ role, shortcut }) => [role.name, shortcut])).toEqual([['dev', 1], ['prod', 2]]);
  expect([(await readPicks()).favourites, (await readWholeList())?.list.favourites]).toEqual([[dev.id, prod.id], [dev.id, prod.id]]);
});

it('a favourite moves among those that are there, and those that are gone are not forgotten', async () => {
  await pickAnswers.moveFavourite({ roleId: prod.id, by: -1 }, asker);
  expect((await readSettings()).favourites).toEqual([prod.id, dev.id, 'gone', 'gone too']);
});
