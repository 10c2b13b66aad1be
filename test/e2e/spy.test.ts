import path from 'node:path';
import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consoleCalls, launchCalls, pageCalls } from '../../src/protocol.js';
import { nextConsole, storedText } from './browserState.js';
import { firstRun } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { codeIn, secretsIn, secretsOf } from './secrets.js';

interface Spy {
  readonly heard: readonly { readonly event: string }[];
  readonly listening: readonly string[];
  readonly chrome: {
    readonly history: { search(query: object): Promise<unknown> };
    readonly tabs: { query(query: object): Promise<unknown> };
    readonly runtime: {
      sendMessage(id: string, message: unknown): Promise<unknown>;
      connect(id: string): {
        readonly onDisconnect: { addListener(listener: () => void): void };
        readonly onMessage: { addListener(listener: (message: unknown) => void): void };
      };
      readonly lastError?: { readonly message: string };
    };
  };
}

const nobody = 'Could not establish connection. Receiving end does not exist.';
let product: Product;
let spy: Worker;
let consolePage: Page;
let ours: string;
let page: Page;

/** All that the other extension has heard until now, and all that it can find by asking. */
async function known(): Promise<string> {
  return JSON.stringify(await spy.evaluate(async () => {
    const { heard, chrome } = globalThis as unknown as Spy;
    return [heard, await chrome.history.search({ text: '', startTime: 0, maxResults: 10_000 }), await chrome.tabs.query({})];
  }));
}

/** What becomes of a message from the other extension to an extension. */
function send(id: string, message: unknown): Promise<unknown> {
  return spy.evaluate(([to, sent]) => (globalThis as unknown as Spy).chrome.runtime.sendMessage(to, sent)
    .catch((refusal: Error) => refusal.message), [id, message] as const);
}

/** What becomes of a lasting connection from the other extension to an extension. */
function connect(id: string): Promise<unknown> {
  return spy.evaluate((to) => new Promise((resolve) => {
    const { runtime } = (globalThis as unknown as Spy).chrome;
    const port = runtime.connect(to);
    port.onDisconnect.addListener(() => resolve(runtime.lastError?.message));
    port.onMessage.addListener(resolve);
  }), id);
}

const addresses = (): string => product.emulator.requests.map(({ host, url, referer = '' }) => `${host}${url} ${referer}`).join('\n');

beforeAll(async () => {
  product = await startProduct({ beside: [path.join(import.meta.dirname, 'spy')] });
  ours = new URL(product.page('')).host;
  const isSpy = (worker: Worker): boolean => worker.url().endsWith('/spy.js');
  spy = product.context.serviceWorkers().find(isSpy) ?? await product.context.waitForEvent('serviceworker', isSpy);
  page = await firstRun(product);
  const popup = await openPopup(product);
  await chooseRole(popup, 'prod-admin');
  ({ page: consolePage } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode())));
});
afterAll(() => product?.close());

describe('another extension that listens to tabs, navigation and history', () => {
  it('hears of the console that opens, and where it is', async () => {
    const heard = (): Promise<string[]> => spy.evaluate(() => (globalThis as unknown as Spy).heard.map(({ event }) => event));
    const all = ['tabs.onCreated', 'tabs.onUpdated', 'webNavigation.onBeforeNavigate', 'webNavigation.onCommitted', 'history.onVisited'];
    await expect.poll(heard).toEqual(expect.arrayContaining(all));
    expect(await known()).toContain(`https://${new URL(consolePage.url()).host}/`);
  });

  it('hears no passphrase, key, session, sign-in token or code, and finds none in the history or the tabs', async () => {
    const { emulator } = product;
    const secrets = secretsOf(emulator);
    expect(secrets.size).toBeGreaterThanOrEqual(8);
    expect(secretsIn(await known(), secrets)).toEqual([]);
    expect(emulator.issued.codes).toHaveLength(1);
    expect(codeIn(await known(), emulator.issued.codes)).toBe(false);
  });

  it('would have heard of a secret, were one in an address', async () => {
    const planted = new Map([['planted', `IQoJ/b3Jp+Z2lu=${crypto.randomUUID()}`]]);
    const page = await product.context.newPage();
    const query = new URLSearchParams({ token: planted.get('planted') ?? '', code: '123456' });
    await page.goto(`https://us-east-1.signin.aws.amazon.com/planted?${query}`);
    await expect.poll(async () => secretsIn(await known(), planted)).toEqual(['planted']);
    expect(codeIn(await known(), ['123456'])).toBe(true);
    expect(secretsIn(addresses(), planted)).toEqual(['planted']);
    await page.close();
  });

  it('has nobody to send a message to: every call of ours is refused, and nothing has changed', async () => {
    const before = await storedText(product, 'local');
    const calls = [...Object.keys(pageCalls), ...Object.keys(launchCalls), ...Object.keys(consoleCalls)];
    expect(calls.length).toBeGreaterThanOrEqual(12);
    for (const call of calls) {
      for (const asked of [{}, { id: 'x', roleId: 'x', nonce: 'x' }]) expect([call, await send(ours, { call, asked })]).toEqual([call, nobody]);
    }
    expect(await connect(ours)).toBe(nobody);
    expect(await storedText(product, 'local')).toBe(before);
    await page.getByText('alice-phone').waitFor();
  });

  it('can be sent messages itself, so that extensions in this browser do reach one another', async () => {
    const id = new URL(spy.url()).host;
    const answer = await page.evaluate((to) => (globalThis as unknown as Spy).chrome.runtime.sendMessage(to, 'hello'), id);
    expect(answer).toEqual({ heard: 'hello' });
  });
});

it('no address that AWS was asked for, and no referrer, holds a secret or a code', () => {
  const { emulator } = product;
  expect(emulator.requests.length).toBeGreaterThan(3);
  expect(secretsIn(addresses(), secretsOf(emulator))).toEqual([]);
  expect(codeIn(addresses(), emulator.issued.codes)).toBe(false);
});
