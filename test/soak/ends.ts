import type { Page } from 'playwright-core';
import { openPopup, type Popup } from '../e2e/popup.js';
import { wordsOf } from '../e2e/words.js';
import type { Soaked } from './setup.js';

/** How a journey ends: in a console, with the popup asking for a code or saying what to do, with a page that says so, or not. */
export type End = 'console' | 'code' | 'words' | 'hung';

const say = wordsOf('en');
/** Nobody waits longer. */
const patienceMs = 25_000;
/** After this long without popup or console, a person opens the popup to see. */
const lookAfterMs = 2000;

const consoleHost = /(^|\.)console\.aws\.amazon\.com$/;
const underWay = [say('launch_title'), say('launch_waiting'), say('launch_slow'), ''];

/** What a tab has come to. */
async function tabEnd({ product }: Soaked, page: Page): Promise<'console' | 'words' | undefined> {
  const address = page.url();
  if (address.startsWith(product.page('launch.html'))) {
    const said = await page.evaluate(() => document.getElementById('say')?.textContent ?? '').catch(() => '');
    return underWay.includes(said) ? undefined : 'words';
  }
  if (!URL.canParse(address) || !consoleHost.test(new URL(address).hostname)) return undefined;
  const state = await page.evaluate(() => document.getElementById('buckets')?.dataset['state']).catch(() => undefined);
  return state === 'ok' ? 'console' : undefined;
}

const shownByPopup = `(() => {
  const failure = document.querySelector('.failure');
  if (!failure?.innerText.trim()) return null;
  const code = document.getElementById('code');
  // A code that is on its way keeps its field closed.
  if (code) return code.readOnly ? null : 'code';
  return failure.querySelector('.buttons button') ? 'words' : null;
})()`;

async function popupEnd(popup: Popup | undefined): Promise<'code' | 'words' | undefined> {
  if (!popup || !(await popup.isOpen())) return undefined;
  return await popup.evaluate<'code' | 'words' | null>(shownByPopup).catch(() => null) ?? undefined;
}

interface Ended {
  readonly end: End;
  /** What the popup says, if it is on screen. */
  readonly said: string;
  readonly popup?: Popup | undefined;
}

async function sentenceOf(popup: Popup | undefined): Promise<string> {
  return await popup?.evaluate<string>(`document.querySelector('.failure > p')?.textContent ?? ''`).catch(() => '') ?? '';
}

/**
 * Waits for the end of a journey that is under way, and gives it with the popup that shows it. Where there is neither console nor
 * popup the popup is opened, as a person would do.
 */
export async function endOf(soaked: Soaked, shown: Popup | undefined): Promise<Ended> {
  const { product: { context } } = soaked;
  let popup = shown;
  let nothingSince = Date.now();
  for (const until = Date.now() + patienceMs; Date.now() < until; await new Promise((resolve) => setTimeout(resolve, 30))) {
    const tabs = await Promise.all(context.pages().map((page) => tabEnd(soaked, page)));
    const end = tabs.includes('console') ? 'console' : await popupEnd(popup) ?? (tabs.includes('words') ? 'words' : undefined);
    if (end) return { end, popup, said: end === 'console' ? '' : await sentenceOf(popup) };
    if (popup && await popup.isOpen()) nothingSince = Date.now();
    else if (Date.now() - nothingSince > lookAfterMs) {
      popup = await openPopup(soaked.product);
      nothingSince = Date.now();
    }
  }
  return { end: 'hung', popup, said: await sentenceOf(popup) };
}
