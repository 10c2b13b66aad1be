import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { unlockVault } from '../../src/core/vault/wraps.js';
import { nextConsole, storedText } from './browserState.js';
import { canReadMemory, holders, spellings } from './memory.js';
import { optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import type { Product } from './product.js';
import { type FreeProduct, startFreeProduct } from './freeProduct.js';

/** The browser ends our process half a minute after its last work. */
const limitMs = 40_000;

describe.skipIf(!canReadMemory)('the memory of the browser’s processes', () => {
  let folder: string;
  let free: FreeProduct;
  let product: Product;
  let secret: Buffer[];
  let dataKey: Buffer;
  const pid = (): number => free.pid;

  /** Fills a field with a text that is turned round on its way: the debugger's messages stay in the browser's memory too. */
  async function fillUnseen(page: Page, label: string, text: string): Promise<void> {
    await page.getByLabel(label, { exact: true }).evaluate((field, turned) => {
      (field as HTMLInputElement).value = [...turned].reverse().join('');
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('blur', { bubbles: true }));
    }, [...text].reverse().join(''));
  }

  async function setUp(): Promise<void> {
    const { emulator: { alice, roles: [role] } } = product;
    const page = await optionsPage(product);
    const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
    await press('Type my own');
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByLabel('The same passphrase again').fill(passphrase);
    await press('Make the vault');
    await page.getByLabel('Access key ID').fill(alice.accessKeyId);
    await fillUnseen(page, 'Secret access key', alice.secretAccessKey);
    await page.getByText('The key works.').waitFor();
    await page.getByLabel('MFA device').fill(alice.mfaSerial);
    await press('Add identity');
    await page.getByLabel('Role ARN').fill(role?.arn ?? '');
    await page.getByLabel('Role ARN').blur();
    await press('Add role');
    await press('Done');
    await page.getByText('alice-phone').waitFor();
  }

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-memory-'));
    free = await startFreeProduct(path.join(folder, 'profile'));
    ({ product } = free);
    await setUp();
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    secret = spellings(product.emulator.alice.secretAccessKey);
    const local = JSON.parse(await storedText(product, 'local')) as Record<string, string>;
    const key = await unlockVault(local[`vault.${local['vault.active']}`], passphrase);
    dataKey = Buffer.from(await crypto.subtle.exportKey('raw', key));
  });

  afterAll(async () => {
    await product?.close();
    await removeFolder(folder);
  });

  it('holds the secret access key while it is at work, so that the search means something', () => {
    expect(Object.keys(holders(pid(), secret)).length).toBeGreaterThan(0);
  });

  it('holds neither it nor the data key 40 seconds after the vault was locked', async () => {
    const page = await optionsPage(product);
    await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    const closed = page.waitForEvent('close');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await closed;
    const lockedAt = Date.now();
    // The page that opened the popup for the test is of the extension too, and a debugger keeps the background worker alive.
    for (const left of product.context.pages().filter((open) => open.url().startsWith(product.page('./')))) await left.close();
    await free.letGo();
    for (;;) {
      const lookedAt = Date.now();
      const found = holders(pid(), [...secret, dataKey]);
      if (Object.keys(found).length === 0) break;
      if (lockedAt + limitMs < lookedAt) expect(found).toEqual({});
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
    expect(free.isRunning()).toBe(true);
    expect(holders(pid(), [Buffer.from('prod-admin')])).not.toEqual({});
  });
});
