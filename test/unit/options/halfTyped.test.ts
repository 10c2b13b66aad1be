import { beforeEach, describe, expect, it } from 'vitest';
import { draftOf, newDraft } from '../../../src/options/drafts.js';
import { createIdentityForm } from '../../../src/options/identityForm.js';
import type { Imported } from '../../../src/options/importing.js';
import type { OptionsPorts } from '../../../src/options/ports.js';
import { createRoleForm } from '../../../src/options/roleForm.js';
import { createOptions, type Options } from '../../../src/options/state.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const dev = roleNamed('dev');
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: OptionsPorts;
let options: Options;

/** Leaves the form of a role and of an identity, as another section's being shown does. */
function leaveHalfTyped(): void {
  const { roleDrafts, identityDrafts, catalogue } = options;
  const role = draftOf(roleDrafts, dev.id, dev, (known, saved) => createRoleForm(ports, () => catalogue.value, saved, known));
  const identity = draftOf(identityDrafts, alice.id, alice, (known, saved) => createIdentityForm(ports, saved, known));
  role.form.group.type('half');
  identity.form.secretAccessKey.type('half');
  roleDrafts.set(dev.id, role);
  identityDrafts.set(alice.id, identity);
}

beforeEach(async () => {
  ({ browser, ports } = fakeBrowser());
  browser.catalogue = catalogueOf([dev]);
  options = createOptions(ports);
  await options.start();
  leaveHalfTyped();
});

describe('what is half typed', () => {
  it('goes with what it is of, unless that stays', async () => {
    browser.refuseWith('stillNeeded');
    await options.removeRole(dev);
    expect(options.roleDrafts.has(dev.id)).toBe(true);
    browser.answer = () => { browser.catalogue = catalogueOf([], []); };
    await options.removeRole(dev);
    expect([options.roleDrafts.size, options.identityDrafts.size]).toEqual([0, 0]);
  });

  it('goes when the vault is locked', async () => {
    browser.answer = () => { browser.vault = 'locked'; };
    await options.lock();
    expect([options.roleDrafts.size, options.identityDrafts.size]).toEqual([0, 0]);
  });

  it('goes when the vault turns out to be damaged', async () => {
    browser.damaged = true;
    await options.refresh();
    expect([options.vault.value, options.roleDrafts.size, options.identityDrafts.size]).toEqual(['damaged', 0, 0]);
  });

  it('of a new identity stays until the first run has imported one', async () => {
    const imported = (added: Imported['choice']['batch']['added']): Imported => (
      { added: 1, changed: 0, choice: { batch: { added, identities: [], roles: [], rules: [] }, waiting: [] } });
    const fresh = draftOf(options.identityDrafts, newDraft, undefined, (known, saved) => createIdentityForm(ports, saved, known));
    options.identityDrafts.set(newDraft, fresh);
    browser.catalogue = catalogueOf([], []);
    await options.goOnImported(imported([]));
    expect([options.identityDrafts.has(newDraft), options.step.value]).toEqual([true, undefined]);
    browser.catalogue = catalogueOf([dev]);
    // The vault's own news of the change comes at the same time.
    await Promise.all([options.goOnImported(imported([])), options.refresh()]);
    expect([options.identityDrafts.has(newDraft), options.step.value]).toEqual([true, 3]);
    await options.goOnImported(imported([{ identity: alice, secretAccessKey: 'x' }]));
    expect(options.identityDrafts.has(newDraft)).toBe(false);
  });

  it('is put over what was changed elsewhere', async () => {
    browser.catalogue = catalogueOf([{ ...dev, group: 'elsewhere', tags: ['elsewhere'] }], [{ ...alice, accessKeyId: 'AKIAALICE0000ROTATED' }]);
    await options.refresh();
    const { group, tags } = options.roleDrafts.get(dev.id)?.form ?? {};
    const { accessKeyId, secretAccessKey } = options.identityDrafts.get(alice.id)?.form ?? {};
    expect([group, tags, accessKeyId, secretAccessKey].map((field) => field?.text.value)).toEqual(['half', 'elsewhere', 'AKIAALICE0000ROTATED', 'half']);
  });
});
