import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import type { OptionsPorts } from '../../../src/options/ports.js';
import { createOptions, type Options } from '../../../src/options/state.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { fakeBrowser, settled } from './fakes.js';

const dev = roleNamed('dev');
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: OptionsPorts;
let options: Options;

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  options = createOptions(ports);
});

describe('the options page opens', () => {
  it.each([
    ['missing', catalogueOf([], []), 1],
    ['unlocked', catalogueOf([], []), 2],
    ['unlocked', catalogueOf([]), 3],
    ['unlocked', catalogueOf([dev]), undefined],
    ['locked', catalogueOf([dev]), undefined],
  ] as const)('on a vault that is %s at the first step that is not done', async (vault, catalogue, step) => {
    browser.vault = vault;
    browser.catalogue = catalogue;
    await options.start();
    expect([options.vault.value, options.step.value]).toEqual([vault, step]);
  });

  it('and says so when the vault cannot be read', async () => {
    const broken = createOptions({ ...ports, vaultState: () => Promise.reject(failure('vaultNewer')) });
    await broken.start();
    expect([broken.vault.value, broken.failure.value?.kind]).toEqual([undefined, 'vaultNewer']);
  });

  it('on the way to mend a vault that is damaged, be it outside or only inside', async () => {
    const inside = createOptions({ ...ports, readOwnCatalogue: () => Promise.reject(failure('vaultDamaged')) });
    browser.damaged = true;
    await options.start();
    browser.damaged = false;
    await inside.start();
    expect([options.vault.value, inside.vault.value]).toEqual(['damaged', 'damaged']);
  });

  it('with a word to whom the vault is too new to be changed', async () => {
    browser.newer = true;
    await options.start();
    expect([options.vault.value, options.newer.value]).toEqual(['unlocked', true]);
  });

  it('with nothing of the catalogue while the vault is locked', async () => {
    browser.vault = 'locked';
    browser.catalogue = catalogueOf([dev]);
    await options.start();
    expect(options.catalogue.value).toEqual({ identities: [], roles: [], rules: [] });
  });
});

describe('a page that had the vault open', () => {
  it('closes when it is locked, here or elsewhere, and not when it opens on a vault that is locked', async () => {
    await options.start();
    browser.vault = 'locked';
    browser.lockChanged();
    await settled();
    expect(browser.closed).toBe(1);
    await createOptions(ports).start();
    expect(browser.closed).toBe(1);
  });
});

describe('unlocking', () => {
  beforeEach(async () => {
    browser.vault = 'locked';
    browser.catalogue = catalogueOf([]);
    await options.start();
  });

  it('leads to the step that was not done yet', async () => {
    await options.unlock('right');
    expect([options.vault.value, options.step.value, options.catalogue.value.identities, options.failure.value]).toEqual(['unlocked', 3, [alice], undefined]);
  });

  it('may be done by a passkey where one opens the vault', async () => {
    expect(options.passkey.value).toBe(false);
    browser.passkeys.open = true;
    await options.refresh();
    expect(options.passkey.value).toBe(true);
    await options.unlockByPasskey();
    expect(options.vault.value).toBe('unlocked');
  });

  it('with a wrong passphrase stays locked and says so', async () => {
    await options.unlock('wrong');
    expect([options.vault.value, options.failure.value?.kind, options.busy.value]).toEqual(['locked', 'passphraseWrong', false]);
  });

  it('in another window is noticed, and so is locking', async () => {
    browser.vault = 'unlocked';
    browser.lockChanged();
    await settled();
    expect([options.vault.value, options.catalogue.value.identities]).toEqual(['unlocked', [alice]]);
    browser.vault = 'locked';
    browser.lockChanged();
    await settled();
    expect([options.vault.value, options.catalogue.value.identities]).toEqual(['locked', []]);
  });
});

describe('the first run', () => {
  it('does not jump on by itself when something is added', async () => {
    await options.start();
    expect(options.step.value).toBe(2);
    browser.catalogue = catalogueOf([dev]);
    browser.changed();
    await settled();
    expect([options.step.value, options.catalogue.value.roles]).toEqual([2, [dev]]);
  });

  it('goes where it is told, and ends', async () => {
    await options.start();
    options.goTo(3);
    expect(options.step.value).toBe(3);
    options.goTo(undefined);
    await options.refresh();
    expect(options.step.value).toBeUndefined();
  });
});

it('locking is one call, and the page shows it', async () => {
  browser.catalogue = catalogueOf([dev]);
  await options.start();
  browser.answer = () => { browser.vault = 'locked'; };
  await options.lock();
  expect([browser.asked, options.vault.value, options.catalogue.value.roles]).toEqual([[['lock', {}]], 'locked', []]);
});

it('what is amiss with the computer is known from the start, and for as long as it is', async () => {
  const { browser, ports } = fakeBrowser();
  browser.troubles = { clockOffset: 0, storageRefused: true };
  const options = createOptions(ports);
  await options.start();
  expect(options.troubles.value.storageRefused).toBe(true);
  browser.troublesChanged({ clockOffset: 0, storageRefused: false });
  expect(options.troubles.value.storageRefused).toBe(false);
});
