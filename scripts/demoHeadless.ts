import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Emulator } from '../test/aws/emulator.js';
import { firstRun, passphrase } from '../test/e2e/firstRun.js';
import { chooseRole, enterCode, openPopup } from '../test/e2e/popup.js';
import { type Product, startProduct } from '../test/e2e/product.js';

interface Opened {
  readonly account: string;
  readonly role: string;
  readonly region: string;
  readonly url: string;
  readonly mfaAuthenticated: boolean;
  readonly listBuckets: 'ok' | 'denied';
}

/** What CloudTrail says of the last ListBuckets in the account: whether the session carried MFA. */
function mfaAuthenticated(emulator: Emulator, accountId: string): boolean {
  const event = emulator.events.findLast(({ eventName, recipientAccountId }) =>
    eventName === 'ListBuckets' && recipientAccountId === accountId);
  return event?.userIdentity.sessionContext?.attributes.mfaAuthenticated === 'true';
}

/** Opens a role from the popup, with a code when one is asked for, and reads the console's page. */
async function open(product: Product, role: Emulator['roles'][number], code: string | undefined, shot: (name: string) => string): Promise<Opened> {
  const { emulator, context } = product;
  const popup = await openPopup(product);
  await popup.screenshot(shot('popup-roles'));
  const console = context.waitForEvent('page');
  await chooseRole(popup, role.name);
  if (code !== undefined) {
    await popup.until(`document.activeElement?.id === 'code'`);
    await popup.screenshot(shot('popup-code'));
    await enterCode(popup, code);
  }
  const page = await console;
  const listBuckets = await bucketsOn(page);
  await page.screenshot({ path: shot(`console-${role.name}`) });
  const url = page.url();
  return { account: role.accountId, role: role.name, region: role.region, url, mfaAuthenticated: mfaAuthenticated(emulator, role.accountId), listBuckets };
}

async function bucketsOn(page: Page): Promise<'ok' | 'denied'> {
  await page.waitForURL((url) => url.hostname.endsWith('console.aws.amazon.com'), { timeout: 20_000 });
  const state = await page.locator('#buckets:not([data-state=loading])').getAttribute('data-state', { timeout: 20_000 });
  return state === 'ok' ? 'ok' : 'denied';
}

/** Everything secret that the demo used or was given. All of it belongs to the emulated AWS. */
function secretsOf({ alice, issued }: Emulator): string[] {
  return [...new Set([
    alice.accessKeyId, alice.secretAccessKey, alice.totpSecret, passphrase,
    ...issued.codes, ...issued.sessionTokens, ...issued.secretAccessKeys, ...issued.signinTokens,
  ])];
}

/**
 * Goes the whole way by itself: options page, popup, code, console. Prints each step, and at the end a line of JSON.
 * Throws when a console is not what it must be.
 */
export async function demoHeadless(profile: string | undefined, screenshots: string, language: string): Promise<void> {
  const taken: string[] = [];
  const shot = (name: string): string => {
    const file = path.join(screenshots, `${name}.png`);
    if (!taken.includes(file)) taken.push(file);
    return file;
  };
  console.log('Starting the emulated AWS and the browser…');
  const product = await startProduct({ headless: true, language, ...(profile === undefined ? {} : { profile }) });
  try {
    console.log('Setting up through the options page: passphrase, identity, roles…');
    await firstRun(product, { language, shown: async (view, page) => { await page.screenshot({ path: shot(`options-${view}`), fullPage: true }); } });
    const opened: Opened[] = [];
    for (const role of product.emulator.roles) {
      const code = opened.length === 0 ? product.emulator.device.freshCode() : undefined;
      console.log(`Opening ${role.name} from the popup${code === undefined ? ', without a code' : `, with the MFA code ${code}`}…`);
      opened.push(await open(product, role, code, shot));
    }
    console.log(JSON.stringify({ opened, secrets: secretsOf(product.emulator), screenshots: taken }));
    const wrong = opened.filter((one) => !one.mfaAuthenticated || one.listBuckets !== 'ok');
    if (wrong.length > 0) throw new Error(`Not signed in with MFA: ${wrong.map(({ role }) => role).join(', ')}.`);
  } finally {
    await product.close();
  }
}
