import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approveOrigin, calls, forgetMfaSessions, launchPages, nextConsole } from './browserState.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup, type Popup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
});
afterAll(() => product?.close());
beforeEach(() => forgetMfaSessions(product));

async function close(popup: Popup): Promise<void> {
  await popup.press('Escape');
  await popup.evaluate('window.close()').catch(() => undefined);
}

describe('a code that AWS does not take', () => {
  it('is explained where it was typed, and the next one is taken', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await enterCode(popup, '000000');
    await popup.sees('That code was not accepted.');
    expect(await popup.evaluate(`document.querySelector('details pre').textContent`)).toContain('MultiFactorAuthentication failed with invalid MFA one time pass code');
    await popup.until(`document.activeElement?.id === 'code' && document.activeElement.value === ''`);
    // The tab that was opened ahead goes.
    await expect.poll(() => launchPages(product)).toEqual([]);
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
  });

  it('is not sent a second time when AWS has seen it', async () => {
    const code = product.emulator.device.freshCode();
    const first = await openPopup(product);
    await chooseRole(first, 'prod-admin');
    await nextConsole(product, () => enterCode(first, code));
    await forgetMfaSessions(product);
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await enterCode(popup, code);
    await popup.sees('That code was used already.');
    expect(calls(product, 'GetSessionToken')).toBe(before);
    await close(popup);
  });

  it('is understood with spaces and in full width, as it may be pasted', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await popup.until(`document.activeElement?.id === 'code'`);
    const code = product.emulator.device.freshCode();
    const pasted = `${code.slice(0, 3)} ${code.slice(3)}`.replace(/\d/g, (digit) => String.fromCodePoint(digit.charCodeAt(0) + 0xfee0));
    const { buckets } = await nextConsole(product, async () => {
      await popup.send('Input.insertText', { text: pasted });
    });
    expect(buckets).toBe('ok');
  });
});

describe('a call that is stopped before it reaches AWS', () => {
  it('is mended by the permission for the STS host, asked for by a click, with the code that was typed', async () => {
    product.emulator.behaviour.stsCors = false;
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await enterCode(popup, product.emulator.device.freshCode());
    await popup.sees('No answer came from sts.us-east-1.amazonaws.com.');
    expect(calls(product, 'GetSessionToken')).toBe(before);
    await approveOrigin(product, 'https://sts.us-east-1.amazonaws.com/*');
    const again = await popup.isOpen() ? popup : await reopened();
    const { buckets } = await nextConsole(product, () => again.click('Allow access to sts.us-east-1.amazonaws.com'));
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before + 1);
  });

  /** The approval needs a tab of its own, which may close the popup: what failed is still there when it opens again. */
  async function reopened(): Promise<Popup> {
    const popup = await openPopup(product);
    await popup.sees('No answer came from');
    await popup.until(`document.activeElement?.id === 'code'`);
    await popup.type(product.emulator.device.freshCode());
    return popup;
  }

  it('needs no permission where STS answers as AWS does', async () => {
    product.emulator.behaviour.stsCors = true;
    const popup = await openPopup(product);
    await chooseRole(popup, 'staging-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
  });
});

describe('a role that AWS refuses', () => {
  it('is edited after one click, in the settings that are open already, from where Back leads to what they showed', async () => {
    product.emulator.removeRole('sandbox-admin');
    const page = await optionsPage(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'sandbox-admin');
    await enterCode(popup, product.emulator.device.freshCode());
    await popup.sees('AWS does not let alice assume');
    await popup.click('Mend it in the settings');
    await page.getByRole('heading', { name: 'Roles', exact: true }).waitFor();
    expect(await page.getByLabel('Role ARN').inputValue()).toBe('arn:aws:iam::333333333333:role/team/sandbox-admin');
    expect(new URL(page.url()).hash).toMatch(/^#roles\/[\w-]+$/);
    await page.goBack();
    await page.getByRole('heading', { name: 'Identities', exact: true }).waitFor();
  });
});
