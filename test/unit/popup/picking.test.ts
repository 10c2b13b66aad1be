import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { firstScreenOf } from '../../../src/core/firstScreen.js';
import { noPicks } from '../../../src/core/picker.js';
import { keyOfList } from '../../../src/popup/keys.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { catalogueOf, roleNamed } from '../scenario.js';
import { dev, fakeBrowser, flowOf, liveSession, now, prod } from './fakes.js';

const lab = roleNamed('lab');
let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const settle = () => new Promise((resolve) => setTimeout(resolve));
const press = (key: string, more: Partial<KeyboardEvent> = {}): boolean => keyOfList(popup, {
  key, code: /^\d$/.test(key) ? `Digit${key}` : key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, ...more,
});
const chosenName = () => popup.listing.rows.value[popup.listing.chosen.value]?.role.name;
const askedFor = (call: string) => browser.asked.filter(([name]) => name === call).map(([, asked]) => asked);

beforeEach(async () => {
  ({ browser, ports } = fakeBrowser());
  browser.sessions = liveSession;
  browser.catalogue = catalogueOf([dev, prod, lab]);
  popup = createPopup(ports);
});

describe('the first screen', () => {
  beforeEach(() => { browser.first = firstScreenOf(browser.catalogue, noPicks, now); });

  it('is shown while the vault is still being read, and can be opened from', async () => {
    const reading = createPopup({ ...ports, readWhole: () => new Promise(() => undefined) });
    void reading.start();
    await settle();
    expect([reading.screen.value, reading.listing.rows.value.length, reading.listing.whole.value]).toEqual(['roles', 3, false]);
    await reading.enter();
    expect(askedFor('openRole')).toEqual([{ roleId: dev.id }]);
  });

  it('waits with what is typed until all roles are there', async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => { go = resolve; });
    const reading = createPopup({ ...ports, readWhole: async () => { await gate; return ports.readWhole(); } });
    void reading.start();
    await settle();
    reading.narrow('lab');
    const entering = reading.enter();
    await settle();
    expect(browser.asked).toEqual([]);
    go();
    await entering;
    expect(askedFor('openRole')).toEqual([{ roleId: lab.id }]);
  });

  it('gives way to what the vault holds', async () => {
    browser.catalogue = catalogueOf([prod]);
    await popup.start();
    expect(popup.listing.rows.value.map(({ role }) => role.name)).toEqual(['prod']);
  });

  it('is taken away again when the vault turns out to be locked', async () => {
    browser.vault = 'locked';
    await popup.start();
    expect([popup.screen.value, popup.listing.rows.value, popup.listing.catalogue.value.roles]).toEqual(['locked', [], []]);
  });

  it('is not shown over a journey whose role it does not have', async () => {
    browser.first = firstScreenOf(catalogueOf([dev]), noPicks, now);
    browser.flows = { [prod.id]: flowOf('failed') };
    await popup.start();
    expect([popup.screen.value, popup.role.value]).toEqual(['journey', prod]);
  });
});

describe('the keys of the list', () => {
  beforeEach(() => popup.start());

  it('move the choice', () => {
    const seen = ['ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'PageDown', 'PageUp'].map((key) => [press(key), chosenName()]);
    expect(seen).toEqual([[true, 'prod'], [true, 'lab'], [true, 'lab'], [true, 'prod'], [true, 'dev'], [true, 'lab'], [true, 'dev']]);
  });

  it('open the chosen role, in front or behind', async () => {
    press('ArrowDown');
    press('Enter');
    await settle();
    await popup.back();
    press('Enter', { ctrlKey: true });
    await settle();
    expect(askedFor('openRole')).toEqual([{ roleId: prod.id }, { roleId: prod.id, behind: true }]);
  });

  it('open a favourite by its number, and nothing by a number that has none', async () => {
    await popup.toggleFavourite(lab);
    press('1', { altKey: true });
    press('2', { altKey: true });
    await settle();
    expect(askedFor('openRole')).toEqual([{ roleId: lab.id }]);
  });

  it('take back what was typed, and leave Escape to the browser otherwise', () => {
    popup.narrow('lab');
    expect([press('Escape'), popup.listing.query.value, press('Escape')]).toEqual([true, '', false]);
  });

  it('leave letters, and keys with others held, to the field', () => {
    expect([press('a'), press('Home', { shiftKey: true }), press('ArrowUp', { ctrlKey: true }), press('Enter', { isComposing: true })]).toEqual([false, false, false, false]);
  });
});

describe('a favourite', () => {
  beforeEach(() => popup.start());

  it('comes first at once, and is stored', async () => {
    press('End');
    press('d', { ctrlKey: true });
    await settle();
    expect(popup.listing.rows.value.map(({ role }) => role.name)).toEqual(['lab', 'dev', 'prod', 'lab']);
    expect(askedFor('setFavourite')).toEqual([{ roleId: lab.id, on: true }]);
  });

  it('is moved among the favourites', async () => {
    await popup.toggleFavourite(lab);
    await popup.toggleFavourite(dev);
    popup.moveTo(1);
    press('ArrowUp', { altKey: true });
    await settle();
    expect(popup.listing.picks.value.favourites).toEqual([dev.id, lab.id]);
    expect(askedFor('moveFavourite')).toEqual([{ roleId: dev.id, by: -1 }]);
  });

  it('is none when it could not be stored, and says why', async () => {
    browser.answer = (call) => (call === 'setFavourite' ? Promise.reject(failure('storageRefused')) : undefined);
    await popup.toggleFavourite(lab);
    expect([popup.listing.picks.value.favourites, popup.failure.value?.kind]).toEqual([[], 'storageRefused']);
  });
});

it('a hidden role is not in the list, is found when it is looked for, and comes back', async () => {
  await popup.start();
  press('h', { ctrlKey: true });
  await settle();
  expect([popup.listing.rows.value.map(({ role }) => role.name), askedFor('setHidden')]).toEqual([['prod', 'lab'], [{ roleId: dev.id, on: true }]]);
  popup.narrow('dev');
  expect(popup.listing.sections.value.map(({ kind }) => kind)).toEqual(['hidden']);
  press('h', { ctrlKey: true });
  await settle();
  popup.narrow('');
  expect(popup.listing.rows.value).toHaveLength(3);
});

it('a console that opens behind leaves the popup open, on the list, which says so', async () => {
  await popup.start();
  const opening = popup.choose(prod, true);
  browser.setFlow(flowOf('running'));
  browser.setFlow(flowOf('done'));
  await opening;
  expect([popup.screen.value, popup.openedBehind.value, browser.did]).toEqual(['roles', prod, []]);
  await popup.choose(dev);
  expect(popup.openedBehind.value).toBeUndefined();
});

it('what was typed into the address bar stands in the field', async () => {
  browser.askedRole = 'lab';
  await popup.start();
  expect([popup.listing.query.value, chosenName()]).toEqual(['lab', 'lab']);
});
