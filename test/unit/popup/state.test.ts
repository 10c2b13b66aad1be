import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';
import { dev, fakeBrowser, flowOf, liveSession, now, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
/** The roles of the list, in its order. */
const listed = (): unknown[] => popup.listing.rows.value.map(({ role }) => role);

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  popup = createPopup(ports);
});

describe('the popup opens', () => {
  it.each([['missing', 'setup'], ['locked', 'locked'], ['unlocked', 'roles']] as const)('on a vault that is %s: %s', async (vault, screen) => {
    browser.vault = vault;
    expect(popup.screen.value).toBe('loading');
    await popup.start();
    expect(popup.screen.value).toBe(screen);
  });

  it('with nothing of the catalogue while the vault is locked', async () => {
    browser.vault = 'locked';
    await popup.start();
    expect(listed()).toEqual([]);
  });

  it('and says so when the vault cannot be read', async () => {
    const broken = createPopup({ ...ports, vaultState: () => Promise.reject(failure('vaultDamaged')) });
    await broken.start();
    expect([broken.screen.value, broken.failure.value?.kind]).toEqual(['broken', 'vaultDamaged']);
  });

  it('on the journey that is under way, or that a stopped worker has left, and has it gone on with', async () => {
    browser.flows = { [prod.id]: flowOf('running') };
    await popup.start();
    expect([popup.screen.value, popup.role.value, popup.flow.value?.state]).toEqual(['journey', prod, 'running']);
    expect(browser.asked).toEqual([['pickUp', { roleId: prod.id }]]);
  });

  it('on a journey that another worker has ended without its code: what is typed for the next stays, half of it or all', async () => {
    browser.flows = { [prod.id]: flowOf('running') };
    for (const typed of ['49', '492817']) {
      let end = (): void => undefined;
      browser.answer = (call) => (call === 'pickUp' ? new Promise((_, reject) => { end = () => reject(failure('codeUncertain')); }) : new Promise(() => undefined));
      popup = createPopup(ports);
      await popup.start();
      browser.setFlow(flowOf('failed', 'codeUncertain'));
      void popup.type(typed);
      end();
      await new Promise((resolve) => setTimeout(resolve));
      expect([popup.code.value, popup.failure.value]).toEqual([typed, undefined]);
    }
  });

  it('on the journey that failed while it was closed', async () => {
    browser.flows = { [prod.id]: flowOf('failed') };
    await popup.start();
    expect([popup.screen.value, popup.flow.value?.failure?.kind]).toEqual(['journey', 'roleRefused']);
  });

  it('on a journey that was left too long ago, and says so', async () => {
    browser.flows = { [prod.id]: flowOf('running') };
    browser.refuseWith('interrupted');
    await popup.start();
    await new Promise((resolve) => setTimeout(resolve));
    expect([popup.screen.value, popup.flow.value?.state, popup.flow.value?.failure?.kind]).toEqual(['journey', 'failed', 'interrupted']);
  });

  it('on the list after a journey that arrived, and after one whose role is gone', async () => {
    browser.flows = { [prod.id]: flowOf('done'), gone: { ...flowOf('failed'), roleId: 'gone' } };
    await popup.start();
    expect(popup.screen.value).toBe('roles');
  });
});

it('connections are made for the role that Enter would open, and for one whose code is asked for', async () => {
  await popup.start();
  await new Promise((resolve) => setTimeout(resolve));
  expect(browser.prepared).toEqual([`${dev.id} alice`]);
  await popup.choose(prod);
  expect(browser.prepared).toEqual([`${dev.id} alice`, `${prod.id} alice`]);
  // Again with the first digit: the code may have taken long to be found.
  for (const typed of ['1', '12', '1', '']) await popup.type(typed);
  expect(browser.prepared).toEqual([`${dev.id} alice`, `${prod.id} alice`, `${prod.id} alice`]);
  // A code that is pasted whole goes off at once.
  await popup.type('492817');
  expect(browser.prepared).toHaveLength(3);
});

it.each([true, false])('a locked popup knows whether a passkey opens the vault: %s', async (passkey) => {
  browser.vault = 'locked';
  browser.passkey = passkey;
  await popup.start();
  expect(popup.passkey.value).toBe(passkey);
});

describe('unlocking', () => {
  beforeEach(async () => {
    browser.vault = 'locked';
    await popup.start();
  });

  it('with the right passphrase leads to the list', async () => {
    const unlocking = popup.unlock('right');
    expect(popup.busy.value).toBe(true);
    await unlocking;
    expect([popup.screen.value, popup.busy.value, listed()]).toEqual(['roles', false, [dev, prod]]);
  });

  it('with a wrong one stays locked and says so, and the next try begins afresh', async () => {
    await popup.unlock('wrong');
    expect([popup.screen.value, popup.busy.value, popup.failure.value?.kind]).toEqual(['locked', false, 'passphraseWrong']);
    await popup.unlock('right');
    expect([popup.screen.value, popup.failure.value]).toEqual(['roles', undefined]);
  });

  it('is undone by locking', async () => {
    await popup.unlock('right');
    await popup.lock();
    expect([popup.screen.value, browser.asked, browser.did]).toEqual(['locked', [['lock', {}]], ['close']]);
  });

  it('that was undone leaves nothing of the catalogue behind', async () => {
    await popup.unlock('right');
    await popup.lock();
    expect([listed(), popup.role.value, popup.flow.value]).toEqual([[], undefined, undefined]);
  });
});

describe('a vault that locks by itself, or from another window', () => {
  it.each(['roles', 'guard', 'journey', 'copy'] as const)('takes what is on the screen off it: %s', async (screen) => {
    await popup.start();
    popup.screen.value = screen;
    browser.lockElsewhere();
    await new Promise((resolve) => setTimeout(resolve));
    expect([popup.screen.value, listed(), popup.role.value, browser.did]).toEqual(['locked', [], undefined, ['close']]);
  });
});

describe('the list', () => {
  beforeEach(() => popup.start());

  it('is narrowed by what is typed, and the choice goes back to the first', () => {
    popup.move(1);
    expect(popup.listing.chosen.value).toBe(1);
    popup.narrow('PROD');
    expect([listed(), popup.listing.chosen.value]).toEqual([[prod], 0]);
  });

  it('keeps the choice within itself', () => {
    popup.move(8);
    expect(popup.listing.chosen.value).toBe(1);
    popup.move(-100);
    expect(popup.listing.chosen.value).toBe(0);
    popup.narrow('nothing');
    popup.move(1);
    expect(popup.listing.chosen.value).toBe(-1);
  });

  it('leads to the settings, and to a place in them', () => {
    popup.showOptions();
    popup.mend('roles/role-dev');
    expect(browser.did).toEqual(['options', 'options roles/role-dev']);
  });

  it('knows whose MFA session lives, for the key it was made with only', () => {
    expect(popup.sessionLeftMs(alice)).toBe(0);
    browser.setSessions(liveSession);
    expect(popup.sessionLeftMs(alice)).toBe(3_600_000);
    expect(popup.sessionLeftMs({ ...alice, accessKeyId: 'AKIAANOTHER000000000' })).toBe(0);
    browser.now = now + 3_600_000 - 300_000;
    expect(popup.sessionLeftMs(alice)).toBe(0);
  });
});

describe('the steps of a journey', () => {
  it('are shown before it begins', async () => {
    await popup.start();
    await popup.choose(prod);
    expect(popup.steps.value).toEqual([
      { name: { kind: 'mfaSession' }, state: 'waiting' }, { name: { kind: 'role', role: 'prod' }, state: 'waiting' },
      { name: { kind: 'signIn' }, state: 'waiting' }, { name: { kind: 'console' }, state: 'waiting' },
    ]);
  });

  it('are none for a chain that is broken, which opening it says', async () => {
    const broken = roleNamed('broken', { source: { kind: 'role', id: 'gone' } });
    browser.catalogue = catalogueOf([broken]);
    browser.refuseWith('sourceMissing');
    await popup.start();
    await popup.choose(broken);
    expect([popup.steps.value, popup.codeFor.value, popup.failure.value?.kind]).toEqual([[], undefined, 'sourceMissing']);
  });
});
