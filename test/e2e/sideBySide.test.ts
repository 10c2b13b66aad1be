import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls, nextConsole } from './browserState.js';
import { markOn, stripeLabel } from './consoleMark.js';
import { addRoles } from './moreRoles.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const five = ['prod-admin', 'staging-admin', 'sandbox-admin', 'data-admin', 'audit-reader'];
const isLive = async (page: Page): Promise<boolean> => {
  await page.reload();
  return await page.locator('#buckets:not([data-state=loading])').getAttribute('data-state') === 'ok';
};

describe('with AWS’s multi-session on', () => {
  let product: Product;
  const consoles = new Map<string, Page>();
  beforeAll(async () => {
    product = await startProduct();
    addRoles(product.emulator, ['audit-reader', 'billing-reader']);
    await plantDemo(product);
  });
  afterAll(() => product?.close());

  it('five roles open one after the other with one code, and all five consoles stay live', async () => {
    for (const name of five) {
      const popup = await openPopup(product);
      const { page } = await nextConsole(product, async () => {
        await chooseRole(popup, name);
        if (name === five[0]) await enterCode(popup, product.emulator.device.freshCode());
      });
      consoles.set(name, page);
    }
    expect(calls(product, 'GetSessionToken')).toBe(1);
    for (const [name, page] of consoles) expect(await isLive(page), name).toBe(true);
    expect(new Set([...consoles.values()].map((page) => new URL(page.url()).hostname)).size).toBe(5);
  });

  it.each([
    ['prod-admin', '#c62828', '● prod-admin · Acme Prod · ap-northeast-1', 'red.png', '●'],
    ['staging-admin', '#d9610a', '▲ staging-admin · Acme Staging · us-east-1', 'orange.png', '▲'],
    ['sandbox-admin', '#1e62d0', '⬟ sandbox-admin · Acme Staging · us-east-1', 'blue.png', '⬟'],
    ['data-admin', '#c2307c', '▼ data-admin · Acme Data · eu-west-1', 'pink.png', '▼'],
    ['audit-reader', '#c62828', '● audit-reader · Acme Prod · ap-northeast-1', 'red.png', '●'],
  ])('%s has a stripe, a title, a tab icon and a badge of its own', async (name, colour, label, icon, badge) => {
    const page = consoles.get(name);
    if (!page) throw new Error(`${name} is not open`);
    await expect.poll(() => markOn(product, page)).toEqual({ colour, label, icon, badge, title: expect.stringMatching(`^${badge} ${name} · Console Home`) as string });
  });

  it('a sixth is told which consoles are open, by their names here, and opens once one was signed out', async () => {
    const popup = await openPopup(product);
    const opened = product.context.waitForEvent('page');
    await chooseRole(popup, 'billing-reader');
    const page = await opened;
    await page.getByText('five consoles open').waitFor();
    expect(new URL(page.url()).pathname).toBe('/launch.html');
    expect(await page.getByRole('button').allTextContents()).toEqual(five.map((name) => `Sign out ${name} and go on`));
    const minted = product.emulator.issued.signinTokens.length;
    await page.getByRole('button', { name: 'Sign out sandbox-admin and go on' }).click();
    await page.waitForURL(/console\/home/);
    await expect.poll(() => page.title()).toContain('billing-reader · ');
    expect(await isLive(page)).toBe(true);
    expect(product.emulator.issued.signinTokens.length).toBe(minted + 1);
    expect(await consoles.get('prod-admin')?.evaluate(async () => (await fetch('/api/list-buckets')).status)).toBe(200);
    expect(await consoles.get('sandbox-admin')?.evaluate(async () => (await fetch('/api/list-buckets')).status)).toBe(401);
  });
});

describe('with multi-session off, and someone else signed in', () => {
  /** A first console, and the tab that the second role was opened in. */
  async function second(product: Product, before?: (options: Page) => Promise<void>): Promise<{ first: Page; tab: Page; minted: number }> {
    const options = await plantDemo(product);
    await before?.(options);
    const popup = await openPopup(product);
    const { page: first } = await nextConsole(product, async () => {
      await chooseRole(popup, 'prod-admin');
      await enterCode(popup, product.emulator.device.freshCode());
    });
    const minted = product.emulator.issued.signinTokens.length;
    const opened = product.context.waitForEvent('page');
    await chooseRole(await openPopup(product), 'staging-admin');
    return { first, tab: await opened, minted };
  }

  async function expectConsole(product: Product, { first, tab, minted }: Awaited<ReturnType<typeof second>>, firstStays: boolean): Promise<void> {
    await tab.waitForURL(/console\/home/);
    await expect.poll(() => tab.title(), { timeout: 10_000 }).toContain('staging-admin · Console Home');
    await expect.poll(() => markOn(product, tab)).toMatchObject({ colour: '#d9610a', label: '▲ staging-admin · Acme Staging · us-east-1', badge: '▲' });
    expect(await isLive(tab)).toBe(true);
    expect(await tab.locator('body').textContent()).toContain('staging-admin/');
    // The token that AWS refused is not tried again: the second console has one of its own.
    expect(product.emulator.issued.signinTokens.length).toBe(minted + 2);
    expect(calls(product, 'GetSessionToken')).toBe(1);
    await first.reload();
    // With several sessions AWS asks which one is meant on a host that names none.
    if (firstStays) await first.getByRole('link', { name: 'assumed-role/prod-admin' }).click();
    await first.locator('#buckets[data-state=ok]').waitFor();
    expect((await first.locator('body').textContent())?.includes('prod-admin/')).toBe(firstStays);
    await expect.poll(() => stripeLabel(first)).toContain(firstStays ? '● prod-admin · Acme Prod' : '▲ staging-admin · not prod-admin · Acme Staging');
  }

  const withProduct = async (run: (product: Product) => Promise<void>): Promise<void> => {
    const product = await startProduct({ emulator: { multiSession: 'opt-in' } });
    try {
      await run(product);
    } finally {
      await product.close();
    }
  };

  it.each([
    ['Turn on multi-session and go on', true],
    ['Sign out the other and go on', false],
  ])('our page takes the place of AWS’s, and “%s” leads to the second console', (way, firstStays) => withProduct(async (product) => {
    const opened = await second(product);
    await opened.tab.getByText('Someone else is signed in').waitFor();
    expect(await opened.tab.getByRole('button').allTextContents()).toEqual(['Turn on multi-session and go on', 'Sign out the other and go on']);
    await opened.tab.getByRole('button', { name: way }).click();
    await expectConsole(product, opened, firstStays);
  }));

  it.each([
    ['Turn on AWS multi-session when it is needed', true],
    ['Sign out the other first', false],
  ])('the setting “%s” leads there without a question', (setting, firstStays) => withProduct(async (product) => {
    let asked = false;
    product.context.on('page', (page) => {
      void page.getByText('Someone else is signed in').waitFor({ timeout: 20_000 }).then(() => { asked = true; }, () => undefined);
    });
    const opened = await second(product, async (options) => {
      await options.getByRole('button', { name: 'Look' }).click();
      await options.getByLabel('Several consoles at once').selectOption(setting);
    });
    await expectConsole(product, opened, firstStays);
    expect(asked).toBe(false);
  }));

  it('a log-out hop that AWS refuses, because multi-session was turned on meanwhile, still ends in the console', () => withProduct(async (product) => {
    const opened = await second(product);
    await opened.tab.getByText('Someone else is signed in').waitFor();
    const elsewhere = await product.context.newPage();
    const home = encodeURIComponent('https://us-east-1.console.aws.amazon.com/console/home?region=us-east-1');
    await elsewhere.goto(`https://us-east-1.signin.aws.amazon.com/sessions/v1/opt-in?redirect_uri=${home}`);
    const refused = opened.tab.waitForResponse((response) => response.url().includes('Action=logout'));
    await opened.tab.getByRole('button', { name: 'Sign out the other and go on' }).click();
    expect((await refused).status()).toBe(400);
    await expectConsole(product, opened, true);
  }));
});
