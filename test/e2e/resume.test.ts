import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { allOpen, calls, forgetMfaSessions, nextConsole } from './browserState.js';
import { badgeOf, stripeTime } from './consoleMark.js';
import { addRoles } from './moreRoles.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, findRole, openPopup, type Popup, pressWith } from './popup.js';
import { type Product, startProduct } from './product.js';

const five = ['prod-admin', 'staging-admin', 'sandbox-admin', 'data-admin', 'audit-reader'];
let product: Product;

async function open(name: string): Promise<Page> {
  const popup = await openPopup(product);
  const { page } = await nextConsole(product, async () => {
    await chooseRole(popup, name);
    if (calls(product, 'GetSessionToken') === 0) await enterCode(popup, product.emulator.device.freshCode());
  });
  return page;
}
const consoles = (): Page[] => product.context.pages().filter((page) => /\.console\.aws\.amazon\.com$/.test(new URL(page.url()).hostname));
const status = (page: Page): Promise<number> => page.evaluate(async () => (await fetch('/api/list-buckets')).status);
const openRows = (popup: Popup): Promise<string[]> => popup.evaluate(
  `[...document.querySelectorAll('.section')].filter((section) => section.textContent.startsWith('Open'))
    .flatMap((section) => [...section.querySelectorAll('[role=option]')].map((row) => row.querySelector('.name').textContent + ' ' + row.querySelector('.time').textContent))`);
/** The address without what names the session: each sign-in of a role has the same. */
const place = (page: Page): string => page.url().replace(/\/\/\d{12}-[a-z0-9]+\./, '//');
async function closeConsoles(): Promise<void> {
  for (const page of consoles()) await page.close();
}

beforeAll(async () => {
  product = await startProduct();
  addRoles(product.emulator, ['audit-reader']);
  await plantDemo(product);
});
afterAll(() => product?.close());

describe('a console that is open', () => {
  beforeEach(closeConsoles);

  it('says what is left of its session, in its stripe, its badge and the popup', async () => {
    const page = await open('prod-admin');
    await expect.poll(() => stripeTime(page)).toBe(' · 60 min');
    expect(await badgeOf(product, page)).toBe('●60');
    const popup = await openPopup(product);
    await popup.sees('Open');
    await expect.poll(() => openRows(popup)).toEqual(['prod-admin 60 min']);
    await popup.press('Escape');
    await popup.evaluate('setTimeout(() => window.close())');
  });

  it('is gone to when its role is chosen again, and opened once more with Alt', async () => {
    const page = await open('prod-admin');
    const other = await product.context.newPage();
    await other.bringToFront();
    const popup = await openPopup(product);
    await findRole(popup, 'prod-admin');
    await pressWith(popup, 'Enter');
    await expect.poll(() => popup.isOpen()).toBe(false);
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe('visible');
    expect(consoles()).toHaveLength(1);
    await open('prod-admin');
    expect(consoles()).toHaveLength(2);
    await other.close();
  });

  it('is not listed while its tab shows something else, and is again when it comes back', async () => {
    const page = await open('prod-admin');
    const address = page.url();
    await page.goto(product.page('manifest.json'));
    const popup = await openPopup(product);
    await popup.sees('All roles');
    await expect.poll(() => openRows(popup)).toEqual([]);
    await page.goto(address);
    await popup.evaluate('setTimeout(() => window.close())');
    await expect.poll(() => popup.isOpen()).toBe(false);
    await expect.poll(() => stripeTime(page)).toBe(' · 60 min');
    const again = await openPopup(product);
    await again.sees('Open');
    expect(await openRows(again)).toEqual(['prod-admin 60 min']);
    await again.evaluate('setTimeout(() => window.close())');
  });
});

describe('five consoles', () => {
  it('that are due are resumed with one code, each in its tab and where it was', async () => {
    await closeConsoles();
    product.emulator.behaviour.roleSeconds = 200;
    const pages: Page[] = [];
    for (const name of five) {
      const page = await open(name);
      await page.evaluate((hash) => { location.hash = hash; }, `#page=${name}`);
      pages.push(page);
    }
    delete product.emulator.behaviour.roleSeconds;
    const before = pages.map(place);
    await forgetMfaSessions(product);
    const codes = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await popup.click('Resume 5');
    await enterCode(popup, product.emulator.device.freshCode());
    for (const page of pages) await expect.poll(() => stripeTime(page), { timeout: 20_000 }).toBe(' · 60 min');
    expect([pages.map(place), consoles().length, calls(product, 'GetSessionToken')]).toEqual([before, 5, codes + 1]);
    for (const page of pages) expect(await status(page)).toBe(200);
    await expect.poll(() => popup.isOpen()).toBe(false);
  });

  it('are signed out one by one, which leaves the others, or all at once', async () => {
    let popup = await openPopup(product);
    await popup.sees('Open');
    await popup.until(`(row => row && (row.dispatchEvent(new MouseEvent('mouseover')), row.querySelectorAll('.target')[1].click(), true))(
      [...document.querySelectorAll('[role=option]')].find((row) => row.querySelector('.time') && row.querySelector('.name').textContent === 'sandbox-admin'))`);
    await expect.poll(() => consoles().length).toBe(4);
    for (const page of consoles()) expect(await status(page)).toBe(200);
    expect(product.emulator.requests.filter(({ url }) => url.endsWith('/v1/logout')).length).toBe(1);
    popup = await openPopup(product);
    await popup.click('Sign out all');
    await expect.poll(() => consoles().length).toBe(0);
    await expect.poll(() => openRows(popup)).toEqual([]);
    await popup.evaluate('setTimeout(() => window.close())');
    expect(product.emulator.requests.filter(({ url }) => url.endsWith('/v1/logout')).length).toBe(5);
  });
});

describe('a console whose session has ended', () => {
  beforeEach(async () => {
    await closeConsoles();
    delete product.emulator.behaviour.roleSeconds;
  });
  const ended = (page: Page) => page.getByText('The session of prod-admin has ended.');

  it('at its own time is resumed where it was, in the same tab, with no code while the MFA session lives', async () => {
    product.emulator.behaviour.roleSeconds = 20;
    const page = await open('prod-admin');
    delete product.emulator.behaviour.roleSeconds;
    await page.evaluate(() => { location.assign('/ec2/home?region=ap-northeast-1&a=%23b#Instances:v=3;$case=tags:true%5C,client'); });
    await page.waitForURL(/#Instances/);
    const before = place(page);
    const [codes, count] = [calls(product, 'GetSessionToken'), consoles().length];
    await expect.poll(() => stripeTime(page), { timeout: 40_000 }).toBe(' · ended');
    // AWS tells the end in whole seconds.
    await expect.poll(() => status(page)).toBe(401);
    await page.reload();
    await ended(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/launch.html');
    expect(await page.locator('input').count()).toBe(0);
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForURL(/#Instances/);
    expect(place(page)).toBe(before);
    expect(await status(page)).toBe(200);
    expect([calls(product, 'GetSessionToken'), consoles().length]).toEqual([codes, count]);
    await expect.poll(() => stripeTime(page)).toBe(' · 60 min');
  });

  it('before its time is resumed with a code when no MFA session lives, and a wrong code can be mended', async () => {
    const page = await open('prod-admin');
    await page.evaluate(() => { location.hash = '#logs:group=/aws/lambda/a'; });
    const before = place(page);
    await expect.poll(async () => JSON.stringify(await product.worker.evaluate(() =>
      (globalThis as unknown as { chrome: { storage: { session: { get(key: string): Promise<unknown> } } } }).chrome.storage.session.get('consoleTabs')))).toContain('#logs');
    await forgetMfaSessions(product);
    const codes = calls(product, 'GetSessionToken');
    product.emulator.endSessions('prod-admin');
    await page.bringToFront();
    await page.reload();
    await ended(page).waitFor();
    await page.getByLabel('Code for alice in 1111 1111 1111').pressSequentially('000000');
    await page.getByText('That code was not accepted.').waitFor();
    await page.getByLabel('Code for alice in 1111 1111 1111').pressSequentially(product.emulator.device.freshCode());
    await page.waitForURL(/#logs/);
    expect(place(page)).toBe(before);
    expect(await status(page)).toBe(200);
    expect(calls(product, 'GetSessionToken')).toBe(codes + 2);
  });

  it('is left to AWS’s page while the vault is locked', async () => {
    const page = await open('prod-admin');
    await allOpen(product);
    product.emulator.endSessions('prod-admin');
    await page.bringToFront();
    await page.reload();
    await ended(page).waitFor();
    const popup = await openPopup(product);
    await popup.until(`(button => button && (button.click(), true))(document.querySelector('button[title="Lock"]'))`);
    await page.getByText('You must sign in to see this page.').waitFor();
  });
});
