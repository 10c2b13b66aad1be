import { beforeEach, describe, expect, it } from 'vitest';
import { type Role, roleById, withRole, withoutRole } from '../../../src/core/catalogue.js';
import { failure } from '../../../src/core/failure.js';
import { withRoleMoved } from '../../../src/core/roleOrder.js';
import { createOptions, type Options } from '../../../src/options/state.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

const dev = roleNamed('dev');
let browser: ReturnType<typeof fakeBrowser>['browser'];
let options: Options;

beforeEach(() => {
  const fake = fakeBrowser();
  ({ browser } = fake);
  options = createOptions(fake.ports);
});

describe('removing', () => {
  beforeEach(async () => {
    browser.catalogue = catalogueOf([dev]);
    browser.answer = (call) => {
      if (call === 'removeRole') browser.catalogue = withoutRole(browser.catalogue, dev.id);
      if (call === 'saveRole') browser.catalogue = withRole(browser.catalogue, dev);
    };
    await options.start();
  });

  it('takes a role away at once, and brings it back as it was', async () => {
    await options.removeRole(dev);
    expect([options.catalogue.value.roles, options.removed.value?.role]).toEqual([[], dev]);
    await options.restoreRole();
    expect([options.catalogue.value.roles, options.removed.value]).toEqual([[dev], undefined]);
    expect(browser.asked).toEqual([['removeRole', { id: dev.id }], ['saveRole', { role: dev }]]);
  });

  it('says why a role that is needed stays, and offers nothing to bring back', async () => {
    browser.refuseWith('stillNeeded');
    await options.removeRole(dev);
    expect([options.failure.value?.kind, options.removed.value, options.catalogue.value.roles]).toEqual(['stillNeeded', undefined, [dev]]);
  });

  it('can be undone again when undoing failed', async () => {
    await options.removeRole(dev);
    browser.refuseWith('nameTaken');
    await options.restoreRole();
    expect([options.failure.value?.kind, options.removed.value?.role]).toEqual(['nameTaken', dev]);
  });

  describe('of many', () => {
    const [a, b, c] = [roleNamed('a'), roleNamed('b'), roleNamed('c')];
    const names = (): string => options.catalogue.value.roles.map(({ name }) => name).join('');
    const remove = async (role: Role): Promise<void> => {
      browser.answer = (call) => {
        if (call === 'removeRole') browser.catalogue = withoutRole(browser.catalogue, role.id);
        if (call === 'saveRole') browser.catalogue = withRole(browser.catalogue, role);
        if (call !== 'moveRole') return;
        expect(roleById(browser.catalogue, role.id)).toEqual(role);
        browser.catalogue = withRoleMoved(browser.catalogue, role.id, (browser.askedFor('moveRole').at(-1) as { before?: string }).before);
      };
      await options.removeRole(role);
    };

    beforeEach(async () => {
      browser.catalogue = catalogueOf([a, b, c]);
      await options.refresh();
    });

    it.each([a, b, c])('brings $name back to its place', async (role) => {
      await remove(role);
      await options.restoreRole();
      expect(names()).toBe('abc');
    });

    it('brings one back at the end when the one after it is gone', async () => {
      await remove(a);
      browser.catalogue = catalogueOf([c]);
      await options.restoreRole();
      expect(names()).toBe('ca');
    });

    it('can go on with bringing it back when only its place failed', async () => {
      await remove(a);
      const answer = browser.answer;
      browser.answer = (call) => (call === 'moveRole' ? Promise.reject(failure('vaultLocked')) : answer(call));
      await options.restoreRole();
      expect([names(), options.failure.value?.kind, options.removed.value?.role]).toEqual(['bca', 'vaultLocked', a]);
      browser.answer = answer;
      await options.restoreRole();
      expect([names(), options.removed.value]).toEqual(['abc', undefined]);
    });
  });

  it('takes an identity away by its id', async () => {
    await options.removeIdentity(alice);
    expect(browser.asked).toEqual([['removeIdentity', { id: alice.id }]]);
  });
});
