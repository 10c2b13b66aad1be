import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { digitsOf } from '../../../src/core/fields.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { alice } from '../scenario.js';
import { dev, fakeBrowser, flowOf, journeyFails, liveSession, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let popup: Popup;

beforeEach(async () => {
  const fake = fakeBrowser();
  browser = fake.browser;
  popup = createPopup(fake.ports);
  await popup.start();
});

describe('choosing a role', () => {
  it('opens it at once while the MFA session lives', async () => {
    browser.setSessions(liveSession);
    await popup.choose(prod);
    expect([popup.screen.value, popup.codeFor.value, browser.asked]).toEqual(['journey', undefined, [['openRole', { roleId: prod.id }]]]);
  });

  it('asks for a code first when there is no session, and nothing is sent before', async () => {
    await popup.choose(prod);
    expect([popup.screen.value, popup.codeFor.value, browser.asked]).toEqual(['journey', alice, []]);
  });

  it('begins with an empty field, and with nothing of the role before', async () => {
    await popup.choose(dev);
    await popup.type('12345');
    browser.refuseWith('throttled');
    await popup.type('123456');
    await popup.choose(prod);
    expect([popup.code.value, popup.failure.value, popup.flow.value]).toEqual(['', undefined, undefined]);
  });
});

describe('the code', () => {
  beforeEach(() => popup.choose(prod));

  it('goes off by itself at the sixth digit, and not before', async () => {
    for (const typed of ['4', '49', '492', '4928', '49281']) await popup.type(typed);
    expect(browser.asked).toEqual([]);
    await popup.type('492817');
    expect(browser.asked).toEqual([['openRole', { roleId: prod.id, code: '492817' }]]);
  });

  it.each([['４９２８１７', '492817'], ['492 817\n', '492817'], ['code: 492-817!', '492817'], ['4928170', '492817'], ['abc', ''], ['', '']])(
    'is the digits of what is typed or pasted: %j', (typed, digits) => {
      expect(digitsOf(typed)).toBe(digits);
    });

  it('is sent once though the field is typed into again while it is on its way', async () => {
    let arrive = (): void => undefined;
    browser.answer = () => new Promise<void>((resolve) => { arrive = resolve; });
    const first = popup.type('492817');
    expect(popup.busy.value).toBe(true);
    await popup.type('492817');
    arrive();
    await first;
    expect([browser.asked.length, popup.busy.value]).toEqual([1, false]);
  });

  it.each(['codeRefused', 'codeReused', 'serialRefused', 'clockWrong'] as const)('that is refused (%s) leaves an empty field for the next', async (kind) => {
    journeyFails(browser, kind);
    await popup.type('492817');
    expect([popup.code.value, popup.flow.value?.failure?.kind, popup.codeFor.value]).toEqual(['', kind, alice]);
    browser.answer = () => undefined;
    await popup.type('123456');
    expect(browser.asked.at(-1)).toEqual(['openRole', { roleId: prod.id, code: '123456' }]);
    expect(popup.flow.value).toBeUndefined();
  });

  it('that did not arrive stays in the field, and is sent again by the button', async () => {
    journeyFails(browser, 'unreachable');
    await popup.type('492817');
    expect(popup.code.value).toBe('492817');
    await popup.retry();
    expect(browser.asked.map(([, asked]) => asked)).toEqual([{ roleId: prod.id, code: '492817' }, { roleId: prod.id, code: '492817' }]);
  });

  it('is not sent by the button while it is incomplete', async () => {
    await popup.type('4928');
    await popup.retry();
    expect(browser.asked).toEqual([]);
  });

  it('is no longer sent along once a session lives', async () => {
    journeyFails(browser, 'unreachable');
    await popup.type('492817');
    browser.setSessions(liveSession);
    await popup.retry();
    expect(browser.asked.at(-1)).toEqual(['openRole', { roleId: prod.id }]);
  });
});

describe('a journey', () => {
  beforeEach(async () => {
    browser.setSessions(liveSession);
    await popup.choose(prod);
  });

  it('is shown as it goes, and asks for no code while it runs', () => {
    browser.setSessions({});
    browser.setFlow(flowOf('running'));
    expect([popup.flow.value?.state, popup.codeFor.value]).toEqual(['running', undefined]);
  });

  it('that has arrived closes the popup', () => {
    browser.setFlow(flowOf('running'));
    expect(browser.did).toEqual([]);
    browser.setFlow(flowOf('done'));
    expect(browser.did).toEqual(['close']);
  });

  it('that had arrived before is not shown again, and closes nothing', () => {
    browser.setFlow(flowOf('done'));
    expect([popup.flow.value, browser.did]).toEqual([undefined, []]);
  });

  it('of another role is none of this screen’s', () => {
    browser.setFlow({ ...flowOf('running'), roleId: dev.id });
    expect(popup.flow.value).toBeUndefined();
  });

  it('on which the background is stopped is gone on with, as often as it is stopped, and by no second request', async () => {
    let stops = 3;
    browser.answer = () => (stops-- > 0 ? Promise.reject(failure('interrupted')) : null);
    await popup.retry();
    expect(browser.asked.slice(2)).toEqual([1, 2, 3].map(() => ['pickUp', { roleId: prod.id }]));
    expect(popup.failure.value).toBeUndefined();
  });

  it('that asks for another code, because the background was stopped with one, empties the field', async () => {
    popup.code.value = '492817';
    browser.answer = (call) => Promise.reject(failure(call === 'pickUp' ? 'codeUncertain' : 'interrupted'));
    await popup.retry();
    expect([popup.failure.value?.kind, popup.code.value]).toEqual(['codeUncertain', '']);
  });

  it('that cannot be gone on with says so', async () => {
    browser.setFlow(flowOf('running'));
    browser.refuseWith('interrupted');
    await popup.retry();
    expect([popup.flow.value?.state, popup.flow.value?.failure?.kind]).toEqual(['failed', 'interrupted']);
  });

  it('that could not even begin says why', async () => {
    browser.refuseWith('roleUnknown');
    await popup.retry();
    expect([popup.failure.value?.kind, popup.flow.value]).toEqual(['roleUnknown', undefined]);
  });

  it('asks for the passphrase when the vault was locked meanwhile', async () => {
    browser.refuseWith('vaultLocked');
    await popup.retry();
    expect([popup.screen.value, popup.failure.value]).toEqual(['locked', undefined]);
  });

  it('that failed is put away by going back', async () => {
    browser.setFlow(flowOf('running'));
    browser.setFlow(flowOf('failed'));
    await popup.back();
    expect(browser.asked.at(-1)).toEqual(['dismissFlow', { roleId: prod.id }]);
    expect([popup.screen.value, popup.role.value, popup.flow.value]).toEqual(['roles', undefined, undefined]);
  });

  it('that is under way goes on when the person goes back', async () => {
    browser.setFlow(flowOf('running'));
    await popup.back();
    expect(browser.asked.map(([call]) => call)).toEqual(['openRole']);
    browser.setFlow(flowOf('done'));
    expect([popup.screen.value, browser.did]).toEqual(['roles', []]);
  });
});
