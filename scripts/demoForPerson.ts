import process from 'node:process';
import { firstRun, passphrase } from '../test/e2e/firstRun.js';
import { startProduct } from '../test/e2e/product.js';

/** Sets the demo organisation up in a visible browser, then shows the current MFA code until the browser is closed. */
export async function demoForPerson(profile: string | undefined, language: string): Promise<void> {
  console.log('Starting the emulated AWS and the browser…');
  const product = await startProduct({ headless: false, language, ...(profile === undefined ? {} : { profile }) });
  const closed = new Promise<void>((resolve) => product.context.on('close', () => resolve()));
  console.log('Setting up through the options page: passphrase, identity, roles…');
  await firstRun(product, { language });
  console.log(`
The browser is yours. Press Ctrl+Shift+Y, or the Sallyport icon (it may be behind the puzzle piece), and choose a role.
The vault's passphrase, should it ask: ${passphrase}
Close the browser to end.
`);
  const device = setInterval(() => show(product.emulator.device.code()), 1000);
  await closed;
  clearInterval(device);
  process.stdout.write('\n');
  await product.close();
}

let shown = '';

/** The authenticator's display: renewed every second on a terminal, printed once for each code elsewhere. */
function show({ code, secondsLeft }: { code: string; secondsLeft: number }): void {
  if (process.stdout.isTTY) process.stdout.write(`\rMFA code of alice: ${code} (${secondsLeft} s left)   `);
  else if (code !== shown) console.log(`MFA code of alice: ${code} (${secondsLeft} s left)`);
  shown = code;
}
