import { beforeEach, describe, expect, it } from 'vitest';
import { createOptions, goToCheckUp } from '../../../src/options/state.js';
import { alice, catalogueOf } from '../scenario.js';
import { fakeBrowser } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let options: ReturnType<typeof createOptions>;
beforeEach(() => {
  const fake = fakeBrowser();
  ({ browser } = fake);
  browser.catalogue = catalogueOf([]);
  options = createOptions(fake.ports);
});
/** The browser's Back. */
const back = (): void => {
  browser.history.pop();
  browser.hashChanged();
};
const shown = () => [options.section.value, options.wanted.value];

describe('the address of the settings', () => {
  it('names the section, and the role in it that is to be edited', async () => {
    browser.history = ['#roles/role-dev'];
    await options.start();
    expect([shown(), browser.history]).toEqual([['roles', 'role-dev'], ['#roles/role-dev']]);
  });

  it('is left alone where it names nothing', async () => {
    await options.start();
    expect([shown(), browser.history]).toEqual([['identities', undefined], ['']]);
  });

  it('goes along with the section, so that Back leads to the one before', async () => {
    await options.start();
    options.section.value = 'vault';
    goToCheckUp(options, { kind: 'identity', id: alice.id });
    expect(browser.history).toEqual(['', '#vault', '#checkUp']);
    back();
    expect([shown(), browser.history]).toEqual([['vault', undefined], ['', '#vault']]);
    back();
    expect(shown()).toEqual(['identities', undefined]);
  });

  it('forgets what was to be edited when the person goes elsewhere', async () => {
    browser.history = ['#identities/id-alice'];
    await options.start();
    options.section.value = 'roles';
    expect(shown()).toEqual(['roles', undefined]);
  });

  it('is followed while the page is open', async () => {
    await options.start();
    browser.history.push('#identities/id-alice');
    browser.hashChanged();
    expect(shown()).toEqual(['identities', 'id-alice']);
  });
});
