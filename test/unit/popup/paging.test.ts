import { beforeEach, describe, expect, it } from 'vitest';
import { firstScreenOf } from '../../../src/core/firstScreen.js';
import { noPicks } from '../../../src/core/picker.js';
import { keyOfList } from '../../../src/popup/keys.js';
import type { PopupPorts } from '../../../src/popup/signals.js';
import { createPopup, type Popup } from '../../../src/popup/state.js';
import { catalogueOf } from '../scenario.js';
import { dev, fakeBrowser, liveSession, now, prod } from './fakes.js';
import { china, far, farLanding, farPage, queue } from './pages.js';

let browser: ReturnType<typeof fakeBrowser>['browser'];
let ports: PopupPorts;
let popup: Popup;
const shown = () => popup.listing.sections.value.map(({ kind, name = '', rows }) => [kind, name, rows.map(({ role }) => role.name).join(' ')]);
const opened = () => browser.asked.filter(([name]) => name === 'openRole').map(([, asked]) => asked);
const escape = (): boolean => keyOfList(popup, { key: 'Escape', code: 'Escape', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false });

beforeEach(() => {
  ({ browser, ports } = fakeBrowser());
  browser.sessions = liveSession;
  browser.catalogue = catalogueOf([dev, prod, far, china]);
  popup = createPopup(ports);
});

describe('a page that is to be opened as another role', () => {
  it('from a menu is kept while roles are looked for, those of its account first', async () => {
    browser.askedPage = farPage;
    await popup.start();
    expect(shown()).toEqual([['led', 'ec2 eu-west-1', 'far'], ['others', '', 'dev prod']]);
    popup.narrow('prod');
    expect(shown()).toEqual([['led', 'ec2 eu-west-1', 'prod']]);
    await popup.enter();
    expect(opened()).toEqual([{ roleId: prod.id, ...farLanding }]);
  });

  it('opens nothing by itself', async () => {
    browser.askedPage = farPage;
    await popup.start();
    expect([browser.asked, popup.screen.value]).toEqual([[], 'roles']);
  });

  it('waits for all roles when Enter comes early', async () => {
    browser.askedPage = farPage;
    browser.first = firstScreenOf(browser.catalogue, noPicks, now);
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => { go = resolve; });
    popup = createPopup({ ...ports, readWhole: async () => { await gate; return ports.readWhole(); } });
    void popup.start();
    await new Promise((resolve) => setTimeout(resolve));
    const entering = popup.enter();
    go();
    await entering;
    expect(opened()).toEqual([{ roleId: far.id, ...farLanding }]);
  });

  it('is the one in front when the button says so, until Escape', async () => {
    browser.inFront = { address: farPage, shared: 'shared' };
    await popup.start();
    await new Promise((resolve) => setTimeout(resolve));
    popup.keepPage();
    expect(shown()[0]).toEqual(['led', 'ec2 eu-west-1', 'far']);
    expect([escape(), popup.listing.page.value, shown()[0]?.[0], escape()]).toEqual([true, '', 'all', false]);
  });

  it('gives way to another page that is pasted meanwhile', async () => {
    browser.askedPage = farPage;
    await popup.start();
    popup.narrow(queue);
    expect(shown()).toEqual([['led', 'sqs queue jobs eu-west-1', 'dev prod']]);
    popup.narrow('zzzzzz');
    expect([shown(), popup.listing.led.value?.none]).toEqual([[], 'none found']);
  });

  it('that is none of the console is not kept', async () => {
    browser.askedPage = 'https://evil.com/';
    await popup.start();
    expect(shown()).toEqual([['all', '', 'dev prod far china']]);
  });

  it('is copied for a colleague, or the browser’s refusal is said', async () => {
    browser.inFront = { address: farPage, shared: 'the text' };
    await popup.start();
    await new Promise((resolve) => setTimeout(resolve));
    await popup.copyPage();
    expect([browser.clipboard, popup.copied.value]).toEqual(['the text', 'copied']);
    popup = createPopup({ ...ports, copy: () => Promise.reject(new Error('no')) });
    await popup.start();
    await new Promise((resolve) => setTimeout(resolve));
    await popup.copyPage();
    expect(popup.copied.value).toBe('refused');
  });
});
