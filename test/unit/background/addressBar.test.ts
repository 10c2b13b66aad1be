import { held } from '../emulatedBrowser.js';
import { beforeEach, expect, it } from 'vitest';
import browser from 'webextension-polyfill';
import { addressBar } from '../../../src/background/addressBar.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { consoleTabs, flows } from '../../../src/browser/stored.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { markOf } from '../../../src/core/marks.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const prod = roleNamed('prod');
const lambda = `${prod.arn.replace(':iam::', ':lambda:ap-northeast-1:').replace(/:role\/.*/, '')}:function:pay`;
let shown: number[];
/** What the background does of a browser beside what is remembered. */
Object.assign(browser.tabs, { update: async (tabId: number) => { shown.push(tabId); return {}; } });
Object.assign(browser, { permissions: { contains: async () => true }, action: { openPopup: async () => undefined } });

beforeEach(async () => {
  shown = [];
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  const filled = await writeRecords(envelope, dataKey, { catalogue: { type: 'catalog', value: catalogueOf([prod]) } });
  Object.assign(held, { session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
  await consoleTabs.set({ 12: { roleId: prod.id, mark: markOf(prod, []), stage: 'open', hopped: false, endsAt: Date.now() + 3_000_000 } });
});

it('a role that is chosen in the address bar is gone to where its console is open', async () => {
  await addressBar.chosen('prod', false);
  expect([shown, await flows.get()]).toEqual([[12], {}]);
});

it('a page that is chosen there is opened, whatever else of its role is open', async () => {
  await addressBar.chosen(lambda, false);
  const { [prod.id]: flow } = await flows.get();
  expect([shown, flow?.landing?.region, flow?.landing?.destination]).toEqual([[], 'ap-northeast-1', expect.stringContaining('pay')]);
});

it('a role that is to open behind is still to when its journey has failed', async () => {
  await addressBar.chosen('prod', true);
  const { [prod.id]: flow } = await flows.get();
  expect([shown, flow?.failure?.kind, flow?.wish]).toEqual([[], 'codeNeeded', { behind: true }]);
});
