import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { nextConsole } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { extensionPermitted } from './permitted.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-notices-'));
let product: Product;
beforeAll(async () => {
  product = await startProduct({ extension: extensionPermitted(folder, ['notifications']) });
  await plantDemo(product);
});
afterAll(async () => {
  await product?.close();
  await removeFolder(folder);
});

interface Notices { getAll(): Promise<Record<string, unknown>>; onClicked: { dispatch(id: string): void } }
const notices = (click?: string): Promise<string[]> => product.worker.evaluate(async (id) => {
  const { chrome: { notifications } } = globalThis as unknown as { chrome: { notifications: Notices } };
  if (id !== undefined) notifications.onClicked.dispatch(id);
  return Object.keys(await notifications.getAll());
}, click);

it('a notice is given five minutes before a console ends, and a click on it leads to the console', async () => {
  product.emulator.behaviour.roleSeconds = 315;
  const popup = await openPopup(product);
  const { page } = await nextConsole(product, async () => {
    await chooseRole(popup, 'prod-admin');
    await enterCode(popup, product.emulator.device.freshCode());
  });
  const other = await product.context.newPage();
  await other.bringToFront();
  await expect.poll(notices, { timeout: 60_000 }).toEqual([expect.stringMatching(/^console-\d+$/)]);
  const [id] = await notices();
  await notices(id);
  await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
  await expect.poll(() => notices()).toEqual([]);
});
