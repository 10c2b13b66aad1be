import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { storedText } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { extensionBeginning } from './permitted.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-slow-'));
beforeAll(async () => {
  // The page's patience of twenty seconds is half a second here.
  const hurried = '{ const wait = setTimeout; globalThis.setTimeout = (run, ms) => wait(run, ms / 40); }';
  // What it says is taken down, since no debugger gets an answer from a page that is being left.
  const telling = `new MutationObserver(() => chrome.storage.session.set({ said: document.body.innerText })).observe(document, { subtree: true, childList: true });`;
  product = await startProduct({ extension: extensionBeginning(folder, hurried + telling, ['launch.js']) });
  await plantDemo(product);
});
afterAll(async () => {
  await product?.close();
  await removeFolder(folder);
});

const said = (): Promise<string> => storedText(product, 'session');

it('a sign-in that AWS takes long over says so, and arrives all the same, in its colour', async () => {
  const hold = product.emulator.hold('login');
  const popup = await openPopup(product);
  await chooseRole(popup, 'prod-admin');
  const opened = product.context.waitForEvent('page');
  await enterCode(popup, product.emulator.device.freshCode());
  const page = await opened;
  await expect.poll(said, { timeout: 30_000 }).toContain('AWS has not answered for 20 seconds.');
  hold.release();
  await page.waitForURL(/console\.aws\.amazon\.com/);
  expect(await page.locator('#buckets:not([data-state=loading])').getAttribute('data-state')).toBe('ok');
  await expect.poll(() => page.title()).toContain('prod-admin');
});
