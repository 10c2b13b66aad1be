import { expect, it } from 'vitest';
import { generatePassphrase } from '../../../src/core/passphrase.js';
import { policyFrom } from '../../../src/core/policyReading.js';
import { createIdentityForm } from '../../../src/options/identityForm.js';
import { consoleLengths, lengthsUpTo, sessionLengths } from '../../../src/options/lengths.js';
import { createNewPassphrase } from '../../../src/options/newPassphrase.js';
import { createRoleForm } from '../../../src/options/roleForm.js';
import { createOptions, isLocked } from '../../../src/options/state.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

it('the roles that an organisation gives stand apart from the person’s own, and follow its policy', async () => {
  const { browser, ports } = fakeBrowser();
  browser.catalogue = catalogueOf([roleNamed('mine')]);
  const options = createOptions(ports);
  await options.start();
  expect(isLocked(options, 'lockMinutes')).toBe(false);
  browser.policy = policyFrom({ roles: [{ name: 'audit', arn: 'arn:aws:iam::222222222222:role/Audit' }], settings: { lockMinutes: 5 } });
  browser.policyChanged();
  await settled();
  expect(options.catalogue.value.roles.map(({ name }) => name)).toEqual(['mine']);
  expect(options.effective.value.catalogue.roles.map(({ name }) => name)).toEqual(['mine', 'audit']);
  expect(isLocked(options, 'lockMinutes')).toBe(true);
});

it('the first run needs no role of the person’s own where the organisation gives one', async () => {
  const { browser, ports } = fakeBrowser();
  browser.catalogue = catalogueOf([]);
  browser.policy = policyFrom({ roles: [{ name: 'audit', arn: 'arn:aws:iam::222222222222:role/Audit' }] });
  const options = createOptions(ports);
  await options.start();
  expect(options.step.value).toBeUndefined();
});

it('a new passphrase has as many characters as the organisation asks for', async () => {
  const { browser, ports } = fakeBrowser();
  browser.policy = policyFrom({ minimumPassphraseLength: 20 });
  const form = createNewPassphrase(ports);
  for (const field of [form.first, form.again]) field.type('nineteen characters');
  expect(form.least.value).toBe(12);
  expect(await form.sound()).toBeUndefined();
  expect([form.first.problem.value, form.least.value]).toEqual(['passphraseShortHere', 20]);
  for (const field of [form.first, form.again]) field.type('twenty characters!!!');
  expect(await form.sound()).toBe('twenty characters!!!');
  expect(generatePassphrase((into) => into.fill(7), 64).length).toBeGreaterThanOrEqual(64);
});

it('an identity’s sessions are not asked to last longer than the organisation allows', () => {
  const form = createIdentityForm(fakeBrowser().ports, () => undefined, alice, 3600);
  expect(form.sessionSeconds.text.value).toBe('3600');
  form.sessionSeconds.type('3601');
  expect(form.sessionSeconds.check()).toBeUndefined();
});

it('nor is a role’s console, which is offered no longer length', async () => {
  const { browser, ports } = fakeBrowser();
  const direct = roleNamed('direct', { strategy: 'direct', durationSeconds: 43_200 });
  const form = createRoleForm(ports, () => catalogueOf([direct]), () => undefined, direct, 5400);
  expect([form.consoleSeconds.value, form.edits.isEdited(), lengthsUpTo(consoleLengths, form.most, form.consoleSeconds.value)]).toEqual([5400, false, [3600, 5400]]);
  await form.save();
  expect(browser.asked).toMatchObject([['saveRole', { role: { durationSeconds: 5400 } }]]);
});

it('where no organisation has a say, all lengths are offered, with the one that was chosen elsewhere', () => {
  const { most } = createIdentityForm(fakeBrowser().ports, () => undefined, alice);
  expect(lengthsUpTo(sessionLengths, most, 5400)).toEqual([3600, 5400, 7200, 14_400, 28_800, 43_200, 86_400, 129_600]);
});
