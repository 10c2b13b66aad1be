import type { Page } from 'playwright-core';
import { wordsOf } from '../e2e/words.js';
import { came, type Soaked } from './setup.js';

/**
 * What a console's tab comes to: a console; an error that somebody shows there (we, AWS, or the browser); an empty page, where the
 * answer that AWS gave the browser was cut to nothing; or nothing within half a minute.
 */
export type TabEnd = 'console' | 'errorPage' | 'emptyPage' | 'hung';

const say = wordsOf('en');
const underWay = [say('launch_title'), say('launch_waiting'), say('launch_slow'), ''];
const patienceMs = 30_000;
/** A page that is loaded and empty may be on its way to another for so long. */
const emptyForMs = 2000;

interface Look {
  readonly address: string;
  readonly whole: boolean;
  readonly text: string;
  readonly isConsole: boolean;
}

function look(page: Page): Promise<Look | undefined> {
  return page.evaluate(() => ({
    address: document.URL, whole: document.readyState === 'complete', text: (document.getElementById('say') ?? document.body)?.innerText.trim() ?? '',
    isConsole: document.getElementById('buckets') !== null,
  })).catch(() => undefined);
}

function endIn({ product }: Soaked, { address, whole, text, isConsole }: Look): TabEnd | undefined {
  if (isConsole) return 'console';
  if (address.startsWith(product.page('launch.html'))) return underWay.includes(text) ? undefined : 'errorPage';
  if (!whole || address === 'about:blank') return undefined;
  return text === '' ? 'emptyPage' : 'errorPage';
}

/** Waits for what a tab comes to, and says what it shows where that is no console. */
export async function tabEnd(soaked: Soaked, page: Page): Promise<{ readonly end: TabEnd; readonly text: string }> {
  let emptySince: number | undefined;
  let found: { end: TabEnd; text: string } = { end: 'hung', text: '' };
  const isOver = async (): Promise<boolean> => {
    const seen = await look(page);
    const end = seen && endIn(soaked, seen);
    emptySince = end === 'emptyPage' ? emptySince ?? Date.now() : undefined;
    if (!seen || !end || (emptySince !== undefined && Date.now() - emptySince < emptyForMs)) return false;
    found = { end, text: seen.text };
    return true;
  };
  if (!(await came(isOver, patienceMs))) return { end: 'hung', text: `${page.url()} ${(await look(page))?.text ?? ''}` };
  return found;
}
