import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { nextConsole, stopWorkerBehind } from './browserState.js';
import { firstRun, optionsPage, passphrase, showSection } from './firstRun.js';
import { extensionBeginning } from './permitted.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { wordsOf } from './words.js';

const say = wordsOf('en');
const scripts = ['background.js', 'popup.js', 'options.js', 'launch.js'];
let folder: string;
let product: Product;
beforeEach(() => { folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-ill-')); });
afterEach(async () => {
  await product?.close();
  await removeFolder(folder);
});

describe('a browser that refuses IndexedDB', () => {
  it('has a vault all the same, which stays unlocked when the worker is ended, and locks', async () => {
    const refusing = `indexedDB.open = () => { throw new DOMException('refused', 'InvalidStateError'); };`;
    product = await startProduct({ extension: extensionBeginning(folder, refusing, scripts) });
    await firstRun(product);
    await stopWorkerBehind(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    const again = await openPopup(product);
    await again.until(`(button => button && (button.click(), true))(document.querySelector('button[title="Lock"]'))`);
    await expect.poll(() => again.isOpen()).toBe(false);
    const locked = await openPopup(product);
    await locked.sees('Unlock Sallyport');
    await locked.type(passphrase);
    await locked.press('Enter');
    await locked.sees('prod-admin');
  });
});

describe('a browser that stores nothing more', () => {
  it('leaves what was there, says so in popup and settings, and is well again with the next write', async () => {
    const refusing = `{
      const set = chrome.storage.local.set.bind(chrome.storage.local);
      chrome.storage.local.set = async (values) => {
        const { full } = await chrome.storage.session.get('full');
        if (full) throw new Error('Resource::kQuotaBytes quota exceeded');
        return set(values);
      };
    }`;
    product = await startProduct({ extension: extensionBeginning(folder, refusing, ['background.js']) });
    const page = await firstRun(product);
    const fill = (full: boolean): Promise<void> => page.evaluate((value) =>
      (globalThis as unknown as { chrome: { storage: { session: { set(values: object): Promise<void> } } } }).chrome.storage.session.set({ full: value }), full);
    const stored = (): Promise<string> => page.evaluate(async () =>
      JSON.stringify(await (globalThis as unknown as { chrome: { storage: { local: { get(): Promise<object> } } } }).chrome.storage.local.get()));
    const before = await stored();
    await fill(true);
    await showSection(page, 'look', say);
    await page.getByLabel(say('rememberColours')).click();
    await page.getByText('The browser did not store the change.').waitFor();
    await page.getByText('The browser did not store the last change').waitFor();
    expect(await stored()).toBe(before);
    const popup = await openPopup(product);
    await popup.sees('The browser did not store the last change');
    await fill(false);
    await optionsPage(product);
    await page.getByLabel(say('rememberColours')).click();
    await page.getByText('The browser did not store the last change').waitFor({ state: 'detached' });
    expect(await stored()).not.toBe(before);
  });
});
