import { afterAll, beforeAll, expect, it } from 'vitest';
import { extensionsPage, nextConsole } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface DeveloperPrivate {
  updateExtensionConfiguration(update: { extensionId: string; hostAccess: 'ON_CLICK' | 'ON_SPECIFIC_SITES' | 'ON_ALL_SITES' }): Promise<void>;
}

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
});
afterAll(() => product?.close());

/** What a person chooses under "Site access" on the browser's own page. */
async function siteAccess(hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const page = await product.context.newPage();
  await page.goto(extensionsPage);
  await page.evaluate(([extensionId, access]) => (globalThis as unknown as { chrome: { developerPrivate: DeveloperPrivate } })
    .chrome.developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access }), [new URL(product.page('')).host, hostAccess] as const);
  await page.close();
}

it('access that was taken back is asked for before a code is spent, and what was begun goes on when it is given', async () => {
  await siteAccess('ON_CLICK');
  const popup = await openPopup(product);
  await chooseRole(popup, 'prod-admin');
  const code = product.emulator.device.freshCode();
  await enterCode(popup, code);
  await popup.sees('Sallyport may not reach the sign-in and console pages of AWS yet.');
  expect(await popup.text()).toContain('Allow access to *.signin.aws.amazon.com, *.console.aws.amazon.com');
  expect(product.emulator.requests.filter(({ action }) => action === 'GetSessionToken')).toEqual([]);
  await closePopup(popup);
  await siteAccess('ON_ALL_SITES');
  const again = await openPopup(product);
  await again.sees('Sallyport may not reach');
  const { buckets } = await nextConsole(product, () => enterCode(again, code));
  expect(buckets).toBe('ok');
});
