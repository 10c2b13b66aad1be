import type { Page } from 'playwright-core';
import { type Product, startProduct } from '../e2e/product.js';
import type { Running } from './killing.js';

/** The options page, which Chromium shows at every start of an extension that was named on its command line. */
async function shownOptions({ context, page }: Product): Promise<Page> {
  const address = page('options.html');
  const shown = (): Page | undefined => context.pages().find((one) => one.url() === address);
  for (let tries = 0; tries < 600 && !shown(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  const found = shown();
  if (!found) throw new Error('the options page was not shown');
  await found.waitForLoadState();
  return found;
}

/** Starts Chromium with the built extension on a profile that is kept, at the options page. */
export async function startChromium(profile: string): Promise<Running> {
  const product = await startProduct({ profile });
  const page = await shownOptions(product).catch(async (thrown: unknown) => {
    await product.kill();
    throw thrown;
  });
  return { evaluate: (expression) => page.evaluate(expression), kill: product.kill, key: product.emulator.alice, close: product.close };
}
