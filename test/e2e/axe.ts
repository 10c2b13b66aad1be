import fs from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Target } from './target.js';

const source = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Results {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[] }[];
  readonly passes: number;
}

/** The rules whose result may depend on how the system asks a page to look; the others judge what does not change with it. */
const rulesOfLooks = ['color-contrast', 'focus-order-semantics', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'];

const run = (rules: object): string => `(async () => {
  // A colour that is still on its way to another would be judged as it is half-way.
  await Promise.allSettled(document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < 5000).map(({ finished }) => finished));
  const { violations, passes } = await axe.run(document, { runOnly: ${JSON.stringify(rules)} });
  return { violations: violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })) })), passes: passes.length };
})()`;

/** What axe finds wrong in a view, a line each. A view in which it finds nothing to look at is wrong too. */
export async function axeFindings(view: Page | Target, lookOnly = false): Promise<string[]> {
  const evaluate = <T>(expression: string): Promise<T> => (view as Pick<Target, 'evaluate'>).evaluate<T>(expression);
  if (!(await evaluate<boolean>('globalThis.axe !== undefined'))) await evaluate<unknown>(`${source}; 1`);
  const { violations, passes } = await evaluate<Results>(run(lookOnly ? { type: 'rule', values: rulesOfLooks } : { type: 'tag', values: tags }));
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\s+/g, ' ')}`));
  return passes < (lookOnly ? 1 : 5) ? ['axe has looked at next to nothing', ...found] : found;
}

/** How the person's system asks pages to look. */
const looks = [
  { colorScheme: 'light', forcedColors: 'none', reducedMotion: 'no-preference', contrast: 'no-preference' },
  { colorScheme: 'dark', forcedColors: 'none', reducedMotion: 'reduce', contrast: 'more' },
  { colorScheme: 'dark', forcedColors: 'active', reducedMotion: 'reduce', contrast: 'no-preference' },
] as const;

/** What axe finds in a page, however the system asks it to look. */
export async function findingsInAllLooks(page: Page, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks) {
    await page.emulateMedia(look);
    found.push(...(await axeFindings(page, look !== looks[0])).map((finding) => `${view}, ${look.colorScheme}, forced colours ${look.forcedColors}: ${finding}`));
  }
  return found;
}

/** The same for the popup, or another page that Playwright does not show. */
export async function popupFindings(popup: Target, view: string): Promise<string[]> {
  const found: string[] = [];
  for (const look of looks) {
    const { colorScheme, forcedColors, reducedMotion } = look;
    const features = [['prefers-color-scheme', colorScheme], ['forced-colors', forcedColors], ['prefers-reduced-motion', reducedMotion]];
    await popup.send('Emulation.setEmulatedMedia', { features: features.map(([name, value]) => ({ name, value })) });
    found.push(...(await axeFindings(popup, look !== looks[0])).map((finding) => `${view}, ${colorScheme}, forced colours ${forcedColors}: ${finding}`));
  }
  return found;
}
