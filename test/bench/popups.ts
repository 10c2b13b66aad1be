import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../scripts/removeFolder.js';
import { type FreeProduct, startFreeProduct } from '../e2e/freeProduct.js';
import { aliceOf, manyRoles, plantVault } from '../e2e/plantedVault.js';
import { buildBarePopup } from './barePopup.js';
import { buildBlankPopup } from './blankPopup.js';
import { debug, type Debugging } from './debugging.js';
import { type Spread, spreadOf } from './statistics.js';

export interface PopupFigures {
  readonly roles: number;
  /** Milliseconds from the popup's navigation to the paint of its first role, with the focus in the field. */
  readonly opened: Spread;
  /** The same of a popup that shows next to nothing, opened in turn with ours. */
  readonly blank: Spread;
  /** The same of a popup that unseals what ours shows first, and only draws it. */
  readonly bare: Spread;
  /** Ours and the blank one from the moment when the popup was asked for, in the page that asked. */
  readonly clicked: Spread;
  readonly blankClicked: Spread;
  /** Milliseconds from a key to the list as it is after it, laid out. */
  readonly keystroke: Spread;
  /** The first key after the popup was opened. */
  readonly firstKeystroke: Spread;
}

type Run = (expression: string) => Promise<unknown>;

const openNow = '(() => { const at = performance.timeOrigin + performance.now(); void chrome.action.openPopup(); return at; })()';
/** Gives when the popup was painted, once what is wanted is there and the field has the focus. */
const paintedAt = (wanted: string): string => `new Promise((resolve) => {
  const look = () => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    if (paint && document.querySelector('${wanted}') && document.activeElement?.tagName === 'INPUT') resolve([paint.startTime, performance.timeOrigin + paint.startTime]);
    else requestAnimationFrame(look);
  };
  look();
})`;

/** Types a text letter by letter and gives the milliseconds that each took, until the list was laid out anew. */
const typing = (text: string): string => `(async () => {
  const field = document.querySelector('[role=combobox]');
  const list = document.querySelector('[role=listbox]');
  const times = [];
  for (let at = 1; at <= ${text.length}; at += 1) {
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 30)));
    const began = performance.now();
    field.value = ${JSON.stringify(text)}.slice(0, at);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await new Promise((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
    list.getBoundingClientRect();
    times.push(performance.now() - began);
  }
  return times;
})()`;

const texts = ['payments prod admin', 'fraud', '2000 0000', 'tokyo', 'srach'];

/** Waits until the popup has read all roles, which it shows by its first search. */
const settled = 'new Promise((resolve) => setTimeout(resolve, 700))';

interface Opening {
  readonly at: number;
  readonly fromClick: number;
  readonly run: Run;
}

/** Has our extension open another of its pages as its popup from now on. */
async function choosePopup(ours: Run, file: string): Promise<void> {
  await ours(`chrome.action.setPopup({ popup: '${file}' })`);
}

async function openOnce(browser: Debugging, opener: Run, address: string, wanted: string): Promise<Opening> {
  const clicked = Number(await opener(openNow));
  const run = await browser.page(address);
  const [at = NaN, absolute = NaN] = await run(paintedAt(wanted)) as number[];
  return { at, fromClick: absolute - clicked, run };
}

async function close(run: Run): Promise<void> {
  await run('setTimeout(() => close())');
  await new Promise((resolve) => setTimeout(resolve, 150));
}

/** Sets the browser up by the driver, then lets the driver go. */
async function prepared(product: FreeProduct, count: number, blankUrl: Promise<string>): Promise<{ browser: Debugging; ours: Run; blank: Run; blankPage: string }> {
  const { product: { emulator, context, page } } = product;
  await plantVault(product.product, { identities: [aliceOf(emulator)], roles: manyRoles(emulator, count), rules: [] }, { favourites: ['role-3', 'role-7'] });
  const blankPage = await blankUrl;
  for (const address of [page('manifest.json'), `${blankPage}manifest.json`]) await (await context.newPage()).goto(address);
  await product.letGo();
  const browser = await debug(product.endpoint);
  return { browser, ours: await browser.page(page('manifest.json')), blank: await browser.page(`${blankPage}manifest.json`), blankPage };
}

/** The address of the blank extension's folder: Chromium names an unpacked extension after its path. */
async function addressOfUnpacked(folder: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(folder)));
  const id = [...digest.slice(0, 16)].flatMap((byte) => [byte >> 4, byte & 15]).map((half) => String.fromCharCode(97 + half)).join('');
  return `chrome-extension://${id}/`;
}

/** Opens our popup, a blank one and a bare one in turn, so many times, with so many roles. */
export async function measurePopups(count: number, rounds: number): Promise<PopupFigures> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bench-'));
  const folder = await buildBlankPopup();
  const copy = await buildBarePopup();
  const product = await startFreeProduct(profile, [folder], copy);
  const opened: number[] = [];
  const blanks: number[] = [];
  const bares: number[] = [];
  const clicks: number[] = [];
  const blankClicks: number[] = [];
  const keys: number[] = [];
  const firstKeys: number[] = [];
  try {
    const { page } = product.product;
    const { browser, ours, blank, blankPage } = await prepared(product, count, addressOfUnpacked(folder));
    for (let round = 0; round <= rounds; round += 1) {
      const other = await openOnce(browser, blank, `${blankPage}popup.html`, 'p');
      await close(other.run);
      await choosePopup(ours, 'bare.html');
      const bare = await openOnce(browser, ours, page('bare.html'), '[role=option]');
      await close(bare.run);
      await choosePopup(ours, 'popup.html');
      const { at, fromClick, run } = await openOnce(browser, ours, page('popup.html'), '[role=option]');
      await run(settled);
      const times = await run(typing(texts[round % texts.length] ?? '')) as number[];
      await close(run);
      // The first opening of all finds nothing in any cache.
      if (round === 0) continue;
      opened.push(at);
      blanks.push(other.at);
      bares.push(bare.at);
      clicks.push(fromClick);
      blankClicks.push(other.fromClick);
      keys.push(...times.slice(1));
      firstKeys.push(times[0] ?? NaN);
    }
    browser.close();
  } finally {
    await product.product.close();
    for (const place of [profile, folder, copy]) await removeFolder(place);
  }
  return {
    roles: count, opened: spreadOf(opened), blank: spreadOf(blanks), bare: spreadOf(bares), clicked: spreadOf(clicks), blankClicked: spreadOf(blankClicks),
    keystroke: spreadOf(keys), firstKeystroke: spreadOf(firstKeys),
  };
}
