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

interface PopupPage {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<{ readonly failure?: { readonly kind: string } } | undefined> } };
  /** What the background answered, and when it was asked, in milliseconds since the epoch. */
  soakAnswer: Promise<{ readonly answer: string; readonly askedAt: number }>;
}

/** Has a page ask the background as soon as it hears the word for it. */
async function makeReady(page: Page, asked: { readonly roleId: string; readonly code: string }): Promise<void> {
  await page.evaluate((message) => {
    const { chrome } = globalThis as unknown as PopupPage;
    const word = new BroadcastChannel('soak');
    (globalThis as unknown as PopupPage).soakAnswer = new Promise((resolve) => {
      word.onmessage = () => {
        const askedAt = performance.timeOrigin + performance.now();
        const answered = chrome.runtime.sendMessage(message).then((reply) => (reply ? reply.failure?.kind ?? 'opened' : 'interrupted'), () => 'interrupted');
        word.close();
        void answered.then((answer) => resolve({ answer, askedAt }));
      };
    });
  }, { call: 'openRole', asked });
}

/** Gives the word to all pages at once. */
async function giveWord(page: Page): Promise<void> {
  await page.evaluate(() => new BroadcastChannel('soak').postMessage('now'));
}

function consoleTabs({ product: { context } }: Soaked): Page[] {
  return context.pages().filter((page) => /\/\/(?:[^/]*\.)?console\.aws\.amazon\.com\//.test(page.url()));
}

async function isListed(page: Page): Promise<boolean> {
  return await page.evaluate(() => document.getElementById('buckets')?.dataset['state']).catch(() => undefined) === 'ok';
}

async function round(soaked: Soaked, pages: readonly [Page, Page], pair: readonly [string, string]): Promise<Round> {
  const { product } = soaked;
  await forget(soaked, 'mfaSessions', 'flows', 'consoleTabs', 'launches');
  const before = calls(product, 'GetSessionToken');
  const code = product.emulator.device.freshCode();
  for (const [place, page] of pages.entries()) await makeReady(page, { roleId: pair[place] ?? '', code });
  await giveWord(soaked.options);
  const both = await Promise.all(pages.map((page) => page.evaluate(() => (globalThis as unknown as PopupPage).soakAnswer)));
  const wanted = new Set(pair).size;
  const allOpen = await came(async () => (await Promise.all(consoleTabs(soaked).map(isListed))).filter(Boolean).length >= wanted, 20_000);
  const sessionCalls = calls(product, 'GetSessionToken') - before;
  await Promise.all(consoleTabs(soaked).map((page) => page.close()));
  const [one, other] = both.map(({ askedAt }) => askedAt);
  return { answers: both.map(({ answer }) => answer), apartMs: Math.abs((one ?? 0) - (other ?? 0)), sessionCalls, allOpen };
}

const isAtOnce = ({ apartMs }: Round): boolean => apartMs < 1;

function missesOf({ answers, sessionCalls, allOpen }: Round, at: number): string[] {
  return [
    ...(sessionCalls === 1 ? [] : [`round ${at + 1}: ${sessionCalls} GetSessionToken`]),
    ...(allOpen ? [] : [`round ${at + 1}: a console is missing, after ${answers.join(' and ')}`]),
  ];
}

/** Two popups with one code ask in the same millisecond, again and again, each time without an MFA session. */
export const popups: Part = async ({ rounds, tell }) => {
  const soaked = await startSoak();
  const done: Round[] = [];
  try {
    await closeConsoles(soaked);
    const { context, page } = soaked.product;
    const pages = [await context.newPage(), await context.newPage()] as const;
    for (const one of pages) await one.goto(page('popup.html'));
    // A busy machine lets some of them ask a little apart: those rounds have to hold too, and do not count.
    while (done.filter(isAtOnce).length < rounds && done.length < 3 * rounds) {
      done.push(await round(soaked, pages, pairs[done.length % pairs.length] ?? pairs[0]));
      if (done.length % 10 === 0) tell(`${done.length} rounds`);
    }
  } finally {
    await soaked.close();
  }
  const total = done.reduce((sum, { sessionCalls }) => sum + sessionCalls, 0);
  const atOnce = done.filter(isAtOnce).length;
  return {
    wanted: `one GetSessionToken each in ${rounds} rounds`,
    found: `${atOnce} rounds in the same millisecond, ${done.length - atOnce} a little apart, ${total} GetSessionToken`,
    misses: [...done.flatMap(missesOf), ...(atOnce < rounds ? [`only ${atOnce} rounds were in the same millisecond`] : [])],
    figures: { rounds: done.length, atOnce, sessionCalls: total },
  };
};
