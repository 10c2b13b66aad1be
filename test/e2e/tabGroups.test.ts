import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { nextConsole } from './browserState.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { extensionPermitted } from './permitted.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface Group {
  readonly title: string;
  readonly color: string;
  readonly tabs: number;
}

/** The groups of all windows, by their titles, as the browser has them. */
async function groups(): Promise<Group[]> {
  const page = await optionsPage(product);
  const found = await page.evaluate<Group[]>(`chrome.tabGroups.query({}).then((all) => Promise.all(all.map(async ({ id, title, color }) =>
    ({ title, color, tabs: (await chrome.tabs.query({ groupId: id })).length }))))`);
  return found.sort((one, other) => (one.title < other.title ? -1 : 1));
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-groups-'));
let product: Product;
beforeAll(async () => {
  product = await startProduct({ extension: extensionPermitted(folder, ['tabGroups']) });
  await plantDemo(product);
});
afterAll(async () => {
  await product?.close();
  await removeFolder(folder);
});

async function open(role: string): Promise<Page> {
  const popup = await openPopup(product);
  const needsCode = product.emulator.issued.signinTokens.length === 0;
  const { page } = await nextConsole(product, async () => {
    await chooseRole(popup, role);
    if (needsCode) await enterCode(popup, product.emulator.device.freshCode());
  });
  return page;
}

describe('tab groups', () => {
  it('are not made before the person wants them', async () => {
    const page = await open('prod-admin');
    // Opening it wrote the title after a group would have been asked for.
    await expect.poll(() => page.title()).toContain('prod-admin');
    expect(await groups()).toEqual([]);
  });

  it('gather the consoles of a role under its name, in the nearest colour', async () => {
    const page = await optionsPage(product);
    await page.getByRole('navigation').getByRole('button', { name: 'Look' }).click();
    await page.getByLabel('Put consoles into a tab group for each role').check();
    await expect.poll(() => page.getByLabel('Put consoles into a tab group for each role').isEnabled()).toBe(true);
    await open('prod-admin');
    await open('staging-admin');
    await open('prod-admin');
    await expect.poll(groups).toEqual([{ title: 'prod-admin', color: 'red', tabs: 2 }, { title: 'staging-admin', color: 'orange', tabs: 1 }]);
  });

  it('keep a console that is resumed', async () => {
    const before = await groups();
    const page = product.context.pages().find((one) => one.url().includes('us-east-1.console.aws.amazon.com'));
    product.emulator.endSessions('staging-admin');
    await page?.bringToFront();
    await page?.reload();
    await page?.getByRole('button', { name: 'Resume' }).click();
    await page?.waitForURL(/us-east-1\.console\.aws\.amazon\.com/);
    expect([page === undefined, await groups()]).toEqual([false, before]);
  });
});
