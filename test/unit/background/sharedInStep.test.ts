import { held, ours } from '../emulatedBrowser.js';
import { beforeEach, expect, it, vi } from 'vitest';
import { vaultAnswers } from '../../../src/background/catalogue.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { readPolicyBy } from '../../../src/browser/managed.js';
import { removeShared, writeShared } from '../../../src/browser/sharedRecords.js';
import { consoleTabs } from '../../../src/browser/stored.js';
import { readCatalogue } from '../../../src/browser/vaultRecords.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { markOf } from '../../../src/core/marks.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const mine = roleNamed('mine');
const rule = { on: 'role' as const, pattern: 'mine', colour: '#1565c0', label: 'TEAM' };
readPolicyBy(policyFrom);

beforeEach(async () => {
  const { envelope, dataKey } = await createVault(passphrase, fewIterations);
  const filled = await writeRecords(envelope, dataKey, { catalogue: { type: 'catalog', value: catalogueOf([mine]) } });
  Object.assign(held, { session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
});

const colour = async (): Promise<string | undefined> => (await consoleTabs.get())[1]?.mark.colour;

it('an open console gets the colour that a shared catalogue gives its role, and loses it with the catalogue', async () => {
  await consoleTabs.set({ 1: { roleId: mine.id, mark: markOf(mine, (await readCatalogue()).rules) } as never });
  expect(await colour()).toBe(mine.colour);
  await writeShared({ id: 'team', address: 'https://catalogue.example/', etag: '', takenAt: 1, checkedAt: 1 }, { roles: [], rules: [rule] });
  expect(await vaultAnswers.keepInStep({}, { tabId: undefined, origin: ours })).toBeNull();
  await vi.waitFor(async () => expect(await colour()).toBe(rule.colour));
  await removeShared('team');
  await vaultAnswers.keepInStep({}, { tabId: undefined, origin: ours });
  await vi.waitFor(async () => expect(await colour()).toBe(mine.colour));
});
