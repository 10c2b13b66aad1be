import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole, storedText } from './browserState.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface Stored {
  readonly 'vault.active': 'A' | 'B';
  readonly 'vault.A': { readonly gen: number; readonly kdf: { readonly salt: string } };
  readonly 'vault.B': Stored['vault.A'];
}

const second = 'a second passphrase, much like it';
const third = 'a third passphrase, since that leaked';
let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await firstRun(product);
});
afterAll(() => product?.close());

async function change(from: string, to: string): Promise<void> {
  await page.bringToFront();
  await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
  await page.getByLabel('Present passphrase').last().fill(from);
  await page.getByLabel('New passphrase', { exact: true }).fill(to);
  await page.getByLabel('The new passphrase again').fill(to);
  await page.getByRole('button', { name: 'Change the passphrase' }).click();
}

async function unlocksWith(text: string): Promise<boolean> {
  await page.bringToFront();
  await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
  const closed = page.waitForEvent('close');
  await page.getByRole('button', { name: 'Lock now' }).click();
  await closed;
  page = await optionsPage(product);
  return tryToUnlock(text);
}

async function tryToUnlock(text: string): Promise<boolean> {
  await page.getByLabel('Passphrase', { exact: true }).fill(text);
  await page.keyboard.press('Enter');
  const [open, wrong] = [page.getByRole('navigation'), page.getByText('That is not the passphrase of this vault.')];
  await open.or(wrong).first().waitFor();
  return open.isVisible();
}

async function slots(): Promise<Stored> {
  return JSON.parse(await storedText(product, 'local')) as Stored;
}

describe('changing the passphrase', () => {
  it('asks for the present one', async () => {
    await change('not the passphrase', second);
    await page.getByText('That is not the passphrase of this vault.').waitFor();
    expect(await page.getByLabel('New passphrase', { exact: true }).inputValue()).toBe(second);
  });

  it('leaves nothing in either slot that the old one opens', async () => {
    const old = (await slots())['vault.A'].kdf.salt;
    await change(passphrase, second);
    await page.getByText('The passphrase was changed.').waitFor();
    const { 'vault.A': a, 'vault.B': b } = await slots();
    expect([a.kdf.salt, a.gen]).toEqual([b.kdf.salt, b.gen]);
    expect(a.kdf.salt).not.toBe(old);
    expect(await unlocksWith(passphrase)).toBe(false);
    expect(await tryToUnlock(second)).toBe(true);
  });

  it('with a new data key keeps every key and role: a console opens, after a new code', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    await page.getByLabel('Passphrase or vault may have leaked').check();
    await change(second, third);
    await page.getByText('everything was sealed anew').waitFor();
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    expect(await unlocksWith(third)).toBe(true);
  });
});
