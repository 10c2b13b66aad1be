import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole } from './browserState.js';
import { markOn, stripeLabel } from './consoleMark.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
let prod: Page;
let staging: Page;
/** How often a console page was loaded: a mark changes without that. */
let loads = 0;

async function open(name: string, code = false): Promise<Page> {
  const popup = await openPopup(product);
  const { page } = await nextConsole(product, async () => {
    await chooseRole(popup, name);
    if (code) await enterCode(popup, product.emulator.device.freshCode());
  });
  await page.waitForLoadState();
  page.on('load', () => { loads += 1; });
  return page;
}

async function settings(section: string): Promise<Page> {
  const page = await optionsPage(product);
  await page.getByRole('button', { name: section, exact: true }).click();
  return page;
}

interface NewRule { readonly on: string; readonly pattern: string; readonly colour: string; readonly word: string }
async function addRule({ on, pattern, colour, word }: NewRule): Promise<void> {
  const page = await settings('Look');
  await page.getByLabel('Look at').selectOption(on);
  await page.getByLabel('Pattern').fill(pattern);
  await page.getByRole('radio', { name: colour, exact: true }).check();
  await page.getByLabel('Word on the mark').fill(word);
  await page.getByRole('button', { name: 'Add rule' }).click();
  await page.getByRole('button', { name: `Remove the rule ${pattern}` }).waitFor();
}

const label = (page: Page) => expect.poll(() => stripeLabel(page), { timeout: 10_000 });

beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
  prod = await open('prod-admin', true);
  staging = await open('staging-admin');
});
afterAll(() => product?.close());

describe('a colour rule', () => {
  it('gives open consoles its colour and its word without loading them again, and the roles in the popup too', async () => {
    await addRule({ on: 'Role name', pattern: 'STAG*', colour: 'Pink', word: 'STG' });
    await label(staging).toBe('▼ STG · staging-admin · Acme Staging · us-east-1');
    await expect.poll(() => markOn(product, staging)).toMatchObject({ colour: '#c2307c', icon: 'pink.png', badge: '▼' });
    expect((await markOn(product, prod)).label).toBe('● prod-admin · Acme Prod · ap-northeast-1');
    const popup = await openPopup(product);
    const colours = `Object.fromEntries([...document.querySelectorAll('[role=option]')].map((row) =>
      [row.querySelector('.name').textContent, row.querySelector('.badge').style.getPropertyValue('--role')]))`;
    await popup.until(`new Set([...document.querySelectorAll('[role=option] .name')].map(({ textContent }) => textContent)).size === 4`);
    expect(await popup.evaluate(colours)).toMatchObject({ 'staging-admin': '#c2307c', 'sandbox-admin': '#1e62d0' });
    await popup.evaluate('window.close()').catch(() => undefined);
    expect(loads).toBe(0);
  });

  it('may go by account or by region, and the first that fits counts', async () => {
    await addRule({ on: 'Account name or number', pattern: '333333333333', colour: 'Cyan', word: 'ACCOUNT' });
    await addRule({ on: 'Region', pattern: 'ap-*', colour: 'Green', word: 'TOKYO' });
    await label(prod).toBe('■ TOKYO · prod-admin · Acme Prod · ap-northeast-1');
    await label(staging).toBe('▼ STG · staging-admin · Acme Staging · us-east-1');
    await (await settings('Look')).getByRole('button', { name: 'Move 333333333333 up' }).click();
    await label(staging).toBe('◆ ACCOUNT · staging-admin · Acme Staging · us-east-1');
    await (await settings('Look')).getByRole('button', { name: 'Remove the rule ap-*' }).click();
    await label(prod).toBe('● prod-admin · Acme Prod · ap-northeast-1');
    expect(loads).toBe(0);
  });
});

it('a role that is renamed has its new name on its open console', async () => {
  const page = await settings('Roles');
  await page.getByRole('button', { name: 'Edit prod-admin' }).click();
  await page.getByLabel('Name', { exact: true }).fill('production');
  await page.getByRole('button', { name: 'Save' }).click();
  await label(prod).toBe('● production · Acme Prod · ap-northeast-1');
  await expect.poll(() => prod.title()).toMatch(/^● production · Console Home/);
  expect(loads).toBe(0);
});
