import type { Page } from 'playwright-core';
import { nextConsole } from '../e2e/browserState.js';
import { firstRun } from '../e2e/firstRun.js';
import { chooseRole, enterCode, openPopup } from '../e2e/popup.js';
import { startProduct } from '../e2e/product.js';
import { type Spread, spreadOf } from './statistics.js';

/** How soon a console is marked, and what that costs its page. */
export interface MarkFigures {
  /** Milliseconds from the navigation. */
  readonly marked: Spread;
  readonly painted: Spread;
  /** Of how many loads the mark came no later than the first paint. */
  readonly beforePaint: number;
  /** The largest score of layout shifts that a load had, 0 for none (Layout Instability API). */
  readonly shift: number;
  /** Milliseconds that our content script ran for while the page was loaded. */
  readonly script: Spread;
}

interface Load {
  /** Milliseconds after the navigation began. */
  readonly markedAt: number;
  readonly paintedAt: number;
  /** The score of all layout shifts, 0 for none (Layout Instability API). */
  readonly shift: number;
}

/** Runs in the page, before anything of it: notes when the stripe comes and when the page shifts. */
const observe = `(() => {
  const seen = globalThis.seen = { markedAt: undefined, shift: 0 };
  new MutationObserver((_, observer) => {
    if (!document.querySelector('sallyport-stripe')) return;
    seen.markedAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { seen.shift += value; })).observe({ type: 'layout-shift', buffered: true });
})()`;

async function load(page: Page): Promise<Load> {
  await page.reload();
  await page.locator('#buckets:not([data-state=loading])').waitFor();
  return page.evaluate<Load>(`({ ...globalThis.seen, paintedAt: performance.getEntriesByName('first-paint')[0]?.startTime })`);
}

/** Milliseconds that our content script ran while a page was loaded, sampled every half a millisecond. */
async function scriptMs(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 500 });
  await session.send('Profiler.start');
  await load(page);
  const { profile: { nodes, samples = [], timeDeltas = [] } } = await session.send('Profiler.stop');
  await session.detach();
  const ours = new Set(nodes.filter(({ callFrame }) => callFrame.url.endsWith('/content.js')).map(({ id }) => id));
  return samples.reduce((sum, id, at) => sum + (ours.has(id) ? timeDeltas[at] ?? 0 : 0), 0) / 1000;
}

/** Loads the page of one console again and again, in Chromium. */
export async function measureMarks(rounds: number): Promise<MarkFigures> {
  const product = await startProduct();
  try {
    await firstRun(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { page } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    await page.addInitScript(observe);
    await page.bringToFront();
    const loads: Load[] = [];
    const scripts: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      loads.push(await load(page));
      scripts.push(await scriptMs(page));
    }
    return {
      marked: spreadOf(loads.map(({ markedAt }) => markedAt)), painted: spreadOf(loads.map(({ paintedAt }) => paintedAt)),
      beforePaint: loads.filter(({ markedAt, paintedAt }) => markedAt <= paintedAt).length,
      shift: Math.max(...loads.map(({ shift }) => shift)), script: spreadOf(scripts),
    };
  } finally {
    await product.close();
  }
}
