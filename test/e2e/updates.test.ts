import { afterAll, beforeAll, expect, it } from 'vitest';
import { calls, nextConsole } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface Chrome {
  runtime: { reload(): void; readonly onUpdateAvailable: { dispatch(details: object): void } };
}
type WithChrome = { chrome: Chrome; reloads?: number };

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  // The browser would not load an unpacked extension again, so that what is asked of it is counted.
  await product.worker.evaluate(() => {
    const scope = globalThis as unknown as WithChrome;
    scope.reloads = 0;
    scope.chrome.runtime.reload = () => { scope.reloads = (scope.reloads ?? 0) + 1; };
  });
  await plantDemo(product);
});
afterAll(() => product?.close());

const reloads = (): Promise<number> => product.worker.evaluate(() => (globalThis as unknown as WithChrome).reloads ?? -1);

it('an update that comes half-way waits until the console is open, the vault locked and every page of ours closed', async () => {
  const hold = product.emulator.hold('AssumeRole');
  const popup = await openPopup(product);
  await chooseRole(popup, 'prod-admin');
  const { buckets } = await nextConsole(product, async () => {
    await enterCode(popup, product.emulator.device.freshCode());
    await hold.arrived;
    await product.worker.evaluate(() => (globalThis as unknown as WithChrome).chrome.runtime.onUpdateAvailable.dispatch({ version: '9.9.9' }));
    hold.release();
  });
  expect([buckets, calls(product, 'GetSessionToken'), await reloads()]).toEqual(['ok', 1, 0]);
  const last = await openPopup(product);
  await last.evaluate(`chrome.runtime.sendMessage({ call: 'lock', asked: {} })`).catch(() => undefined);
  await expect.poll(reloads).toBe(1);
  expect(product.context.pages().filter((page) => page.url().endsWith('options.html'))).toEqual([]);
});
