import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleCalls, launchCalls, pageCalls } from '../../src/protocol.js';
import { nextConsole } from './browserState.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const refused = { failure: { kind: 'messageRefused', values: {} } };
let product: Product;
let session: CDPSession;
let contextId: number;

/** Runs an expression as our content script on the console page, which is how a compromised page would speak. */
async function asContentScript(expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', { expression, contextId, awaitPromise: true, returnByValue: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
  const popup = await openPopup(product);
  await chooseRole(popup, 'prod-admin');
  const { page } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
  session = await product.context.newCDPSession(page);
  const ours = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name === 'Sallyport') resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  contextId = await ours;
});
afterAll(() => product?.close());

describe('a console page that speaks as our content script', () => {
  it('learns what its own tab is marked with, and that holds no secret', async () => {
    expect(await asContentScript(`chrome.runtime.sendMessage({ call: 'hello', asked: {} })`)).toEqual({
      answer: {
        kind: 'marked', icon: product.page('marks/red.png'), endsAt: expect.any(Number) as number,
        mark: { name: 'prod-admin', account: 'Acme Prod', region: 'ap-northeast-1', colour: '#c62828', accountId: '222222222222', roleName: 'prod-admin' },
      },
    });
  });

  it.each([...Object.keys(pageCalls), ...Object.keys(launchCalls), 'constructor', '__proto__', ''])('is refused the call %j', async (call) => {
    const ask = (asked: string): Promise<unknown> => asContentScript(`chrome.runtime.sendMessage({ call: ${JSON.stringify(call)}, asked: ${asked} })`);
    expect(await ask('{}')).toEqual(refused);
    expect(await ask(`{ roleId: 'x', id: 'x', nonce: 'x' }`)).toEqual(refused);
  });

  it.each(['null', '[]', '"lock"', '{ call: "hello" }', '{ call: "hello", asked: {}, more: 1 }', '{ call: "hello", asked: { tabId: 1 } }', '{ call: ["hello"], asked: {} }'])(
    'is refused a message of another shape: %s', async (message) => {
      expect(await asContentScript(`chrome.runtime.sendMessage(${message})`)).toEqual(refused);
    });

  it('reads nothing that we have stored', async () => {
    await expect(asContentScript('chrome.storage.local.get(null)')).rejects.toThrow('Access to storage is not allowed');
    await expect(asContentScript('chrome.storage.session.get(null)')).rejects.toThrow('Access to storage is not allowed');
  });

  it('has changed nothing', async () => {
    const page = await optionsPage(product);
    await page.getByText('alice-phone').waitFor();
    expect(Object.keys(consoleCalls)).toEqual(['hello']);
  });
});

describe('a web page', () => {
  it('reaches no page and no file of ours, and has nobody to send a message to', async () => {
    const page = await product.context.newPage();
    await page.goto('https://us-east-1.signin.aws.amazon.com/nothing');
    const manifest = product.page('manifest.json');
    expect(await page.evaluate((url) => fetch(url).then(() => 'read', () => 'refused'), manifest)).toBe('refused');
    expect(await page.evaluate(() => typeof (globalThis as unknown as { chrome?: { runtime?: unknown } }).chrome?.runtime)).toBe('undefined');
  });

  const webPage = 'https://us-east-1.signin.aws.amazon.com/nothing';
  const ourPages = ['popup.html', 'options.html', 'launch.html'];

  /** Where a frame with this address in it ends, and what it shows. */
  async function framed(page: Page, address: string): Promise<{ url: string; text: string }> {
    await page.evaluate((src) => {
      document.querySelector('iframe')?.remove();
      return new Promise((resolve) => {
        const frame = Object.assign(document.createElement('iframe'), { src });
        frame.addEventListener('load', resolve);
        document.body.append(frame);
      });
    }, address);
    const frame = page.frames().at(-1);
    return { url: frame?.url() ?? '', text: await frame?.evaluate(() => document.title + document.body.innerText) ?? '' };
  }

  it('may frame another web page, so that what follows means something', async () => {
    const page = await product.context.newPage();
    await page.goto(webPage);
    expect((await framed(page, webPage)).url).toBe(webPage);
  });

  it.each(ourPages)('cannot frame, open or go to %s', async (file) => {
    const page = await product.context.newPage();
    await page.goto(webPage);
    expect(await framed(page, product.page(file))).toMatchObject({ url: 'chrome-error://chromewebdata/' });

    const opened = product.context.waitForEvent('page');
    await page.evaluate((url) => void open(url), product.page(file));
    const tab = await opened;
    await tab.waitForLoadState();
    expect(['chrome-error://chromewebdata/', 'about:blank']).toContain(tab.url());

    await page.evaluate((url) => { location.href = url; }, product.page(file));
    await page.waitForURL(/^chrome-error:/);
    expect(page.url()).toBe('chrome-error://chromewebdata/');
  });

  it.each(ourPages)('cannot frame %s even when it is our own', async (file) => {
    const page = await product.context.newPage();
    await page.goto(product.page('options.html'));
    const { url, text } = await framed(page, product.page(file));
    expect([url, text]).toEqual(['chrome-error://chromewebdata/', expect.not.stringContaining('Sallyport')]);
  });
});
