import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInAllLooks } from './axe.js';
import { approveOrigin, nextConsole } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { secretsIn, secretsOf } from './secrets.js';

let product: Product;
let page: Page;
const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const row = (text: string) => page.locator('.discovery .row').filter({ hasText: text });

beforeAll(async () => {
  product = await startProduct();
  const { organization, behaviour } = product.emulator;
  behaviour.accountPages = [2, 0];
  const [prod] = organization.roles;
  const data = organization.accounts.find(({ name }) => name === 'Acme Data');
  if (!prod || !data) throw new Error('no prod, or no data');
  data.state = 'SUSPENDED';
  organization.roles.push({ ...prod, name: 'audit', arn: 'arn:aws:iam::222222222222:role/audit' });
  page = await plantDemo(product);
  await page.getByRole('navigation').getByRole('button', { name: 'Import and export' }).click();
});
afterAll(() => product?.close());

describe('finding roles in the organisation', () => {
  it('lists the accounts, page by page, with a role that may, and proposes what is not there', async () => {
    await approveOrigin(product, 'https://organizations.us-east-1.amazonaws.com/*');
    await page.bringToFront();
    await page.getByLabel('Role that lists the accounts').selectOption({ label: 'prod-admin' });
    await page.getByLabel('Role names to look for').fill('audit\nprod-admin');
    await page.getByLabel('Code for alice').fill(product.emulator.device.freshCode());
    await press('List the accounts');
    await page.getByText('AWS does not let prod-admin (2222 2222 2222) list the accounts').waitFor();
    await page.getByLabel('Role that lists the accounts').selectOption({ label: 'staging-admin' });
    expect(await page.getByLabel('Code for alice').count()).toBe(0);
    await press('List the accounts');
    await page.getByRole('heading', { name: 'Proposed roles · 7' }).waitFor();
    await page.getByText('Accounts: 5. Suspended or closed, and left out: 1. Roles that are in your list already: 1.').waitFor();
    expect(product.emulator.events.filter(({ eventName, errorCode }) => eventName === 'ListAccounts' && errorCode === undefined)).toHaveLength(3);
  });

  it('tries each, and says which can be assumed and why others cannot', async () => {
    await press('Try each');
    await page.getByText('Tried: 7. Work: 1. Refused: 6.').waitFor();
    expect(await row('Works').locator('b').allInnerTexts()).toEqual(['Acme Prod audit']);
    await row('Acme Staging audit').getByText('AWS does not let alice assume audit (3333 3333 3333).').waitFor();
    const tries = product.emulator.events.filter(({ eventName, requestParameters }) => eventName === 'AssumeRole' && requestParameters?.['durationSeconds'] === 900);
    expect(tries).toHaveLength(7);
    expect(await findingsInAllLooks(page, 'discovery')).toEqual([]);
  });

  it('adds those that work, of which one opens, and keeps no credentials where pages could read them', async () => {
    await press('Tick only those that work');
    await press('Add 1');
    await page.getByText('Imported. Added: 1, changed: 0.').waitFor();
    await page.getByRole('button', { name: 'Undo the import' }).waitFor();
    expect(secretsIn(await page.locator('main').innerText(), secretsOf(product.emulator))).toEqual([]);
    const { buckets } = await nextConsole(product, async () => chooseRole(await openPopup(product), 'Acme Prod audit'));
    expect(buckets).toBe('ok');
  });
});
