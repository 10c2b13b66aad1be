import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Worker } from 'playwright-core';
import { calls, nextConsole, storedText } from './browserState.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup, type Popup, pressWith, ready, shownPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
const count = 10_000;
beforeAll(async () => {
  product = await startProduct();
  const roles = manyRoles(product.emulator, count).map((role, at) => (at === 41 ? { ...role, group: 'Break glass' } : role));
  await plantVault(product, { identities: [aliceOf(product.emulator)], roles, rules: [] }, { favourites: ['role-7', 'role-0'] });
});
afterAll(() => product.close());

const names = (popup: Popup): Promise<string[]> => popup.evaluate(`[...document.querySelectorAll('[role=option] .name')].map(({ textContent }) => textContent)`);
const chosen = (popup: Popup): Promise<string> => popup.evaluate(`document.querySelector('[aria-selected=true] .name').textContent`);

/** How often the vault was written. */
const generation = (): Promise<number> => product.worker.evaluate(async () => {
  const { local } = (globalThis as unknown as { chrome: { storage: { local: { get(key: string): Promise<Record<string, unknown>> } } } }).chrome.storage;
  const { 'vault.active': active } = await local.get('vault.active');
  const { [`vault.${String(active)}`]: vault } = await local.get(`vault.${String(active)}`);
  return (vault as { gen: number }).gen;
});

describe('ten thousand roles', () => {
  it('are listed in a few rows, which follow the choice to the end', async () => {
    const popup = await openPopup(product);
    await ready(popup);
    await popup.sees('Other roles · 9999');
    expect((await names(popup)).length).toBeLessThan(40);
    await pressWith(popup, 'End');
    await popup.until(`document.querySelector('[aria-selected=true] .name')?.textContent.startsWith('platform-sandbox-auditor')`);
    expect(await popup.evaluate(`(() => {
      const row = document.querySelector('[aria-selected=true]').getBoundingClientRect();
      const list = document.querySelector('[role=listbox]').getBoundingClientRect();
      return row.top >= list.top && row.bottom <= list.bottom + 1;
    })()`)).toBe(true);
    expect(await popup.evaluate(`document.querySelector('[role=combobox]').getAttribute('aria-activedescendant') === document.querySelector('[aria-selected=true]').id`)).toBe(true);
    expect((await names(popup)).length).toBeLessThan(40);
    await pressWith(popup, 'Home');
    expect(await chosen(popup)).toBe('payments-staging-poweruser-0');
    await closePopup(popup);
  });

  it('are narrowed by a few letters, which stand out, and by an account’s number', async () => {
    const popup = await openPopup(product);
    await ready(popup);
    await popup.type('prod-adm');
    await popup.until(`document.querySelector('[aria-selected=true] .name').textContent === 'prod-admin'`);
    expect(await popup.evaluate(`[...document.querySelectorAll('[aria-selected=true] .name mark')].map(({ textContent }) => textContent).join('')`)).toBe('prod-adm');
    await popup.press('Escape');
    await popup.type('2000 0007 9190');
    await popup.sees('5 of 10000 roles');
    expect(await popup.evaluate(`document.querySelector('[aria-selected=true] .where').textContent`)).toBe('2000 0007 9190');
    await closePopup(popup);
  });

  it('stay so many when one is saved', async () => {
    const page = product.context.pages().find((one) => one.url().endsWith('options.html'));
    const stored = await storedText(product, 'local');
    expect(stored.length).toBeLessThan(4_000_000);
    expect(page).toBeDefined();
  });
});

describe('the picker', () => {
  it('opens a console behind itself by Ctrl+Enter, and stays', async () => {
    const popup = await openPopup(product);
    await chooseRoleBehind(popup);
    const { page } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(await activeAddress()).not.toContain('console.aws.amazon.com');
    await popup.sees('prod-admin opened in a tab in the background.');
    await closePopup(popup);
    await page.close();
  });

  it('begins on the role that was opened, and opens a favourite by its number', async () => {
    const popup = await openPopup(product);
    await ready(popup);
    await popup.until(`document.querySelector('[aria-selected=true] .name').textContent === 'prod-admin'`);
    const before = calls(product, 'AssumeRole');
    const { page } = await nextConsole(product, async () => { await pressWith(popup, '2', { alt: true }); });
    expect(calls(product, 'AssumeRole')).toBe(before + 1);
    expect(new URL(page.url()).hostname).toContain('222222222222');
    await page.close();
  });

  it('makes a role a favourite by Ctrl+D, hides one by Ctrl+H, and remembers both', async () => {
    const before = await generation();
    let popup = await openPopup(product);
    await ready(popup);
    await popup.type('fraud-dev-support-2');
    await popup.until(`document.querySelector('[aria-selected=true] .name').textContent === 'fraud-dev-support-2'`);
    await pressWith(popup, 'd', { ctrl: true });
    await popup.until(`document.querySelector('[aria-selected=true] .star.on')`);
    await popup.press('Escape');
    await popup.type('break glass');
    await popup.until(`document.querySelector('[aria-selected=true] .where').textContent === 'Break glass'`);
    await pressWith(popup, 'h', { ctrl: true });
    await popup.sees('Hidden · 1');
    await expect.poll(generation).toBe(before + 2);
    await closePopup(popup);
    popup = await openPopup(product);
    await ready(popup);
    expect((await names(popup)).slice(0, 3)).toEqual(['payments-staging-poweruser-0', 'prod-admin', 'fraud-dev-support-2']);
    expect(await popup.text()).not.toContain('Break glass');
    await closePopup(popup);
  });
});

/** The address of the tab that is in front, as far as the extension may see it. */
const activeAddress = (): Promise<string> => product.worker.evaluate(async () => {
  const { chrome } = globalThis as unknown as { chrome: { tabs: { query(which: object): Promise<{ url?: string }[]> } } };
  return (await chrome.tabs.query({ active: true, lastFocusedWindow: true })).map(({ url }) => url ?? '').join(' ');
});

async function chooseRoleBehind(popup: Popup): Promise<void> {
  await ready(popup);
  await popup.type('prod-admin');
  await popup.until(`document.querySelector('[aria-selected=true] .name').textContent === 'prod-admin'`);
  await pressWith(popup, 'Enter', { ctrl: true });
}

describe('the address bar', () => {
  interface Omnibox { onInputEntered: { dispatch(text: string, disposition: string): void }; onInputChanged: { dispatch(text: string, suggest: (offers: unknown) => void): void } }
  const omnibox = (worker: Worker, run: 'offers' | 'enter', text: string): Promise<unknown> => worker.evaluate(([what, typed]) => {
    const { omnibox: bar } = (globalThis as unknown as { chrome: { omnibox: Omnibox } }).chrome;
    return what === 'enter' ? bar.onInputEntered.dispatch(typed, 'currentTab') : new Promise((resolve) => bar.onInputChanged.dispatch(typed, resolve));
  }, [run, text] as const);

  it('offers roles that fit', async () => {
    const offers = await omnibox(product.worker, 'offers', 'fraud auditor tokyo') as { content: string; description: string }[];
    expect(offers.length).toBe(5);
    for (const { content, description } of offers) expect(`${content} ${description}`).toMatch(/fraud-\w+-auditor.* · Tokyo/);
  });

  it('opens the role that fits best', async () => {
    const { page, buckets } = await nextConsole(product, async () => { await omnibox(product.worker, 'enter', 'prod-admin'); });
    expect(buckets).toBe('ok');
    await page.close();
  });

  it('leads to the popup with what was typed when nothing fits', async () => {
    await omnibox(product.worker, 'enter', 'zzzz');
    const popup = await shownPopup(product);
    await popup.until(`document.querySelector('[role=combobox]').value === 'zzzz'`);
    await popup.sees('No role matches.');
    await closePopup(popup);
  });
});

it('a role that is chosen from ten thousand opens', async () => {
  const popup = await openPopup(product);
  const { buckets } = await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
  expect(buckets).toBe('ok');
});
