import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calls, forgetMfaSessions, launchPage, launchPages, nextConsole, stopWorkerBehind } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
});
afterAll(() => product?.close());
beforeEach(() => forgetMfaSessions(product));

describe('a background that the browser stops', () => {
  it.each([
    ['AWS has the first role’s call', 'AssumeRole'],
    ['the sign-in host has the call for a token', 'getSigninToken'],
  ])('while %s goes on by itself, without a second code', async (_, action) => {
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const hold = product.emulator.hold(action);
    const { buckets } = await nextConsole(product, async () => {
      await enterCode(popup, product.emulator.device.freshCode());
      await hold.arrived;
      await stopWorkerBehind(product);
      hold.release();
    });
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before + 1);
    await closePopup(popup);
  });

  it('while the popup is closed goes on too, since the tab that was opened ahead asks for its form', async () => {
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'data-admin');
    const hold = product.emulator.hold('AssumeRole');
    const { buckets } = await nextConsole(product, async () => {
      await enterCode(popup, product.emulator.device.freshCode());
      await hold.arrived;
      await launchPage(product);
      await closePopup(popup);
      await stopWorkerBehind(product);
      hold.release();
    });
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before + 1);
  });

  it('while AWS has the code and the popup is closed asks for another one when it opens again', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const hold = product.emulator.hold('GetSessionToken');
    await enterCode(popup, product.emulator.device.freshCode());
    await hold.arrived;
    await launchPage(product);
    await closePopup(popup);
    await stopWorkerBehind(product);
    // Another worker, which that page has started, has closed its tab: the one that had the code is no more.
    await expect.poll(() => launchPages(product)).toEqual([]);
    hold.release();
    const again = await openPopup(product);
    await again.sees('AWS may have seen the code.');
    const { buckets } = await nextConsole(product, () => enterCode(again, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
  });

  it('while AWS has the code asks for another one, and never sends the first again', async () => {
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const hold = product.emulator.hold('GetSessionToken');
    const code = product.emulator.device.freshCode();
    await enterCode(popup, code);
    await hold.arrived;
    await launchPage(product);
    await stopWorkerBehind(product);
    await popup.sees('AWS may have seen the code.');
    await expect.poll(() => launchPages(product)).toEqual([]);
    hold.release();
    await popup.until(`document.activeElement?.id === 'code' && document.activeElement.value === ''`);
    await popup.type(code);
    await popup.sees('That code was used already.');
    expect(calls(product, 'GetSessionToken')).toBe(before + 1);
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
  });
});
