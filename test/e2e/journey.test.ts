import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calls, nextConsole, stopWorker } from './browserState.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await firstRun(product);
});
afterAll(() => product?.close());

describe('the way from the popup to a console', () => {
  it('goes through both doors with one code, and the organisation accepts the console', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await popup.sees('Code for alice in 1111 1111 1111');
    await popup.sees('alice-phone');
    const { page, buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    expect(page.url()).toContain('ap-northeast-1.console.aws.amazon.com/console/home?region=ap-northeast-1');
    const names = product.emulator.events.map(({ eventName }) => eventName);
    expect(names).toEqual(['GetCallerIdentity', 'GetSessionToken', 'AssumeRole', 'GetSigninToken', 'ConsoleLogin', 'ListBuckets']);
    const listing = product.emulator.events.at(-1);
    expect(listing?.recipientAccountId).toBe('222222222222');
    expect(listing?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('true');
  });

  it('shows every role of a short list, and the keys that help, at once', async () => {
    const popup = await openPopup(product);
    await popup.until(`new Set([...document.querySelectorAll('[role=option] .name')].map(({ textContent }) => textContent)).size === 4`);
    const hidden = await popup.evaluate<string[]>(`[...document.querySelectorAll('[role=option], footer')].filter((element) => {
      const { top, bottom, width } = element.getBoundingClientRect();
      return document.elementFromPoint(width / 2, (top + bottom) / 2)?.closest('[role=option], footer') !== element;
    }).map(({ textContent }) => textContent)`);
    expect(hidden).toEqual([]);
    await popup.evaluate('window.close()').catch(() => undefined);
    await expect.poll(() => popup.isOpen()).toBe(false);
  });

  it('closes the popup once the console is open', async () => {
    const popup = await openPopup(product);
    await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    await expect.poll(() => popup.isOpen(), { timeout: 10_000 }).toBe(false);
  });

  it('marks the console with the colour and the name of its role, in its title and across the top', async () => {
    const popup = await openPopup(product);
    const { page } = await nextConsole(product, () => chooseRole(popup, 'staging-admin'));
    await expect.poll(() => page.title()).toMatch(/^▲ staging-admin · /);
    const pixel = await page.evaluate(() => {
      const host = document.querySelector('sallyport-stripe');
      return host && { colour: (host as HTMLElement).style.getPropertyValue('--colour'), ...host.getBoundingClientRect().toJSON() };
    });
    expect(pixel).toMatchObject({ colour: '#d9610a', top: 0, left: 0, width: 1280 });
  });

  it('keeps the mark in the title while the console renames its page', async () => {
    const popup = await openPopup(product);
    const { page } = await nextConsole(product, () => chooseRole(popup, 'staging-admin'));
    await page.evaluate(() => { document.title = 'Instances | EC2'; });
    await expect.poll(() => page.title()).toBe('▲ staging-admin · Instances | EC2');
  });

  it('opens a second role without a code', async () => {
    const before = calls(product, 'GetSessionToken');
    const popup = await openPopup(product);
    const { buckets } = await nextConsole(product, () => chooseRole(popup, 'sandbox-admin'));
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before);
  });

  it('reaches a role behind a role, naming every hop', async () => {
    const hold = product.emulator.hold('AssumeRole');
    const popup = await openPopup(product);
    const { page, buckets } = await nextConsole(product, async () => {
      await chooseRole(popup, 'data-admin');
      await hold.arrived;
      await popup.sees('Role staging-admin');
      await popup.sees('Role data-admin');
      hold.release();
    });
    expect(buckets).toBe('ok');
    expect(page.url()).toContain('444444444444');
    expect(product.emulator.events.at(-1)?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('true');
  });

  it('goes on when the popup is closed half-way', async () => {
    const hold = product.emulator.hold('AssumeRole');
    const popup = await openPopup(product);
    const { buckets } = await nextConsole(product, async () => {
      await chooseRole(popup, 'prod-admin');
      await hold.arrived;
      await popup.evaluate('window.close()').catch(() => undefined);
      await expect.poll(() => popup.isOpen()).toBe(false);
      hold.release();
    });
    expect(buckets).toBe('ok');
  });

  it('puts no credential, code or sign-in token in any address', () => {
    const { emulator } = product;
    const secrets = [emulator.alice.secretAccessKey, ...emulator.issued.sessionTokens, ...emulator.issued.signinTokens, ...emulator.issued.secretAccessKeys];
    expect(secrets.length).toBeGreaterThan(6);
    const addresses = emulator.requests.map(({ url, referer = '' }) => decodeURIComponent(`${url} ${referer}`));
    for (const secret of secrets) expect(addresses.filter((address) => address.includes(secret))).toEqual([]);
  });

  it('stays unlocked, and needs no code, when the browser has ended the background worker', async () => {
    const before = calls(product, 'GetSessionToken');
    await stopWorker(product);
    const popup = await openPopup(product);
    const { buckets } = await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    expect(buckets).toBe('ok');
    expect(calls(product, 'GetSessionToken')).toBe(before);
  });

  it('does what it seldom does, too, in a worker that was started anew', async () => {
    await stopWorker(product);
    const options = await optionsPage(product);
    const send = (call: string): Promise<unknown> => options.evaluate((name) =>
      (globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }).chrome.runtime.sendMessage({ call: name, asked: {} }), call);
    expect(await send('clearLog')).toEqual({ answer: null });
    expect(await send('undoImport')).toMatchObject({ failure: { kind: 'undoGone' } });
  });

  it('asks for the passphrase first when the vault is locked, and for no code after it', async () => {
    const open = await openPopup(product);
    await open.until(`(button => button && (button.click(), true))(document.querySelector('button[title="Lock"]'))`);
    await expect.poll(() => open.isOpen()).toBe(false);
    const popup = await openPopup(product);
    await popup.sees('Unlock Sallyport');
    await popup.until(`document.activeElement?.type === 'password'`);
    await popup.type('not the passphrase');
    await popup.press('Enter');
    await popup.sees('That is not the passphrase of this vault.');
    await popup.until(`(document.querySelector('input').focus(), document.activeElement?.type === 'password')`);
    await popup.type(passphrase);
    await popup.press('Enter');
    const { buckets } = await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    expect(buckets).toBe('ok');
  });
});
