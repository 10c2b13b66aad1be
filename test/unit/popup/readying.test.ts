import { beforeEach, describe, expect, it } from 'vitest';
import { createSearch } from '../../../src/core/search.js';
import type { LedBy } from '../../../src/popup/leading.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup } from '../../../src/popup/state.js';
import { dev, fakeBrowser, liveSession, prod } from './fakes.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

beforeEach(() => { ({ browser, ports } = fakeBrowser()); });

describe('the search, before anything is typed', () => {
  it('is made ready while nothing else is to be done, and only then tried, and what it finds drawn where nobody sees it', async () => {
    const happened: string[] = [];
    const popup = createPopup({
      ...ports,
      async idle() { happened.push('idle'); },
      rehearse(sections) { happened.push(`drawn ${sections.flatMap(({ rows }) => rows).map(({ role }) => role.id).join()}`); },
      async readWhole() {
        return { ...await ports.readWhole(), createSearch() {
          happened.push('made');
          return {
            async prepare(idle) {
              await idle();
              happened.push('prepared');
            },
            search() { happened.push('searched'); return { roles: [{ role: prod, hits: {} }], total: 1 }; },
          };
        } };
      },
    });
    await popup.start();
    await later();
    expect(happened.slice(0, 8)).toEqual(['made', 'idle', 'prepared', 'idle', 'searched', 'idle', `drawn ${prod.id}`, 'idle']);
    expect(popup.listing.rows.value.map(({ role }) => role)).toEqual(browser.catalogue.roles);
  });

  it('stays the same when a role becomes a favourite', async () => {
    let made = 0;
    const popup = createPopup({
      ...ports,
      async readWhole() {
        return { ...await ports.readWhole(), createSearch(...given) { made += 1; return createSearch(...given); } };
      },
    });
    await popup.start();
    popup.narrow('prod');
    expect(popup.listing.rows.value).toHaveLength(1);
    await popup.toggleFavourite(prod);
    popup.narrow('dev');
    expect([popup.listing.rows.value.length, made]).toEqual([1, 1]);
  });
});

describe('all there is to choose from', () => {
  it('is shown as it is kept at hand, without the vault', async () => {
    const asked: string[] = [];
    const popup = createPopup({
      ...ports,
      keptWhole: () => ports.readWhole(),
      async vaultState() { asked.push('vaultState'); return 'unlocked'; },
      async readWhole() { asked.push('readWhole'); return ports.readWhole(); },
    });
    await popup.start();
    expect([popup.screen.value, popup.listing.rows.value.map(({ role }) => role), asked]).toEqual(['roles', browser.catalogue.roles, []]);
  });
});

describe('what follows addresses and ARNs', () => {
  const queue = 'arn:aws:sqs:eu-west-1:222222222222:jobs';
  let loads = 0;
  let arrive: () => void = () => undefined;
  let popup: ReturnType<typeof createPopup>;

  beforeEach(async () => {
    loads = 0;
    browser.sessions = liveSession;
    popup = createPopup({
      ...ports,
      async readWhole() {
        const whole = await ports.readWhole();
        return { ...whole, leading() {
          loads += 1;
          return new Promise<LedBy>((resolve) => { arrive = () => { void Promise.resolve(whole.leading()).then(resolve); }; });
        } };
      },
    });
    await popup.start();
  });

  it('is not loaded for a role’s name', () => {
    popup.narrow('prod');
    expect([popup.listing.rows.value.map(({ role }) => role.id), loads]).toEqual([[prod.id], 0]);
  });

  it('is loaded once when one is pasted, with the list as it was until then', async () => {
    const before = popup.listing.sections.value;
    popup.narrow(queue);
    popup.narrow(`${queue}2`);
    expect([popup.listing.sections.value, loads]).toEqual([before, 1]);
    arrive();
    await later();
    expect(popup.listing.sections.value.map(({ kind }) => kind)).toEqual(['led']);
  });

  it('is waited for by Enter', async () => {
    popup.narrow(queue);
    const entering = popup.enter();
    await later();
    expect(browser.asked).toEqual([]);
    arrive();
    await entering;
    expect(browser.asked).toMatchObject([['openRole', { roleId: dev.id, region: 'eu-west-1' }]]);
  });
});
