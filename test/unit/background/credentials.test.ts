import { held, ours } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { vaultAnswers } from '../../../src/background/catalogue.js';
import { credentialAnswers } from '../../../src/background/credentials.js';
import { readPolicyBy } from '../../../src/browser/managed.js';
import { createAndUnlock } from '../../../src/browser/unlocking.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { failureOf } from '../scenario.js';

const asker = { tabId: undefined, origin: ours };
const allowed = new Set<string>();
const contains = async ({ permissions = [] }: { permissions?: string[] }) => permissions.every((name) => allowed.has(name));
/** What becomes of copying a role that is not there: whoever may copy hears of the role. */
const refusal = async () => (await failureOf(credentialAnswers.copyCredentials({ roleId: 'role-none', format: 'posix' }, asker))).kind;
const switchTo = (copyCredentials: boolean) => vaultAnswers.saveSettings({ settings: { ...settingsDefault, copyCredentials } }, asker);

readPolicyBy(policyFrom);
beforeAll(async () => {
  Object.assign(browser, { permissions: { contains } });
  await createAndUnlock('correct horse battery staple');
});
beforeEach(() => {
  allowed.clear();
  held.managed = {};
});

it.each([
  ['Firefox', ours, ['clipboardWrite']],
  ['Chrome', 'chrome-extension://ours', ['clipboardWrite', 'offscreen']],
])('credentials leave the vault only where %s lets us take them off the clipboard again, whatever the setting says', async (_, origin, needed) => {
  Object.assign(browser.runtime, { getURL: (path: string) => `${origin}/${path}` });
  await switchTo(true);
  for (const name of needed) {
    expect(await refusal()).toBe('copyingOff');
    allowed.add(name);
  }
  expect(await refusal()).toBe('roleUnknown');
});

it('a permission that is there does not stand for the setting', async () => {
  allowed.add('clipboardWrite').add('offscreen');
  await switchTo(false);
  expect(await refusal()).toBe('copyingOff');
});
