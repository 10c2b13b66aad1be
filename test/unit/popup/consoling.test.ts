import { beforeEach, describe, expect, it } from 'vitest';
import type { TimedTab } from '../../../src/core/consoles.js';
import { firstScreenOf } from '../../../src/core/firstScreen.js';
import { noPicks } from '../../../src/core/picker.js';
import { withUse } from '../../../src/core/usage.js';
import { keyOfList } from '../../../src/popup/keys.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { alice, bob, catalogueOf, roleNamed } from '../scenario.js';
import { dev, fakeBrowser, flowOf, liveSession, now, prod } from './fakes.js';

const lab = roleNamed('lab', { source: { kind: 'identity', id: bob.id } });
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const settle = () => new Promise((resolve) => setTimeout(resolve));
const press = (key: string, more: Partial<KeyboardEvent> = {}): boolean => keyOfList(popup, {
  key, code: key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more,
});
const tab = (roleId: string, minutes: number, more: Partial<TimedTab> = {}): TimedTab => ({ roleId, stage: 'open', endsAt: now + minutes * 60_000, ...more });
const askedFor = (call: string) => browser.asked.filter(([name]) => name === call).map(([, asked]) => asked);
const sections = () => popup.listing.sections.value.map(({ kind, rows }) => `${kind}: ${rows.map(({ role, console }) => `${role.name}${console ? ` ${console.state}` : ''}`).join(', ')}`);

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  browser.sessions = liveSession;
  browser.catalogue = catalogueOf([dev, prod, lab], [alice, bob]);
  browser.tabs = { 7: tab(prod.id, 42), 9: tab(lab.id, 3) };
  popup = createPopup(ports);
});

describe('the consoles that are open', () => {
  it('stand above everything else, and the choice is on the role that it would be on without them', async () => {
    await popup.start();
    expect(sections()).toEqual(['open: prod open, lab ending', 'all: dev, prod, lab']);
    expect(popup.listing.rows.value[popup.listing.chosen.value]?.role).toBe(dev);
  });

  it('are chosen first when theirs is the role that is likeliest to be wanted', async () => {
    browser.picks = { ...noPicks, usage: withUse({}, lab.id, now) };
    await popup.start();
    expect(popup.listing.rows.value[popup.listing.chosen.value]?.console?.tabId).toBe(9);
  });

  it('are not named again among the recent roles, and the choice stays where it was', async () => {
    const others = Array.from({ length: 8 }, (_, at) => roleNamed(`other-${at}`));
    browser.catalogue = catalogueOf([dev, prod, lab, ...others], [alice, bob]);
    browser.picks = { ...noPicks, usage: withUse(withUse(withUse(withUse({}, prod.id, now), lab.id, now), dev.id, now), dev.id, now) };
    await popup.start();
    expect(sections()).toEqual(['open: prod open, lab ending', 'recent: dev', `all: dev, prod, lab, ${others.map(({ name }) => name).join(', ')}`]);
    expect(popup.listing.chosen.value).toBe(2);
  });

  it('are on the first screen too, also of roles that it would not show otherwise', async () => {
    const many = Array.from({ length: 100 }, (_, at) => roleNamed(`r${at}`));
    browser.first = firstScreenOf(catalogueOf([...many, prod, lab], [alice, bob]), noPicks, now, [prod.id, lab.id]);
    const reading = createPopup({ ...ports, readWhole: () => new Promise(() => undefined) });
    void reading.start();
    await settle();
    expect(reading.listing.sections.value[0]?.rows.map(({ role }) => role.name)).toEqual(['prod', 'lab']);
    expect(reading.listing.rows.value[reading.listing.chosen.value]?.role.name).toBe('r0');
  });

  it('are left out when their role is no more, and follow what happens to their tabs', async () => {
    browser.tabs = { 7: tab('gone', 42) };
    await popup.start();
    expect(sections()).toEqual(['all: dev, prod, lab']);
    browser.setTabs({ 8: tab(dev.id, -1) });
    expect(sections()).toEqual(['open: dev ended', 'all: dev, prod, lab']);
  });
});

describe('choosing a role', () => {
  beforeEach(() => popup.start());

  it('that is open goes to its console, from wherever it is chosen', async () => {
    popup.narrow('prod');
    press('Enter');
    await settle();
    expect([browser.did, askedFor('openRole')]).toEqual([['show 7', 'close'], []]);
  });

  it('that is open opens another with Alt, and behind with Control', async () => {
    popup.moveTo(0);
    press('Enter', { altKey: true });
    await settle();
    await popup.back();
    popup.moveTo(0);
    press('Enter', { ctrlKey: true });
    await settle();
    expect([browser.did, askedFor('openRole')]).toEqual([[], [{ roleId: prod.id }, { roleId: prod.id, behind: true }]]);
  });

  it('whose tab was closed just now opens a new one', async () => {
    browser.allowed = false;
    await popup.go(prod);
    expect(askedFor('openRole')).toEqual([{ roleId: prod.id }]);
  });

  it('whose console has ended resumes it in its tab, and a console that is chosen itself is shown as it is', async () => {
    browser.setTabs({ 7: tab(prod.id, -1) });
    await popup.go(prod);
    await settle();
    expect(askedFor('resume')).toEqual([{ tabIds: [7] }]);
    await popup.back();
    popup.moveTo(0);
    press('Enter');
    await settle();
    expect(browser.did).toEqual(['show 7', 'close']);
  });

  it('whose console is still signing in opens another', async () => {
    browser.setTabs({ 7: tab(prod.id, 60, { stage: 'signingIn' }) });
    await popup.go(prod);
    expect(askedFor('openRole')).toEqual([{ roleId: prod.id }]);
  });
});

describe('resuming', () => {
  it('asks for no code while the MFA session lives, and for one when it does not', async () => {
    await popup.start();
    popup.moveTo(0);
    expect(press('r', { ctrlKey: true })).toBe(true);
    await settle();
    expect([askedFor('resume'), popup.role.value, popup.codeFor.value]).toEqual([[{ tabIds: [7] }], prod, undefined]);
    await popup.back();
    browser.setSessions({});
    popup.moveTo(0);
    press('r', { ctrlKey: true });
    await settle();
    expect([popup.screen.value, popup.codeFor.value]).toEqual(['journey', alice]);
    await popup.type('123456');
    expect(askedFor('resume').at(-1)).toEqual({ tabIds: [7], code: '123456' });
  });

  it('of all that are due asks one code for all consoles of an identity, and goes on to the next', async () => {
    browser.sessions = {};
    browser.tabs = { 1: tab(dev.id, -1), 2: tab(prod.id, 4), 3: tab(lab.id, -9), 4: tab(prod.id, 50) };
    await popup.start();
    await popup.resumeDue();
    expect(popup.codeFor.value).toBe(alice);
    await popup.type('123456');
    browser.setFlow({ ...flowOf('running'), roleId: dev.id });
    browser.setFlow({ ...flowOf('done'), roleId: dev.id });
    await settle();
    expect([popup.codeFor.value, browser.did]).toEqual([bob, []]);
    await popup.type('654321');
    browser.setFlow({ ...flowOf('running'), roleId: lab.id });
    browser.setFlow({ ...flowOf('done'), roleId: lab.id });
    expect(askedFor('resume')).toEqual([{ tabIds: [1, 2], code: '123456' }, { tabIds: [3], code: '654321' }]);
    expect(browser.did).toEqual(['close']);
  });

  it('asks a code of its own for each console whose role signs in directly', async () => {
    const direct = roleNamed('direct', { strategy: 'direct' });
    browser.catalogue = catalogueOf([dev, direct], [alice, bob]);
    browser.tabs = { 1: tab(direct.id, -1), 2: tab(dev.id, -1) };
    await popup.start();
    await popup.resumeDue();
    await settle();
    expect(askedFor('resume')).toEqual([{ tabIds: [2] }]);
    browser.setFlow({ ...flowOf('running'), roleId: dev.id });
    browser.setFlow({ ...flowOf('done'), roleId: dev.id });
    await settle();
    expect([popup.role.value?.name, popup.codeFor.value]).toEqual(['direct', alice]);
    await popup.type('123456');
    expect(askedFor('resume').at(-1)).toEqual({ tabIds: [1], code: '123456' });
  });

  it('is tried again in the same tabs, and is over when the person goes back', async () => {
    browser.refuseWith('unreachable');
    await popup.start();
    popup.moveTo(0);
    press('r', { ctrlKey: true });
    await settle();
    expect(popup.failure.value?.kind).toBe('unreachable');
    await popup.retry();
    await popup.back();
    await popup.choose(prod);
    expect([askedFor('resume'), askedFor('openRole')]).toEqual([[{ tabIds: [7] }, { tabIds: [7] }], [{ roleId: prod.id }]]);
  });
});
