import { beforeEach, describe, expect, it } from 'vitest';
import { catalogueOf, roleNamed } from '../scenario.js';
import type { Guard } from '../../../src/core/guard.js';
import { keyOfList } from '../../../src/popup/keys.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { dev, fakeBrowser, flowOf, liveSession, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const opened = () => browser.asked.filter(([name]) => name === 'openRole').map(([, asked]) => asked);
const guarded = (guard: Guard) => ({ ...prod, guard });
const shiftEnter = { key: 'Enter', code: 'Enter', ctrlKey: false, metaKey: false, altKey: false, shiftKey: true, isComposing: false };

beforeEach(async () => {
  ({ browser, ports } = fakeBrowser());
  browser.sessions = liveSession;
  popup = createPopup(ports);
  await popup.start();
});

describe('opening read-only', () => {
  it('is Shift+Enter in the list, with Ctrl in a tab behind', () => {
    keyOfList(popup, shiftEnter);
    expect(opened()).toEqual([{ roleId: dev.id, readOnly: true }]);
    keyOfList(popup, { ...shiftEnter, ctrlKey: true });
    expect(opened()[1]).toEqual({ roleId: dev.id, behind: true, readOnly: true });
  });

  it('is not kept for the next role', async () => {
    await popup.choose(dev, false, { readOnly: true });
    await popup.back();
    await popup.choose(prod);
    expect(opened().at(-1)).toEqual({ roleId: prod.id });
  });

  it('of a role with session policies of its own says that the two cannot be put together, and offers it as it is', async () => {
    const narrow = roleNamed('narrow', { sessionPolicyArns: ['arn:aws:iam::aws:policy/A'] });
    await popup.choose(narrow, false, { readOnly: true });
    expect([popup.screen.value, popup.failure.value, opened()]).toEqual(['journey', { kind: 'readOnlyCombined', values: { role: 'narrow' } }, []]);
    await popup.openAsItIs();
    expect(opened()).toEqual([{ roleId: narrow.id }]);
  });
});

describe('a guarded role', () => {
  it('opens once its name is typed, and not before', async () => {
    await popup.choose(guarded({ confirm: true }));
    expect([popup.screen.value, opened()]).toEqual(['guard', []]);
    popup.guarding.typedName.value = 'Prod';
    await popup.passGuardAsUsual();
    expect([popup.guarding.wrong.value, opened()]).toEqual(['name', []]);
    popup.guarding.typedName.value = ' prod ';
    await popup.passGuardAsUsual();
    expect([popup.screen.value, opened()]).toEqual(['journey', [{ roleId: prod.id, confirmed: true }]]);
  });

  it('opens with the reason that is given, and not without one', async () => {
    await popup.choose(guarded({ reason: true }));
    await popup.passGuardAsUsual();
    expect([popup.guarding.wrong.value, opened()]).toEqual(['reason', []]);
    popup.guarding.reason.value = ' INC-1 ';
    await popup.passGuardAsUsual();
    expect(opened()).toEqual([{ roleId: prod.id, confirmed: true, reason: 'INC-1' }]);
  });

  it('that opens read-only first does so by Enter, and in full when the person asks for it', async () => {
    await popup.choose(guarded({ readOnlyFirst: true }));
    await popup.passGuardAsUsual();
    expect(opened()).toEqual([{ roleId: prod.id, readOnly: true }]);
    await popup.choose(guarded({ readOnlyFirst: true }));
    await popup.passGuard(true);
    expect(opened()[1]).toEqual({ roleId: prod.id, confirmed: true });
  });

  it('that asks for its name too opens in full by Enter once a name is being typed', async () => {
    await popup.choose(guarded({ readOnlyFirst: true, confirm: true }));
    popup.guarding.typedName.value = 'pro';
    await popup.passGuardAsUsual();
    expect([popup.guarding.wrong.value, opened()]).toEqual(['name', []]);
    popup.guarding.typedName.value = 'prod';
    await popup.passGuardAsUsual();
    expect(opened()).toEqual([{ roleId: prod.id, confirmed: true }]);
  });

  it('opens read-only at once when it was chosen so, but for the reason', async () => {
    await popup.choose(guarded({ confirm: true, readOnlyFirst: true }), false, { readOnly: true });
    expect(opened()).toEqual([{ roleId: prod.id, readOnly: true }]);
    await popup.choose(guarded({ confirm: true, reason: true }), false, { readOnly: true });
    expect([popup.screen.value, popup.guarding.asks.value]).toMatchObject(['guard', { name: false, readOnly: 'only' }]);
    popup.guarding.reason.value = 'look';
    await popup.passGuardAsUsual();
    expect(opened()[1]).toEqual({ roleId: prod.id, readOnly: true, reason: 'look' });
  });

  it('cannot be looked at first when it has session policies of its own', async () => {
    await popup.choose({ ...guarded({ readOnlyFirst: true }), sessionPolicyArns: ['arn:aws:iam::aws:policy/A'] });
    expect([popup.screen.value, popup.guarding.asks.value.readOnly]).toEqual(['guard', 'no']);
    await popup.passGuardAsUsual();
    expect(opened()).toEqual([{ roleId: prod.id, confirmed: true }]);
  });

  it('that only closes by itself opens at once', async () => {
    await popup.choose(guarded({ closeAfterMinutes: 5 }));
    expect(opened()).toEqual([{ roleId: prod.id }]);
  });

  it('shows what CloudTrail would have of the reason, and refuses one of which nothing is left', async () => {
    await popup.choose({ ...guarded({ reason: true }), sourceIdentity: '{reason}' });
    popup.guarding.reason.value = 'INC 1: 障害';
    expect(popup.guarding.shownReason.value).toBe('INC-1');
    popup.guarding.reason.value = '障害';
    await popup.passGuardAsUsual();
    expect([popup.guarding.wrong.value, opened()]).toEqual(['reasonUnfit', []]);
  });

  it('that the background refused, as when it was asked for in the address bar, is asked what it needs', async () => {
    browser.catalogue = catalogueOf([dev, guarded({ confirm: true })]);
    browser.flows = { [prod.id]: flowOf('failed', 'guarded') };
    const next = createPopup(ports);
    await next.start();
    expect([next.screen.value, next.role.value?.id, browser.asked]).toEqual(['guard', prod.id, [['dismissFlow', { roleId: prod.id }]]]);
  });

  it('whose guard is new to the popup is asked what it needs too', async () => {
    browser.refuseWith('guarded');
    await popup.choose(prod);
    expect([popup.screen.value, popup.failure.value?.kind]).toEqual(['guard', 'guarded']);
  });

  it('is left by going back, with nothing opened', async () => {
    await popup.choose(guarded({ confirm: true }));
    await popup.back();
    expect([popup.screen.value, opened()]).toEqual(['roles', []]);
  });
});

describe('a role that signs in directly', () => {
  const direct = { ...prod, strategy: 'direct' as const };
  beforeEach(async () => {
    browser.catalogue = catalogueOf([dev, direct]);
    popup = createPopup(ports);
    await popup.start();
  });

  it('asks a code of its own, though an MFA session lives', async () => {
    await popup.choose(direct);
    expect([popup.codeFor.value?.userName, popup.steps.value.map(({ name }) => name.kind), opened()]).toEqual(['alice', ['role', 'signIn', 'console'], []]);
    await popup.type('123456');
    expect(opened()).toEqual([{ roleId: prod.id, code: '123456' }]);
  });

  it('goes through the MFA session from now on, when the person wants that, and opens', async () => {
    await popup.choose(direct);
    await popup.useMfaSession();
    expect(browser.asked.at(-2)).toEqual(['setStrategy', { roleId: prod.id, strategy: 'mfaSession' }]);
    expect(opened()).toEqual([{ roleId: prod.id }]);
    expect(popup.listing.catalogue.value.roles[1]).not.toHaveProperty('strategy');
  });

  it('opens all the same with another code, when the person wants that', async () => {
    await popup.choose(direct);
    popup.openAnyway();
    await popup.type('123456');
    expect(opened()).toEqual([{ roleId: prod.id, code: '123456', anyway: true }]);
  });

  it('says so when its way could not be changed', async () => {
    await popup.choose(direct);
    browser.refuseWith('storageRefused');
    await popup.useMfaSession();
    expect([popup.failure.value?.kind, popup.role.value?.strategy]).toEqual(['storageRefused', 'direct']);
  });
});
