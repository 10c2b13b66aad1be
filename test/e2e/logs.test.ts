import type { ConsoleMessage, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forgetMfaSessions, nextConsole } from './browserState.js';
import { optionsPage, passphrase } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { type Product, startProduct } from './product.js';
import { codeIn, secretsIn, secretsOf } from './secrets.js';

const planted = { page: `planted-${crypto.randomUUID()}`, worker: `planted-${crypto.randomUUID()}`, error: `planted-${crypto.randomUUID()}` };
const wrongPassphrase = 'nearly the right passphrase 7';
const said: string[] = [];
let product: Product;

/** Notes what was said, and what was handed along with it. */
function note(message: ConsoleMessage): void {
  said.push(message.text());
  for (const argument of message.args()) void argument.jsonValue().then((value) => said.push(JSON.stringify(value) ?? ''), () => undefined);
}

/** The popup in a tab of its own: what is said in the real one cannot be heard, because it closes. */
async function popupTab(): Promise<Page> {
  const page = await product.context.newPage();
  await page.goto(product.page('popup.html'));
  return page;
}

async function chooseIn(popup: Page, role: string): Promise<void> {
  await popup.getByRole('combobox').fill(role);
  // In a tab of its own, also where its console is open already.
  await popup.getByRole('option').first().click({ modifiers: ['Alt'] });
}

beforeAll(async () => {
  product = await startProduct();
  const { context, worker, emulator } = product;
  context.on('console', note);
  context.on('weberror', (thrown) => said.push(`${thrown.error().message}\n${thrown.error().stack}`));
  let options = await plantDemo(product);

  const popup = await popupTab();
  await chooseIn(popup, 'prod-admin');
  await popup.locator('#code').fill('000000');
  await popup.getByText('That code was not accepted.').waitFor();
  await nextConsole(product, () => popup.locator('#code').fill(emulator.device.freshCode()));

  await forgetMfaSessions(product);
  emulator.behaviour.stsCors = false;
  const unreachable = await popupTab();
  await chooseIn(unreachable, 'prod-admin');
  await unreachable.locator('#code').fill(emulator.device.freshCode());
  await unreachable.getByText('No answer came from sts.us-east-1.amazonaws.com.').waitFor();

  await options.bringToFront();
  await options.getByRole('button', { name: 'Vault' }).click();
  // Locking closes our tabs, so that nothing of the vault stays in their memory.
  const closed = options.waitForEvent('close');
  await options.getByRole('button', { name: 'Lock now' }).click();
  await closed;
  options = await optionsPage(product);
  await options.getByLabel('Passphrase', { exact: true }).fill(wrongPassphrase);
  await options.keyboard.press('Enter');
  await options.getByText('That is not the passphrase of this vault.').waitFor();

  await options.evaluate(({ page, error }) => {
    console.error('a page says', { page });
    setTimeout(() => { throw new Error(error); });
  }, planted);
  await worker.evaluate((text) => console.log('the worker says', { text }), planted.worker);
});
afterAll(() => product?.close());

describe('what pages and the worker say to the console', () => {
  it('is heard: text, what is handed along, and errors that nobody caught', async () => {
    for (const text of Object.values(planted)) await expect.poll(() => said.join('\n')).toContain(text);
  });

  it('holds no passphrase, key, session, token or code, when all goes well and when it does not', () => {
    const { emulator } = product;
    const secrets = new Map([...secretsOf(emulator), ['wrong passphrase', wrongPassphrase], ['MFA device', emulator.alice.mfaSerial]]);
    expect(secrets.get('passphrase')).toBe(passphrase);
    expect(secrets.size).toBeGreaterThanOrEqual(10);
    expect(secretsIn(said.join('\n'), secrets)).toEqual([]);
    expect(emulator.issued.codes).toHaveLength(3);
    expect(codeIn(said.join('\n'), emulator.issued.codes)).toBe(false);
  });
});
