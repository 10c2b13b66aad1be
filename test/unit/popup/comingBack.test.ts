import { beforeEach, describe, expect, it } from 'vitest';
import type { Landing } from '../../../src/core/destinations.js';
import { withStep } from '../../../src/core/flow.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { alice } from '../scenario.js';
import { fakeBrowser, flowOf, liveSession, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let popup: Popup;

beforeEach(() => {
  const fake = fakeBrowser();
  browser = fake.browser;
  popup = createPopup(fake.ports);
});

describe('a popup that comes back to a journey that another began', () => {
  it.each([
    ['read-only, with its reason', { readOnly: true, reason: 'INC-1' }, 'openRole', { roleId: prod.id, code: '492817', readOnly: true, reason: 'INC-1' }],
    ['behind', { behind: true }, 'openRole', { roleId: prod.id, code: '492817', behind: true }],
    ['with a page of its own', {}, 'openRole', { roleId: prod.id, code: '492817', destination: '/ec2/home', region: 'eu-west-1' }, { destination: '/ec2/home', region: 'eu-west-1' }],
    ['in the tab that is there', { tabId: 7, confirmed: true }, 'resume', { tabIds: [7], code: '492817' }],
  ] as const)('which was to open %s, opens it so with the next code', async (_, wish, call, asked, landing?: Landing) => {
    browser.flows = { [prod.id]: { ...flowOf('failed', 'codeRefused'), wish, ...(landing ? { landing } : {}) } };
    await popup.start();
    await popup.type('492817');
    expect(browser.asked).toEqual([[call, asked]]);
  });

  it.each([['waiting', { roleId: prod.id, code: '492817', fresh: true }], ['done', { roleId: prod.id }]] as const)('which was to have a fresh MFA session, asks for its code unless it was made: %s', async (made, asked) => {
    browser.sessions = liveSession;
    browser.flows = { [prod.id]: withStep({ ...flowOf('failed'), wish: { fresh: true } }, { kind: 'mfaSession' }, made) };
    await popup.start();
    expect(popup.codeFor.value?.id).toBe(made === 'waiting' ? alice.id : undefined);
    if (made === 'waiting') await popup.type('492817');
    else await popup.retry();
    expect(browser.asked).toEqual([['openRole', asked]]);
  });

  it('asks what guards its role, and then leads where it was asked to', async () => {
    browser.flows = { [prod.id]: { ...flowOf('failed', 'guarded'), wish: { readOnly: true }, landing: { destination: '/ec2/home' } } };
    browser.sessions = liveSession;
    await popup.start();
    expect([popup.screen.value, popup.guarding.asks.value.readOnly]).toEqual(['guard', 'only']);
    await popup.passGuardAsUsual();
    expect(browser.asked).toEqual([['dismissFlow', { roleId: prod.id }], ['openRole', { roleId: prod.id, readOnly: true, destination: '/ec2/home' }]]);
  });
});
