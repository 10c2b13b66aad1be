import { beforeEach, describe, expect, it } from 'vitest';
import type { FailureKind } from '../../../src/core/failure.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { alice } from '../scenario.js';
import { dev, fakeBrowser, flowOf, liveSession, now, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let popup: Popup;

beforeEach(async () => {
  const fake = fakeBrowser();
  browser = fake.browser;
  popup = createPopup(fake.ports);
  await popup.start();
});

function failsWith(kind: FailureKind): void {
  browser.refuseWith(kind);
  const refuse = browser.answer;
  browser.answer = (call) => {
    browser.setFlow(flowOf('running'));
    browser.setFlow(flowOf('failed', kind));
    return refuse(call);
  };
}

describe('a fresh MFA session', () => {
  const renewed = { [alice.id]: { expiresAt: now + 43_200_000, accessKeyId: alice.accessKeyId } };

  beforeEach(async () => {
    browser.setSessions(liveSession);
    failsWith('roleRefused');
    await popup.choose(prod);
    popup.takeFreshSession();
  });

  it('is asked for with a code, though a session lives, and the failure is gone meanwhile', () => {
    expect([popup.codeFor.value, popup.flow.value, popup.failure.value, popup.code.value]).toEqual([alice, undefined, undefined, '']);
    expect(browser.asked).toHaveLength(1);
  });

  it('is taken with the code', async () => {
    await popup.type('492817');
    expect(browser.asked.at(-1)).toEqual(['openRole', { roleId: prod.id, code: '492817', fresh: true }]);
  });

  it('is asked for again when its code is refused', async () => {
    failsWith('codeRefused');
    await popup.type('492817');
    expect(popup.codeFor.value).toBe(alice);
    await popup.type('123456');
    expect(browser.asked.at(-1)).toEqual(['openRole', { roleId: prod.id, code: '123456', fresh: true }]);
  });

  it('that was taken is used from then on, whatever becomes of the role', async () => {
    await popup.type('492817');
    browser.setSessions(renewed);
    expect(popup.codeFor.value).toBeUndefined();
    await popup.retry();
    expect(browser.asked.at(-1)).toEqual(['openRole', { roleId: prod.id }]);
  });

  it('is of no concern to another role', async () => {
    await popup.choose(dev);
    expect([popup.codeFor.value, browser.asked.at(-1)]).toEqual([undefined, ['openRole', { roleId: dev.id }]]);
  });
});

it('a text for the administrator is put on the clipboard', async () => {
  expect(await popup.copyText('who, what, why')).toBe(true);
  expect(browser.clipboard).toBe('who, what, why');
});
