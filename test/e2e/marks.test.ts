import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole, storedText } from './browserState.js';
import { iconOf, markOn, stripeLabel } from './consoleMark.js';
import { optionsPage, passphrase } from './firstRun.js';
import { addRoles } from './moreRoles.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
const consoles = new Map<string, Page>();

async function open(name: string): Promise<Page> {
  const popup = await openPopup(product);
  const { page } = await nextConsole(product, async () => {
    await chooseRole(popup, name);
    if (consoles.size === 0) await enterCode(popup, product.emulator.device.freshCode());
  });
  consoles.set(name, page);
  return page;
}

function consoleOf(name: string): Page {
  const page = consoles.get(name);
  if (!page) throw new Error(`${name} is not open`);
  return page;
}

/** A section of the settings. */
async function settings(section: string): Promise<Page> {
  const page = await optionsPage(product);
  await page.getByRole('button', { name: section, exact: true }).click();
  return page;
}

const label = (page: Page) => expect.poll(() => stripeLabel(page), { timeout: 10_000 });
const prod = '● prod-admin · Acme Prod · ap-northeast-1';

beforeAll(async () => {
  product = await startProduct();
  addRoles(product.emulator, ['audit-reader']);
  await plantDemo(product);
  for (const name of ['prod-admin', 'staging-admin']) await open(name);
});
afterAll(() => product?.close());

describe('a tab whose session is not the one that it was opened for', () => {
  it('takes the colour of the role that it is, and says which it is not', async () => {
    const page = consoleOf('prod-admin');
    const home = page.url();
    await page.goto(consoleOf('staging-admin').url());
    await label(page).toBe('▲ staging-admin · not prod-admin · Acme Staging · us-east-1');
    await expect.poll(() => markOn(product, page)).toMatchObject({ colour: '#d9610a', icon: 'orange.png', badge: '▲' });
    expect(await page.title()).toMatch(/^▲ staging-admin · Console Home/);
    await page.goto(home);
    await label(page).toBe(prod);
  });

  it('never shows the colour that it was opened for when it is loaded again', async () => {
    const tab = consoleOf('prod-admin');
    const home = tab.url();
    await tab.goto(consoleOf('staging-admin').url());
    await label(tab).toContain('not prod-admin');
    await tab.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      const note = (): void => {
        const colour = document.querySelector<HTMLElement>('sallyport-stripe')?.style.getPropertyValue('--colour') ?? '';
        if (seen.at(-1) !== colour) seen.push(colour);
      };
      new MutationObserver(note).observe(document, { childList: true, subtree: true, attributes: true });
    });
    const hold = new Promise<void>((resolve) => void tab.route('**/static/style.css', async (route) => {
      await new Promise((wait) => setTimeout(wait, 500));
      await route.continue();
      resolve();
    }));
    await tab.reload();
    await hold;
    await label(tab).toContain('not prod-admin');
    expect(await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen.filter((colour) => colour !== ''))).toEqual(['#d9610a']);
    await tab.unroute('**/static/style.css');
    await tab.goto(home);
    await label(tab).toBe(prod);
  });

  it('is grey, and says who it is, when the catalogue does not have the role', async () => {
    const options = await settings('Roles');
    await options.getByRole('button', { name: 'Remove audit-reader' }).isVisible();
    const page = await open('audit-reader');
    await options.bringToFront();
    await options.getByRole('button', { name: 'Remove audit-reader' }).click();
    await options.getByText('was removed').waitFor().catch(() => undefined);
    const tab = consoleOf('staging-admin');
    const home = tab.url();
    await tab.goto(page.url());
    await label(tab).toBe('? audit-reader/alice, not staging-admin');
    await expect.poll(() => markOn(product, tab)).toMatchObject({ colour: '#6b7078', icon: 'grey.png', badge: '?' });
    await tab.goto(home);
    await label(tab).toBe('▲ staging-admin · Acme Staging · us-east-1');
  });

  it('is grey on another account’s host, when the page does not say who is signed in', async () => {
    const tab = consoleOf('prod-admin');
    const home = tab.url();
    product.emulator.behaviour.header = 'bare';
    await tab.goto(consoleOf('staging-admin').url());
    await label(tab).toBe('? 3333 3333 3333, not prod-admin');
    product.emulator.behaviour.header = 'present';
    await tab.goto(home);
    await label(tab).toBe(prod);
  });
});

describe('a mark', () => {
  it('is on a console that Sallyport did not open, when its role is in the catalogue', async () => {
    const page = await product.context.newPage();
    await page.goto(consoleOf('prod-admin').url());
    await label(page).toBe(prod);
    await expect.poll(() => markOn(product, page)).toMatchObject({ colour: '#c62828', icon: 'red.png', badge: '●', title: expect.stringMatching(/^● prod-admin · /) as string });
    await page.close();
  });

  it('holds through fifty navigations within the page, each with a new title and a new icon', async () => {
    const page = consoleOf('prod-admin');
    await page.evaluate(async () => {
      for (let count = 1; count <= 50; count += 1) {
        history.pushState({}, '', `#page-${count}`);
        document.title = `Page ${count}`;
        document.querySelectorAll('link[rel~=icon]').forEach((link) => link.remove());
        document.head.append(Object.assign(document.createElement('link'), { rel: 'icon', href: `/static/favicon.svg?${count}` }));
        document.querySelector('sallyport-stripe')?.remove();
        await new Promise((resolve) => setTimeout(resolve, 1));
        if (!document.title.startsWith('● prod-admin · ') || !document.querySelector('sallyport-stripe')) throw new Error(`gone after ${count}: ${document.title}`);
      }
    });
    expect(await markOn(product, page)).toEqual({ colour: '#c62828', label: prod, icon: 'red.png', badge: '●', title: '● prod-admin · Page 50' });
  });

  it.each(['present', 'before2025-10', 'bare'] as const)('is whole on a page whose header is “%s”, and has the region that the page names', async (header) => {
    product.emulator.behaviour.header = header;
    const page = consoleOf('prod-admin');
    await page.goto(page.url().replaceAll('ap-northeast-1', 'eu-west-1'));
    await label(page).toBe('● prod-admin · Acme Prod · eu-west-1');
    expect([await iconOf(page), await page.title()]).toEqual(['red.png', '● prod-admin · Console Home | eu-west-1']);
    product.emulator.behaviour.header = 'present';
    await page.goto(page.url().replaceAll('eu-west-1', 'ap-northeast-1'));
  });
});

describe('while the vault is locked', () => {
  const lock = async (): Promise<void> => {
    await (await settings('Vault')).getByRole('button', { name: 'Lock now' }).click();
  };
  const unlock = async (): Promise<void> => {
    const page = await optionsPage(product);
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await page.getByRole('button', { name: 'Roles', exact: true }).waitFor();
  };

  it('a console is grey and says so, and has its colour again when it is unlocked', async () => {
    const page = consoleOf('prod-admin');
    await lock();
    await label(page).toBe('? Sallyport is locked');
    await page.reload();
    await label(page).toBe('? Sallyport is locked');
    await expect.poll(() => markOn(product, page)).toMatchObject({ colour: '#6b7078', icon: 'grey.png', badge: '?', title: expect.stringMatching(/^\? Sallyport is locked · /) as string });
    expect(await page.evaluate(() => sessionStorage.getItem('sallyport'))).toBeNull();
    await unlock();
    await label(page).toBe(prod);
    await expect.poll(() => markOn(product, page)).toMatchObject({ colour: '#c62828', icon: 'red.png', badge: '●' });
  });

  it('a console keeps its account’s colour when the person wants that', async () => {
    const page = consoleOf('prod-admin');
    await (await settings('Look')).getByLabel('Show colours while the vault is locked').check();
    await expect.poll(() => storedText(product, 'local')).toContain('Acme Prod');
    await lock();
    await label(page).toBe('? Acme Prod · 2222 2222 2222 · locked');
    await page.reload();
    await label(page).toBe('? Acme Prod · 2222 2222 2222 · locked');
    await expect.poll(() => markOn(product, page)).toMatchObject({ colour: '#c62828', icon: 'red.png', badge: '?' });
    // As if it had been remembered under other settings.
    await product.worker.evaluate(`chrome.storage.local.set({ rememberedColours: { 222222222222: { label: 'Long gone', colour: '#c62828' } } })`);
    await unlock();
    await label(page).toBe(prod);
    await expect.poll(() => storedText(product, 'local')).not.toContain('Long gone');
    await (await settings('Look')).getByLabel('Show colours while the vault is locked').uncheck();
    await expect.poll(() => storedText(product, 'local')).not.toContain('Acme Prod');
  });
});
