import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole, storedText } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup, pressWith } from './popup.js';
import { type Product, startProduct } from './product.js';

describe('without multi-session', () => {
  let product: Product;
  let page: Page;
  beforeAll(async () => {
    product = await startProduct({ emulator: { multiSession: 'opt-in' } });
    await plantDemo(product);
    const popup = await openPopup(product);
    ({ page } = await nextConsole(product, async () => {
      await chooseRole(popup, 'prod-admin');
      await enterCode(popup, product.emulator.device.freshCode());
    }));
  });
  afterAll(() => product?.close());

  it('a console that has ended is resumed where it was', async () => {
    await page.evaluate(() => { location.hash = '#a=b'; });
    await expect.poll(() => storedText(product, 'session')).toContain('#a=b');
    const before = page.url();
    product.emulator.endSessions();
    await page.bringToFront();
    await page.reload();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.waitForURL(/console\.aws\.amazon\.com/);
    expect([page.url(), await page.evaluate(async () => (await fetch('/api/list-buckets')).status)]).toEqual([before, 200]);
  });

  it('a console is signed out by the log-out address, and its tab closed', async () => {
    const popup = await openPopup(product);
    await popup.sees('Open');
    await popup.press('ArrowUp');
    const closed = page.waitForEvent('close');
    await popup.until(`document.querySelector('[aria-selected=true] .time')`);
    await pressWith(popup, 'Delete', { ctrl: true });
    await closed;
    expect(product.emulator.requests.some(({ url }) => url.startsWith('/oauth?Action=logout'))).toBe(true);
  });
});
