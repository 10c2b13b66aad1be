import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { firefoxFirstRun, labelled, press, sees } from './firefoxFirstRun.js';
import { firefoxPath, type FirefoxProduct, startFirefoxProduct } from './firefoxProduct.js';
import { browserWith, canMountOver } from './mounted.js';

const binary = firefoxPath();
/** Where this Firefox looks for its policies. */
const policies = binary && path.join(path.dirname(fs.realpathSync(binary)), 'distribution');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-policy-'));
let product: FirefoxProduct;

describe.skipIf(!canMountOver(policies ?? ''))('Firefox under the policy that the documents show (skipped where no folder can be mounted over Firefox’s, which takes root)', () => {
  beforeAll(async () => {
    fs.copyFileSync(path.resolve(import.meta.dirname, '../../docs/managed/firefox-policies.json'), path.join(folder, 'policies.json'));
    product = await startFirefoxProduct(browserWith(folder, policies ?? '', binary ?? ''));
  });
  afterAll(async () => {
    await product?.close();
    await removeFolder(folder);
  });

  it('refuses a passphrase that is too short for it, and says how long it has to be', async () => {
    const page = await product.open('options.html');
    await press(page, 'Type my own');
    await sees(page, 'At least 16 characters.');
    await page.type(await labelled(page, 'Passphrase'), 'fjord-xylem-q7w\uE004');
    await sees(page, 'Your organisation asks for a longer passphrase.');
  });

  it('lists what it sets, and keeps its settings', async () => {
    const page = await firefoxFirstRun(product);
    await press(page, 'Vault');
    await sees(page, 'Set by your organisation.');
    const lock = await labelled(page, 'Lock when I am away for');
    expect(await page.evaluate(`(({ disabled, value }) => [disabled, value])(document.querySelector(${JSON.stringify(lock)}))`)).toEqual([true, '15']);
    await press(page, 'About');
    await sees(page, 'Your organisation');
    expect(await page.evaluate(`document.body.innerText`)).toContain('3 roles');
  });

  it('has its roles in the picker, which open with the person’s own identity', async () => {
    const popup = await product.open('popup.html');
    await popup.until(`document.activeElement?.getAttribute('role') === 'combobox'`);
    expect(await popup.evaluate(`[...document.querySelectorAll('[role=option] .name')].map(({ textContent }) => textContent).sort()`))
      .toEqual(['prod-admin', 'prod-admin (2)', 'prod-data', 'security-audit']);
  });
});
