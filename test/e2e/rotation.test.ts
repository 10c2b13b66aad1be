import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findingsInAllLooks } from './axe.js';
import { approveOrigin, calls, nextConsole, storedText, stopWorkerBehind } from './browserState.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';
import { codeIn, secretsIn, secretsOf } from './secrets.js';

let product: Product;
let page: Page;
const card = () => page.locator('li.card').filter({ hasText: 'alice' });
const press = (name: string) => card().getByRole('button', { name }).click();
const tail = (at: number): string => product.emulator.keys()[at]?.accessKeyId.slice(-4) ?? '';

beforeAll(async () => {
  product = await startProduct();
  page = await plantDemo(product);
  for (const key of product.emulator.keys()) key.issuedAt = Date.now() - 120 * 86_400_000;
  await approveOrigin(product, 'https://iam.amazonaws.com/*');
  await page.bringToFront();
});
afterAll(() => product?.close());

describe('the keys of an identity', () => {
  it('have their MFA devices listed for the key alone, those among them that cannot be used here', async () => {
    await press('Edit alice');
    await page.getByRole('button', { name: 'List MFA devices' }).click();
    await page.getByRole('radio', { name: 'alice-phone' }).waitFor();
    expect(await page.getByRole('radio', { name: /^alice-key-U2FEXAMPLE This is a security key or passkey\./ }).isDisabled()).toBe(true);
    expect(await findingsInAllLooks(page, 'devices')).toEqual([]);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  it('are looked up with a code, and an old one is warned of', async () => {
    await press('Access keys of alice');
    await page.getByLabel('Code for alice').fill(product.emulator.device.freshCode());
    await press('Look up keys');
    await card().getByText('Key age in days: 120. It is time to rotate it.').waitFor();
    await card().getByText('last used').waitFor();
  });

  it('are rotated through a stop of the worker, which leaves the old one in use and the new one in the vault', async () => {
    product.emulator.behaviour.newKeyUnknownMs = 1500;
    const hold = product.emulator.hold('GetCallerIdentity');
    await press('Rotate key');
    await hold.arrived;
    await stopWorkerBehind(product);
    hold.release();
    await card().getByText(`The key in use is …${tail(0)}, and works. The new key …${tail(1)} is in the vault, but not in use yet.`).waitFor();
    const made = calls(product, 'CreateAccessKey');
    await press('Go on rotating');
    await card().getByText(`The key in use is …${tail(1)}. The old key …${tail(0)} is inactive.`).waitFor();
    expect([made, calls(product, 'CreateAccessKey'), calls(product, 'DeleteAccessKey')]).toEqual([1, 1, 0]);
    expect(product.emulator.keys().map(({ inactive }) => inactive)).toEqual([true, undefined]);
    expect(await findingsInAllLooks(page, 'keys')).toEqual([]);
  });

  it('never show a secret in what is stored, or on the page', async () => {
    const secrets = new Map([...secretsOf(product.emulator)].filter(([name]) => name !== 'access key ID'));
    const text = [await storedText(product, 'local'), await storedText(product, 'session'), await page.content()].join('\n');
    expect(secretsIn(text, secrets)).toEqual([]);
    expect(codeIn(await page.content(), product.emulator.issued.codes)).toBe(false);
  });

  it('open consoles with the new one, after another code', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
    expect(product.emulator.events.findLast(({ eventName }) => eventName === 'GetSessionToken')?.userIdentity.accessKeyId).toBe(product.emulator.keys()[1]?.accessKeyId);
    await closePopup(popup);
  });

  it('are deleted when they are named, and not before', async () => {
    await page.bringToFront();
    const old = tail(0);
    await press(`Delete …${old}`);
    expect(await card().getByRole('button', { name: `Delete …${old}` }).isDisabled()).toBe(true);
    await card().getByLabel(`Type ${old} to delete it.`).fill(old);
    await press(`Delete …${old}`);
    await card().getByText('Rotating makes a new key').waitFor();
    expect(product.emulator.keys()).toHaveLength(1);
    await card().getByText('Key age in days: 0').waitFor();
  });
});
