import fs from 'node:fs';
import type { Page } from 'playwright-core';
import { nextConsole } from '../e2e/browserState.js';
import { firstRun } from '../e2e/firstRun.js';
import { chooseRole, enterCode, openPopup } from '../e2e/popup.js';
import { startProduct } from '../e2e/product.js';

// How soon a console is marked, and what that costs the page: `npm run bench:marks`. It reports, and asserts nothing.
const rounds = 25;
const median = (numbers: readonly number[]): number => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;

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

const product = await startProduct();
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
const results = {
  rounds,
  markedMs: median(loads.map(({ markedAt }) => markedAt)),
  firstPaintMs: median(loads.map(({ paintedAt }) => paintedAt)),
  markedBeforeFirstPaint: loads.filter(({ markedAt, paintedAt }) => markedAt <= paintedAt).length,
  layoutShift: Math.max(...loads.map(({ shift }) => shift)),
  scriptMs: median(scripts),
  scriptMsMost: Math.max(...scripts),
};
fs.mkdirSync('artifacts', { recursive: true });
fs.writeFileSync('artifacts/marks.json', `${JSON.stringify(results, null, 2)}\n`);
console.log(results);
await product.close();
