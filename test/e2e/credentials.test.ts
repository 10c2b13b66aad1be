import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { extensionPermitted } from './permitted.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { openPopup, pressWith } from './popup.js';
import { type Product, startProduct } from './product.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-credentials-'));
let product: Product;
let options: Page;
beforeAll(async () => {
  product = await startProduct({ extension: extensionPermitted(folder, ['clipboardWrite', 'offscreen']) });
  options = await plantVault(product, { identities: [aliceOf(product.emulator)], roles: manyRoles(product.emulator, 3), rules: [] }, { copyCredentials: true });
});
afterAll(async () => {
  await product?.close();
  await removeFolder(folder);
});

/** What is on the clipboard, as a page reads it that may. */
async function clipboard(): Promise<string> {
  const page = await product.context.newPage();
  await page.goto('https://us-east-1.signin.aws.amazon.com/nothing');
  await product.context.grantPermissions(['clipboard-read'], { origin: 'https://us-east-1.signin.aws.amazon.com' });
  await page.bringToFront();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.close();
  return text;
}

it('the credentials of a role are copied for a shell, carry MFA, and are taken off the clipboard in time', async () => {
  const popup = await openPopup(product);
  await popup.until(`document.activeElement?.getAttribute('role') === 'combobox' && document.querySelector('[role=option]')`);
  await popup.type('prod-admin');
  await popup.until(`document.querySelector('[aria-selected=true] .name')?.textContent === 'prod-admin'`);
  await pressWith(popup, 'c', { ctrl: true });
  await popup.sees('Copy credentials');
  await popup.until(`document.activeElement?.tagName === 'INPUT'`);
  await popup.type(product.emulator.device.freshCode());
  await popup.click('Environment variables');
  await popup.sees('Copied.');
  await popup.evaluate('setTimeout(() => window.close())');
  const text = await clipboard();
  const keys = execFileSync('sh', ['-c', `${text}printf '%s %s' "$AWS_ACCESS_KEY_ID" "$AWS_REGION"`], { encoding: 'utf8' });
  expect(keys).toMatch(/^ASIA\w+ us-east-1$/);
  const assumed = product.emulator.events.findLast(({ eventName }) => eventName === 'AssumeRole');
  expect(JSON.stringify(assumed)).toContain(keys.split(' ')[0]);
  await product.worker.evaluate(() => {
    const { alarms } = (globalThis as unknown as { chrome: { alarms: { onAlarm: { dispatch(alarm: object): void } } } }).chrome;
    alarms.onAlarm.dispatch({ name: 'clearClipboard' });
  });
  await expect.poll(clipboard, { timeout: 10_000 }).toBe('');
});

it('is written into the log, with the ids of AWS’s requests', async () => {
  await options.bringToFront();
  await options.getByRole('button', { name: 'Log', exact: true }).click();
  await options.getByText('credentials copied').waitFor();
  await options.getByText('Request IDs').click();
  expect(await options.locator('.log details').innerText()).toMatch(/GetSessionToken [\w-]{36}\s+AssumeRole [\w-]{36}/);
});

it('the background refuses when it is not switched on', async () => {
  await options.getByRole('button', { name: 'Vault', exact: true }).click();
  await options.getByLabel('Let credentials be copied for a terminal').uncheck();
  await expect.poll(() => options.evaluate(() => (globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }).chrome
    .runtime.sendMessage({ call: 'copyCredentials', asked: { roleId: 'role-0', format: 'posix' } }))).toEqual({ failure: { kind: 'copyingOff', values: {} } });
});
