import { firefoxPath, startFirefoxProduct } from '../e2e/firefoxProduct.js';
import type { Running } from './killing.js';

/** Starts Firefox with the built extension on a profile that is kept, at the options page. */
export async function startFirefox(profile: string): Promise<Running> {
  const binary = firefoxPath();
  if (binary === undefined) throw new Error('Firefox is missing: install it (Debian: `apt-get install firefox-esr`).');
  const product = await startFirefoxProduct(binary, { profile });
  const { evaluate } = await product.open('options.html').catch(async (thrown: unknown) => {
    await product.kill();
    throw thrown;
  });
  return { evaluate, kill: product.kill, key: product.emulator.alice, close: product.close };
}
