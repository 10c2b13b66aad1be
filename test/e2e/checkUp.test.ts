import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../aws/policies.js';
import { axeFindings } from './axe.js';
import { approveOrigin } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { type Product, startProduct } from './product.js';
import { codeIn, secretsIn, secretsOf } from './secrets.js';

let product: Product;
let page: Page;
const seen: string[] = [];

/** What the page says of each check, by its title: the word for how it came out. */
async function outcomes(): Promise<Record<string, string>> {
  const rows = page.locator('.checks > li');
  const all = await rows.evaluateAll((items) => items.map((item) => [item.querySelector('b')?.textContent ?? '', item.querySelector('.state')?.textContent ?? '']));
  return Object.fromEntries(all) as Record<string, string>;
}
const row = (title: string) => page.locator('.checks > li').filter({ has: page.locator('b', { hasText: title }) });

/** The check-up as it is remembered, as text. */
async function remembered(): Promise<string> {
  type WithApi = { readonly chrome: { readonly storage: { readonly session: { get(key: string): Promise<unknown> } } } };
  return product.worker.evaluate(async () => JSON.stringify(await (globalThis as unknown as WithApi).chrome.storage.session.get('checkUp')));
}

/** Presses a button, and waits until the check-up that it begins is over. */
async function through(press: () => Promise<void>): Promise<Record<string, string>> {
  const begun = (): Promise<string | undefined> => page.locator('.outcome time').evaluateAll(([time]) => time?.getAttribute('datetime') ?? undefined);
  const before = await begun();
  await press();
  await expect.poll(begun).not.toBe(before);
  await page.getByText(/^Done\. /).waitFor();
  const found = await outcomes();
  seen.push(await page.locator('main').innerText());
  return found;
}

/** Looks something over, with a code if one is to be spent. */
async function check(of: string, code?: string): Promise<Record<string, string>> {
  await page.getByLabel('Identity or role').selectOption({ label: of });
  if (code !== undefined) await page.getByLabel('Code for alice').fill(code);
  return through(() => page.locator('form').getByRole('button', { name: 'Check', exact: true }).click());
}
const prod = 'prod-admin · Acme Prod';

beforeAll(async () => {
  product = await startProduct();
  for (const key of product.emulator.keys()) key.issuedAt = Date.now() - 120 * 86_400_000;
  page = await plantDemo(product);
  await page.getByRole('navigation').getByRole('button', { name: 'Check-up' }).click();
});
beforeEach(() => { product.emulator.requests.length = 0; });
afterAll(() => product?.close());

describe('a check-up', () => {
  it('of a role takes a code for the day, and says what it cannot know', async () => {
    const found = await check(prod, product.emulator.device.freshCode());
    expect(found).toEqual({
      'Access to AWS’s pages': 'Passed', 'Access key': 'Passed', 'This computer’s clock': 'Passed', 'MFA device': 'Passed', 'Length of the MFA session': 'Passed',
      'Age of the access key': 'Not known', 'Role prod-admin': 'Passed', 'The access key alone, without MFA': 'Passed', 'MFA in the role’s session': 'Not known',
      'Length of the console': 'Passed',
    });
    expect(product.emulator.requests.filter(({ action }) => action === 'GetSessionToken')).toHaveLength(1);
  });

  it('asks IAM once a click allows it, and warns of an old key', async () => {
    await approveOrigin(product, 'https://iam.amazonaws.com/*');
    const found = await through(() => row('Age of the access key').getByRole('button', { name: 'Allow access to iam.amazonaws.com' }).click());
    expect(found['Age of the access key']).toBe('Warning');
    await row('Age of the access key').getByText('Age in days: 120.').waitFor();
  });

  it('of a healthy role shows a tick at everything, with another code to compare with, and opens and changes nothing', async () => {
    for (const key of product.emulator.keys()) key.issuedAt = Date.now() - 12 * 86_400_000;
    const tabs = product.context.pages().length;
    const found = await check(prod, product.emulator.device.freshCode());
    expect(Object.values(found)).toEqual(Array.from({ length: 10 }, () => 'Passed'));
    await row('MFA in the role’s session').getByText('It arrives.').waitFor();
    await row('Age of the access key').getByText('Age in days: 12.').waitFor();
    const asked = new Set(product.emulator.requests.filter(({ method }) => method !== 'OPTIONS').map(({ action, url }) => action ?? url));
    expect([...asked].sort()).toEqual(['/federation', 'AssumeRole', 'GetAccessKeyInfo', 'GetCallerIdentity', 'ListAccessKeys']);
    expect(product.context.pages()).toHaveLength(tabs);
  });

  it('shows what it is at, and what is still to come', async () => {
    const hold = product.emulator.hold('GetCallerIdentity');
    await page.locator('form').getByRole('button', { name: 'Check', exact: true }).click();
    await row('Access key').filter({ hasText: 'Checking' }).waitFor();
    expect([(await outcomes())['Access to AWS’s pages'], (await outcomes())['Role prod-admin']]).toEqual(['Passed', 'Waiting']);
    expect(await page.locator('form').getByRole('button', { name: 'Checking…' }).isDisabled()).toBe(true);
    hold.release();
    await page.getByText(/^Done\. /).waitFor();
  });

  it('warns in red of a role that the key alone may assume, with the condition that its trust policy lacks', async () => {
    const role = product.emulator.organization.roles.find(({ name }) => name === 'sandbox-admin');
    if (!role) throw new Error('no role');
    const [statement] = role.trust.Statement;
    role.trust = { ...role.trust, Statement: [{ ...statement, Condition: {} }] } as PolicyDocument;
    const found = await check('sandbox-admin · Acme Staging');
    expect(found['The access key alone, without MFA']).toBe('Problem');
    await row('The access key alone').getByText('Anyone who has the access key of alice gets into sandbox-admin').waitFor();
    expect(await row('The access key alone').locator('pre').innerText()).toContain('"aws:MultiFactorAuthPresent": "true"');
    // The session that the key alone was given is what shows that MFA arrives.
    expect(found['MFA in the role’s session']).toBe('Passed');
    expect(await axeFindings(page)).toEqual([]);
  });

  it('names the hop that fails, with what AWS said, and does not try those behind it', async () => {
    const { organization } = product.emulator;
    const staging = organization.roles.find(({ name }) => name === 'staging-admin');
    organization.roles = organization.roles.filter((role) => role !== staging);
    const found = await check('data-admin · Acme Data');
    expect([found['Role staging-admin'], found['Role data-admin'], found['The access key alone, without MFA']]).toEqual(['Problem', 'Left out', 'Not known']);
    await row('Role staging-admin').getByText('What AWS said').click();
    await row('Role staging-admin').getByText('is not authorized to perform: sts:AssumeRole').waitFor();
    if (staging) organization.roles.push(staging);
  });

  it('of an identity is begun from its card, and says when a policy keeps IAM from telling', async () => {
    const { user } = product.emulator.organization;
    const policies = user.policies;
    user.policies = policies.filter(({ name }) => name !== 'RotateOwnKey');
    await page.getByRole('navigation').getByRole('button', { name: 'Identities' }).click();
    await page.getByRole('button', { name: 'Check alice' }).click();
    const found = await check('alice · 1111 1111 1111');
    expect(Object.keys(found)).toHaveLength(6);
    await row('Age of the access key').getByText('A policy does not let alice ask for it').waitFor();
    user.policies = policies;
  });

  it('finds nothing wrong with the page in dark and forced colours', async () => {
    for (const look of [{ colorScheme: 'dark', forcedColors: 'none' }, { colorScheme: 'dark', forcedColors: 'active' }] as const) {
      await page.emulateMedia(look);
      expect(await axeFindings(page)).toEqual([]);
    }
  });

  it('is copied as a text without a secret, and leaves none in what pages can read', async () => {
    await product.context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('Copied.').waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('[Passed] Access key\n    AWS knows it. It belongs to alice in 1111 1111 1111.');
    const stored = await remembered();
    expect(stored).toContain('keyBelongs');
    expect(codeIn(text, product.emulator.issued.codes)).toBe(false);
    expect(secretsIn(`${text}${stored}${seen.join('\n')}`, secretsOf(product.emulator))).toEqual([]);
  });

  it('is forgotten when the vault is locked', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();
    const closed = page.waitForEvent('close');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await closed;
    await expect.poll(remembered).toBe('{"checkUp":null}');
  });
});
