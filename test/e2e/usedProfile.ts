import { unlockVault } from '../../src/core/vault/wraps.js';
import type { Emulator } from '../aws/emulator.js';
import { killBrowser, nextConsole, storedText } from './browserState.js';
import { keyMarkers, type Markers, textMarkers } from './disk.js';
import { firefoxFirstRun, openFirstConsole, press, retype } from './firefoxFirstRun.js';
import { startFirefoxProduct } from './firefoxProduct.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { secretsOf } from './secrets.js';

export type End = 'closed' | 'killed';

/** A browser that has been through a whole journey, and has secrets standing half typed in a form. */
export interface UsedProfile {
  /** Everything that may not be on its disk. */
  readonly markers: Markers;
  readonly codes: readonly string[];
  end(how: End): Promise<void>;
}

/** What was typed where the browser may write it down: stored on purpose, and into a field of an ordinary web page. */
export interface Controls {
  readonly stored: string;
  readonly typed: string;
}

const ordinaryPage = 'https://us-east-1.signin.aws.amazon.com/nothing';
const halfTyped = {
  secret: crypto.randomUUID().replaceAll('-', '').padEnd(40, 'x'),
  serial: `arn:aws:iam::111111111111:mfa/${crypto.randomUUID()}`,
  passphrase: `half a passphrase ${crypto.randomUUID()}`,
};
/** A field such as any web page has: what is typed into it, both browsers keep for when the tab is opened again. */
const addField = `document.body.append(Object.assign(document.createElement('textarea'), { id: 'field' }))`;

async function markersOf(emulator: Emulator, storedJson: string): Promise<Markers> {
  const stored = JSON.parse(storedJson) as { 'vault.active': 'A' | 'B' } & Record<string, unknown>;
  const dataKey = await unlockVault(stored[`vault.${stored['vault.active']}`], passphrase);
  const bytes = Buffer.from(await crypto.subtle.exportKey('raw', dataKey));
  const texts = new Map([
    ...secretsOf(emulator), ['MFA device', emulator.alice.mfaSerial],
    ['half-typed secret access key', halfTyped.secret], ['half-typed MFA device', halfTyped.serial], ['half-typed passphrase', halfTyped.passphrase],
  ]);
  return new Map([...textMarkers(texts), ...keyMarkers('data key', bytes)]);
}

/**
 * Opens one console, and a second one that AWS refuses with a page of its own because an identity is signed in already:
 * Chromium writes the body of a POST that is answered so into its session file.
 */
async function openConsoles(product: Product): Promise<void> {
  const first = await openPopup(product);
  await chooseRole(first, 'data-admin');
  await nextConsole(product, () => enterCode(first, product.emulator.device.freshCode()));
  const refused = product.context.waitForEvent('page');
  await chooseRole(await openPopup(product), 'staging-admin');
  // AWS's page was there for a moment; then ours took its place.
  await (await refused).getByText('Someone else is signed in').waitFor();
}

/** Uses Chromium on this profile. The controls come last, so that all else is on disk when they are. */
export async function useChromium(profile: string, controls: Controls): Promise<UsedProfile> {
  const product = await startProduct({ profile, emulator: { multiSession: 'opt-in' } });
  const { emulator, context } = product;
  await firstRun(product);
  await openConsoles(product);
  const markers = await markersOf(emulator, await storedText(product, 'local'));

  const options = await optionsPage(product);
  await options.getByRole('button', { name: 'Edit alice' }).click();
  await options.getByLabel('MFA device').fill(halfTyped.serial);
  await options.getByLabel('Secret access key').pressSequentially(halfTyped.secret);
  const vault = await context.newPage();
  await vault.goto(product.page('options.html'));
  await vault.getByRole('button', { name: 'Vault' }).click();
  await vault.getByLabel('Present passphrase').first().pressSequentially(halfTyped.passphrase);

  await options.evaluate((control) => (globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } })
    .chrome.storage.local.set({ control }), controls.stored);
  const web = await context.newPage();
  await web.goto(ordinaryPage);
  await web.evaluate(addField);
  await web.locator('#field').pressSequentially(controls.typed);
  await vault.bringToFront();
  return {
    markers, codes: emulator.issued.codes,
    async end(how) {
      if (how === 'killed') await killBrowser(product);
      await product.close();
    },
  };
}

/** Uses Firefox on this profile, in the same way. Its session is written every second instead of every 15. */
export async function useFirefox(binary: string, profile: string, controls: Controls): Promise<UsedProfile> {
  const preferences = { 'browser.sessionstore.interval': 1000, 'browser.sessionstore.interval.idle': 1000 };
  const product = await startFirefoxProduct(binary, { profile, preferences });
  const { emulator } = product;
  const options = await firefoxFirstRun(product);
  const console = await openFirstConsole(product);
  await console.until(`document.querySelector('#buckets:not([data-state=loading])')`);
  const markers = await markersOf(emulator, await options.evaluate('browser.storage.local.get(null).then(JSON.stringify)'));

  await press(options, 'Edit alice');
  await retype(options, 'MFA device', halfTyped.serial);
  await retype(options, 'Secret access key', halfTyped.secret);
  const vault = await product.open('options.html');
  await press(vault, 'Vault');
  await retype(vault, 'Present passphrase', halfTyped.passphrase);

  await options.evaluate(`browser.storage.local.set({ control: ${JSON.stringify(controls.stored)} })`);
  const web = await product.open(ordinaryPage);
  await web.evaluate(addField);
  await web.type('#field', controls.typed);
  return { markers, codes: emulator.issued.codes, end: (how) => (how === 'killed' ? product.kill() : product.close()) };
}
