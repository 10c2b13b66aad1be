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

interface Messages {
  readonly chrome: { readonly runtime: { sendMessage(message: object): Promise<{ readonly failure?: { readonly kind: string } } | undefined> } };
}

/** Has a page ask the background at a moment, in milliseconds since the epoch, and gives what was answered, and when it asked. */
function askAt(page: Page, at: number, asked: { readonly roleId: string; readonly code: string }): Promise<{ answer: string; askedAt: number }> {
  return page.evaluate(async ({ moment, message }) => {
    // A timer would be late by a millisecond or more.
    while (performance.timeOrigin + performance.now() < moment);
    const askedAt = performance.timeOrigin + performance.now();
    const reply = await (globalThis as unknown as Messages).chrome.runtime.sendMessage(message).catch(() => undefined);
    return { askedAt, answer: reply ? reply.failure?.kind ?? 'opened' : 'interrupted' };
  }, { moment: at, message: { call: 'openRole', asked } });
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
  const at = Date.now() + 50;
  const both = await Promise.all(pages.map((page, place) => askAt(page, at, { roleId: pair[place] ?? '', code })));
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
    const { context, page } = soaked.product;
    const pages = [await context.newPage(), await context.newPage()] as const;
    for (const one of pages) await one.goto(page('popup.html'));
    while (done.length < rounds) {
      done.push(await round(soaked, pages, pairs[done.length % pairs.length] ?? pairs[0]));
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
