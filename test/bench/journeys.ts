import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../scripts/removeFolder.js';
import type { Role } from '../../src/core/catalogue.js';
import type { Emulator } from '../aws/emulator.js';
import { startFreeProduct } from '../e2e/freeProduct.js';
import { addRoles } from '../e2e/moreRoles.js';
import { aliceOf, plantVault } from '../e2e/plantedVault.js';
import { debug, type Debugging } from './debugging.js';
import { createFloors, type Floors } from './floors.js';
import { type Spread, spreadOf } from './statistics.js';

/** Milliseconds to the moment at which the console is requested: the sign-in's POST arrives at AWS. */
export interface JourneyFigures extends Floors {
  /** From the sixth digit of a code. */
  readonly cold: Spread;
  /** From Enter, while an MFA session lives. */
  readonly warm: Spread;
  /** From the sixth digit to the last of ten consoles. */
  readonly ten: Spread;
  /** TLS handshakes from the sixth digit to the last call of STS and the sign-in host. */
  readonly handshakes: number;
  /** Preflights likewise. */
  readonly preflights: number;
  /** From a message to its answer, of a worker that runs, and of one that has to be started for it. */
  readonly awake: Spread;
  readonly asleep: Spread;
}

/** A role of the emulated organisation as a catalogue has it. */
function roleNamed({ roles }: Emulator, name: string): Role {
  const found = roles.find((role) => role.name === name);
  if (!found) throw new Error(`the organisation has no role ${name}`);
  return { id: `id-${name}`, name, arn: found.arn, accountName: found.accountName, colour: '#1e5aa8', region: found.region, destination: '', source: { kind: 'identity', id: 'alice' } };
}

type Run = (expression: string) => Promise<unknown>;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const names = Array.from({ length: 10 }, (_, at) => `bench-${at}`);

/** Waits until so many sign-ins have arrived since the record was so long, and gives when the last did. */
async function signIns(emulator: Emulator, since: number, count: number): Promise<number> {
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(2)) {
    const found = emulator.requests.slice(since).filter(({ action }) => action === 'login');
    if (found.length >= count) return found[count - 1]?.at ?? NaN;
  }
  throw new Error(`${count} consoles were not requested`);
}

/** Opens the popup as a click would, from a page of ours, and lets it be for a second, as a person does. */
async function openPopup(page: Run, browser: Debugging, address: string): Promise<Run> {
  await page('chrome.action.openPopup()');
  const popup = await browser.page(address);
  while (!(await popup(`document.activeElement?.getAttribute('role') === 'combobox' && document.querySelectorAll('[role=option]').length > 5`).catch(() => false))) await wait(5);
  await wait(1000);
  return popup;
}

async function tidy(page: Run): Promise<void> {
  await page(`chrome.tabs.query({ url: 'https://*.aws.amazon.com/*' }).then((tabs) => chrome.tabs.remove(tabs.map(({ id }) => id)))`);
  await wait(300);
}

const enter = `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true, bubbles: true }))`;
const typed = (text: string): string => `(() => { const field = document.activeElement; field.value = ${JSON.stringify(text)}; field.dispatchEvent(new Event('input', { bubbles: true })); })()`;
const forget = `chrome.storage.session.remove('mfaSessions')`;

async function coldOnce(emulator: Emulator, page: Run, open: () => Promise<Run>): Promise<{ ms: number; handshakes: number; preflights: number }> {
  await page(forget);
  const popup = await open();
  await popup(enter);
  while (!(await popup(`document.activeElement?.id === 'code'`))) await wait(5);
  await wait(1000);
  const since = emulator.requests.length;
  const began = Date.now();
  void popup(typed(emulator.device.freshCode())).catch(() => undefined);
  const ended = await signIns(emulator, since, 1);
  const calls = emulator.requests.slice(since).filter(({ at }) => at < ended);
  const lastCall = calls.findLast(({ action }) => action === 'getSigninToken')?.at ?? ended;
  return {
    ms: ended - began, handshakes: emulator.handshakes.filter((at) => at >= began && at <= lastCall).length,
    preflights: calls.filter(({ method }) => method === 'OPTIONS').length,
  };
}

async function warmOnce(emulator: Emulator, open: () => Promise<Run>): Promise<number> {
  const popup = await open();
  const since = emulator.requests.length;
  const began = Date.now();
  void popup(enter).catch(() => undefined);
  return await signIns(emulator, since, 1) - began;
}

/** Ten roles at once, as the tabs of ten consoles that are resumed, or ten windows, would ask for them. */
async function tenOnce(emulator: Emulator, page: Run): Promise<number> {
  await page(forget);
  await wait(1000);
  const since = emulator.requests.length;
  const began = Date.now();
  const code = emulator.device.freshCode();
  void page(`Promise.all(${JSON.stringify(names)}.map((name) => chrome.runtime.sendMessage({ call: 'openRole', asked: { roleId: 'id-' + name, behind: true, code: ${JSON.stringify(code)} } })))`).catch(() => undefined);
  return await signIns(emulator, since, 10) - began;
}

/** How long the background takes to answer a message that asks it next to nothing. */
const answered = `(async () => {
  const began = performance.now();
  await chrome.runtime.sendMessage({ call: 'dismissFlow', asked: { roleId: 'none' } });
  return performance.now() - began;
})()`;

/** Measures the way to the console in Chromium, with so many milliseconds added to each request. */
export async function measureJourneys(latencyMs: number, rounds: number): Promise<JourneyFigures> {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bench-'));
  const free = await startFreeProduct(profile);
  const { product, endpoint, letGo } = free;
  const { emulator } = product;
  addRoles(emulator, names);
  await plantVault(product, { identities: [aliceOf(emulator)], roles: names.map((name) => roleNamed(emulator, name)), rules: [] });
  emulator.behaviour.latencyMs = latencyMs;
  emulator.behaviour.preflightSeconds = 7200;
  const [optionsPage, popupPage] = [product.page('options.html'), product.page('popup.html')];
  await letGo();
  const browser = await debug(endpoint);
  const page = await browser.page(optionsPage);
  const open = (): Promise<Run> => openPopup(page, browser, popupPage);
  const cold: Awaited<ReturnType<typeof coldOnce>>[] = [];
  const [warm, ten, awake, asleep]: [number[], number[], number[], number[]] = [[], [], [], []];
  const floors = createFloors(emulator, page, () => tidy(page));
  try {
    for (let round = 0; round <= rounds; round += 1) {
      cold.push(await coldOnce(emulator, page, open));
      await tidy(page);
      warm.push(await warmOnce(emulator, open));
      await tidy(page);
      ten.push(await tenOnce(emulator, page));
      await tidy(page);
      await floors.measure();
      awake.push(Number(await page(answered)));
      await browser.end(product.page('background.js'));
      await wait(300);
      asleep.push(Number(await page(answered)));
    }
  } finally {
    browser.close();
    await product.kill();
    await removeFolder(profile);
  }
  // The first round starts what a day starts once: it is left out.
  const later = cold.slice(1);
  return {
    cold: spreadOf(later.map(({ ms }) => ms)), warm: spreadOf(warm.slice(1)), ten: spreadOf(ten.slice(1)),
    ...floors.figures(), awake: spreadOf(awake.slice(1)), asleep: spreadOf(asleep.slice(1)),
    handshakes: spreadOf(later.map(({ handshakes }) => handshakes)).most, preflights: spreadOf(later.map(({ preflights }) => preflights)).most,
  };
}
