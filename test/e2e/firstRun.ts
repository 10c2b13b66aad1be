import type { Page } from 'playwright-core';
import type { Emulator } from '../aws/emulator.js';
import type { Product } from './product.js';
import { wordsOf } from './words.js';

export const passphrase = 'correct horse battery staple 7';

export interface FirstRunOptions {
  readonly language?: string;
  /** Called after each view is filled in, for a picture of it. */
  readonly shown?: (view: 'words' | 'passphrase' | 'identity' | 'roles' | 'settings', page: Page) => Promise<void>;
  readonly passphrase?: string;
}

/** Sets the demo organisation up through the options page, as a person would: passphrase, identity, roles. */
export async function firstRun(product: Product, options: FirstRunOptions = {}): Promise<Page> {
  const say = wordsOf(options.language ?? 'en');
  const { emulator: { alice, roles } } = product;
  const page = await optionsPage(product);
  await options.shown?.('words', page);
  await page.getByRole('button', { name: say('typeMyOwn') }).click();
  await page.getByLabel(say('passphrase'), { exact: true }).fill(options.passphrase ?? passphrase);
  await page.getByLabel(say('passphraseAgain')).fill(options.passphrase ?? passphrase);
  await options.shown?.('passphrase', page);
  await page.getByRole('button', { name: say('makeVault') }).click();

  await page.getByLabel(say('accessKeyId')).fill(alice.accessKeyId);
  await page.getByLabel(say('secretAccessKey')).fill(alice.secretAccessKey);
  await page.getByLabel(say('secretAccessKey')).blur();
  await page.getByLabel(say('mfaSerial')).fill(alice.mfaSerial);
  await options.shown?.('identity', page);
  await page.getByRole('button', { name: say('addIdentity') }).click();

  for (const role of roles) await addRole(page, role, roles, say, () => options.shown?.('roles', page));
  await page.getByRole('button', { name: say('finish'), exact: true }).click();
  await page.getByRole('heading', { name: say('identities') }).waitFor();
  await options.shown?.('settings', page);
  return page;
}

/** The options page: the one that the first installation opened, or a new tab. */
export async function optionsPage(product: Product): Promise<Page> {
  const address = product.page('options.html');
  const open = product.context.pages().find((page) => page.url().startsWith(address));
  const page = open ?? await product.context.newPage();
  if (!open) await page.goto(address);
  await page.bringToFront();
  return page;
}

/** Goes to a section of the settings, and waits for it: some are loaded when they are shown for the first time. */
export async function showSection(page: Page, name: string, say: ReturnType<typeof wordsOf>): Promise<void> {
  const title = say(`section_${name}`);
  await page.getByRole('navigation').getByRole('button', { name: title, exact: true }).click();
  await page.locator('nav [aria-current=page]').getByText(title, { exact: true }).waitFor();
  await page.locator('main h1').waitFor();
}

async function addRole(
  page: Page, role: Emulator['roles'][number], all: Emulator['roles'], say: ReturnType<typeof wordsOf>,
  filled: () => Promise<void> | undefined,
): Promise<void> {
  await page.getByLabel(say('roleArn')).fill(role.arn);
  await page.getByLabel(say('roleArn')).blur();
  await page.getByLabel(say('accountName')).fill(role.accountName);
  await page.getByLabel(say('region')).fill(role.region);
  const behind = all.find(({ arn }) => arn === role.behind);
  if (behind) await page.getByLabel(say('source')).selectOption({ label: behind.name });
  await filled();
  await page.getByRole('button', { name: say('addRole') }).click();
  await page.getByRole('listitem').filter({ hasText: role.name }).first().waitFor();
  // The form is a new one then, for the next role.
  while (await page.getByLabel(say('roleArn')).inputValue() !== '') await page.waitForTimeout(10);
}
