import type { Page } from 'playwright-core';
import { calls } from '../e2e/browserState.js';
import { type Part } from './outcome.js';
import { came, closeConsoles, forget, type Soaked, startSoak } from './setup.js';

/** Both ask for the same role, or each for one of its own: the first has one journey, the second two that need one session. */
const pairs = [['prod-admin', 'prod-admin'], ['prod-admin', 'staging-admin'], ['data-admin', 'data-admin'], ['data-admin', 'sandbox-admin']] as const;

interface Round {
  readonly answers: readonly string[];
  readonly apartMs: number;
  readonly sessionCalls: number;
  /** Whether there is a console for each role that was asked for. */
  readonly allOpen: boolean;
}

interface PopupWindow extends Window {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<{ readonly failure?: { readonly kind: string } } | undefined> } };
}
type Opener = { soakPopups: readonly (PopupWindow | null)[] };

/** Opens two popups in tabs, from the page by which both are then made to ask: nothing comes in between there. */
async function openPopups({ product: { context, page }, options }: Soaked): Promise<void> {
  await options.evaluate((address) => {
    (globalThis as unknown as Opener).soakPopups = [1, 2].map(() => open(address) as PopupWindow | null);
  }, page('popup.html'));
  const shown = (): Page[] => context.pages().filter((one) => one.url() === page('popup.html'));
  if (!(await came(() => shown().length === 2, 5000))) throw new Error('the two popups did not open');
  await Promise.all(shown().map((one) => one.waitForLoadState()));
}

/** Has each popup ask for its role, and gives what was answered, and when they asked, in milliseconds. */
function askBoth({ options }: Soaked, pair: readonly string[], code: string): Promise<{ answer: string; askedAt: number }[]> {
  return options.evaluate(([roleIds, typed]) => Promise.all((globalThis as unknown as Opener).soakPopups.map(async (popup, at) => {
    const askedAt = performance.now();
    const reply = await popup?.chrome.runtime.sendMessage({ call: 'openRole', asked: { roleId: roleIds[at], code: typed } }).catch(() => undefined);
    return { askedAt, answer: reply ? reply.failure?.kind ?? 'opened' : 'interrupted' };
  })), [pair, code] as const);
}

function consoleTabs({ product: { context } }: Soaked): Page[] {
  return context.pages().filter((page) => /\/\/(?:[^/]*\.)?console\.aws\.amazon\.com\//.test(page.url()));
}

async function isListed(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.getElementById('buckets')?.dataset['state']).catch(() => undefined) === 'ok';
}

async function round(soaked: Soaked, pair: readonly [string, string]): Promise<Round> {
  const { product } = soaked;
  await forget(soaked, 'mfaSessions', 'flows', 'consoleTabs', 'launches');
  const before = calls(product, 'GetSessionToken');
  const code = product.emulator.device.freshCode();
  const both = await askBoth(soaked, pair, code);
  const wanted = new Set(pair).size;
  const allOpen = await came(async () => (await Promise.all(consoleTabs(soaked).map(isListed))).filter(Boolean).length >= wanted, 20_000);
  const sessionCalls = calls(product, 'GetSessionToken') - before;
  await Promise.all(consoleTabs(soaked).map((page) => page.close()));
  const [one, other] = both.map(({ askedAt }) => askedAt);
  return { answers: both.map(({ answer }) => answer), apartMs: Math.abs((one ?? 0) - (other ?? 0)), sessionCalls, allOpen };
}

function missesOf({ answers, sessionCalls, allOpen, apartMs }: Round, at: number): string[] {
  return [
    ...(sessionCalls === 1 ? [] : [`round ${at + 1}: ${sessionCalls} GetSessionToken`]),
    ...(allOpen ? [] : [`round ${at + 1}: a console is missing, after ${answers.join(' and ')}`]),
    ...(apartMs < 1 ? [] : [`round ${at + 1}: they asked ${apartMs.toFixed(2)} ms apart`]),
  ];
}

/** Two popups with one code ask in the same millisecond, again and again, each time without an MFA session. */
export const popups: Part = async ({ rounds, tell }) => {
  const soaked = await startSoak();
  const done: Round[] = [];
  try {
    await closeConsoles(soaked);
    await openPopups(soaked);
    while (done.length < rounds) {
      done.push(await round(soaked, pairs[done.length % pairs.length] ?? pairs[0]));
      if (done.length % 10 === 0) tell(`${done.length} rounds`);
    }
  } finally {
    await soaked.close();
  }
  const total = done.reduce((sum, { sessionCalls }) => sum + sessionCalls, 0);
  const apartMs = Math.max(...done.map((one) => one.apartMs));
  return {
    wanted: 'one GetSessionToken each',
    found: `${done.length} rounds, ${total} GetSessionToken, ${apartMs.toFixed(2)} ms apart at most`,
    misses: done.flatMap(missesOf),
    figures: { rounds: done.length, sessionCalls: total, apartMs },
  };
};
