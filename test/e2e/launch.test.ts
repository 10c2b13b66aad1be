import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchPage, nextConsole } from './browserState.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

interface Chrome {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
  readonly storage: { session: { onChanged: { addListener(listener: (changes: { launches?: { newValue?: object } }) => void): void } } };
}

let product: Product;
const logins = (): number => product.emulator.requests.filter(({ action }) => action === 'login').length;
beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
});
afterAll(() => product?.close());

describe('the page that signs a tab in', () => {
  it('signs in once: going back to it, or loading it again, signs in no second time', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { page } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(logins()).toBe(1);
    await page.goto(product.page('launch.html'));
    await page.getByText('This page signs in once and has done so').waitFor();
    await page.reload();
    await page.getByText('This page signs in once and has done so').waitFor();
    expect(logins()).toBe(1);
  });

  it('brings the browser’s own sign-in cookies along, Lax and Strict ones too, so that AWS sees who is signed in', async () => {
    const host = 'us-east-1.signin.aws.amazon.com';
    await product.context.addCookies((['Lax', 'Strict', 'None'] as const).map((sameSite) =>
      ({ name: `own-${sameSite}`, value: 'yes', domain: host, path: '/', secure: true, sameSite })));
    const login = product.context.waitForEvent('request', (request) => request.isNavigationRequest() && request.url() === `https://${host}/federation`);
    const popup = await openPopup(product);
    await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    const { cookie = '' } = await (await login).allHeaders();
    for (const name of ['own-None', 'own-Lax', 'own-Strict']) expect(cookie).toContain(`${name}=yes`);
  });

  it('gives its form to nobody who asks again, and answers no call but its own', async () => {
    const stranger = await product.context.newPage();
    await stranger.goto(product.page('launch.html'));
    await stranger.evaluate(() => {
      const page = globalThis as unknown as { chrome: Chrome; nonces: string[] };
      page.nonces = [];
      page.chrome.storage.session.onChanged.addListener(({ launches }) => page.nonces.push(...Object.keys(launches?.newValue ?? {})));
    });
    const popup = await openPopup(product);
    await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    const [nonce] = await stranger.evaluate(() => (globalThis as unknown as { nonces: string[] }).nonces);
    expect(nonce).toMatch(/^\w{18,24}$/);
    const ask = (message: unknown): Promise<unknown> => stranger.evaluate((sent) => (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage(sent), message);
    expect(await ask({ call: 'takeLaunch', asked: { nonce } })).toEqual({ failure: { kind: 'launchExpired', values: {} } });
    expect(await ask({ call: 'lock', asked: {} })).toEqual({ failure: { kind: 'messageRefused', values: {} } });
    expect(await ask({ call: 'constructor', asked: {} })).toEqual({ failure: { kind: 'messageRefused', values: {} } });
  });

  it('closes its tab when the vault is locked while AWS takes long over the sign-in', async () => {
    const before = logins();
    const hold = product.emulator.hold('login');
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const page = await launchPage(product);
    const closed = page.waitForEvent('close');
    await expect.poll(logins).toBe(before + 1);
    const options = await optionsPage(product);
    await options.evaluate(() => void (globalThis as unknown as { chrome: Chrome }).chrome.runtime.sendMessage({ call: 'lock', asked: {} }));
    await closed;
    hold.release();
  });
});
