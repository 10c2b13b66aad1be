import type { Emulator } from '../aws/emulator.js';
import { type Spread, spreadOf } from './statistics.js';

type Run = (expression: string) => Promise<unknown>;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What the browser itself takes, in milliseconds. */
export interface Floors {
  /** From opening one empty tab, and ten, to the last one's request. */
  readonly oneTab: Spread;
  readonly tenTabs: Spread;
  /**
   * The round trips of a journey, of one with an MFA session that lives, and of ten made by a page
   * that signs, checks and keeps nothing, into tabs that are opened meanwhile.
   */
  readonly bareCold: Spread;
  readonly bareWarm: Spread;
  readonly bareTen: Spread;
}

const signInHost = 'https://us-east-1.signin.aws.amazon.com';
const stsHost = 'https://sts.us-east-1.amazonaws.com';

/** Has a page open tabs, and gives the milliseconds until so many requests have arrived for a path of the sign-in host. */
async function untilAsked(emulator: Emulator, page: Run, path: string, count: number, expression: string): Promise<number> {
  const since = emulator.requests.length;
  const began = Date.now();
  await page(expression);
  for (const end = Date.now() + 20_000; Date.now() < end; await wait(2)) {
    const found = emulator.requests.slice(since).filter(({ url }) => url.includes(path));
    if (found.length >= count) return (found[count - 1]?.at ?? NaN) - began;
  }
  throw new Error(`${count} tabs did not open`);
}

/** So many tabs that are opened for an address of the sign-in host: from asking the browser to the last request. */
function tabsOnce(emulator: Emulator, page: Run, count: number): Promise<number> {
  return untilAsked(emulator, page, `/floor-${count}`, count,
    `Promise.all(Array.from({ length: ${count} }, () => chrome.tabs.create({ active: false, url: '${signInHost}/floor-${count}' }))).then(() => null)`);
}

/** As many consoles as are asked for by bare requests: one for all of them if there is no MFA session, then two for each, and its page. */
async function bareOnce(emulator: Emulator, page: Run, count: number, hasSession: boolean): Promise<number> {
  const get = (host: string): string => `await fetch('${host}/bare', { mode: 'no-cors', cache: 'no-store' });`;
  await page(`(async () => { ${get(stsHost)} ${get(signInHost)} })()`);
  return untilAsked(emulator, page, '/asked', count, `(async () => {
    const tabs = Array.from({ length: ${count} }, () => chrome.tabs.create({ active: ${count === 1}, url: 'about:blank' }));
    ${hasSession ? '' : get(stsHost)}
    await Promise.all(tabs.map(async (tab) => {
      ${get(stsHost)}
      ${get(signInHost)}
      await chrome.tabs.update((await tab).id, { url: '${signInHost}/asked' });
    }));
  })()`);
}

/** Measures the floors of `page`, a page of an extension; `tidy` closes the tabs that were opened. */
export function createFloors(emulator: Emulator, page: Run, tidy: () => Promise<void>) {
  const ways: Readonly<Record<keyof Floors, () => Promise<number>>> = {
    oneTab: () => tabsOnce(emulator, page, 1),
    tenTabs: () => tabsOnce(emulator, page, 10),
    bareCold: () => bareOnce(emulator, page, 1, false),
    bareWarm: () => bareOnce(emulator, page, 1, true),
    bareTen: () => bareOnce(emulator, page, 10, false),
  };
  const times: Record<keyof Floors, number[]> = { oneTab: [], tenTabs: [], bareCold: [], bareWarm: [], bareTen: [] };
  return {
    /** Measures each once. */
    async measure(): Promise<void> {
      for (const name of Object.keys(ways) as (keyof Floors)[]) {
        times[name].push(await ways[name]());
        await tidy();
      }
    },
    /** The figures of every round but the first one. */
    figures(): Floors {
      const of = (name: keyof Floors): Spread => spreadOf(times[name].slice(1));
      return { oneTab: of('oneTab'), tenTabs: of('tenTabs'), bareCold: of('bareCold'), bareWarm: of('bareWarm'), bareTen: of('bareTen') };
    },
  };
}
