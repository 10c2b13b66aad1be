import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { calls, forgetMfaSessions, nextConsole } from './browserState.js';
import { optionsPage } from './firstRun.js';
import { plantDemo } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup, type Popup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  await plantDemo(product);
});
afterAll(() => product?.close());
beforeEach(() => forgetMfaSessions(product));
afterEach(() => {
  product.emulator.behave();
  product.emulator.setClock(0);
});

const minute = 60_000;
const code = (): string => product.emulator.device.freshCode();

async function chosen(role = 'prod-admin'): Promise<Popup> {
  const popup = await openPopup(product);
  await chooseRole(popup, role);
  return popup;
}

/** Opens a role with a fresh code, and says what its console shows. */
async function opens(role = 'prod-admin'): Promise<string | null> {
  const popup = await chosen(role);
  const { buckets } = await nextConsole(product, () => enterCode(popup, code()));
  await closePopup(popup);
  return buckets;
}

/** Makes the MFA session look as old as it is to AWS, whose clock went on. */
async function age(minutes: number): Promise<void> {
  product.emulator.setClock(minutes * minute);
  const page = await optionsPage(product);
  await page.evaluate(async (ms) => {
    interface Session { readonly expiresAt: number }
    const { storage } = (globalThis as unknown as { chrome: { storage: { session: { get(key: string): Promise<{ mfaSessions: Record<string, Session> }>; set(values: object): Promise<void> } } } }).chrome;
    const { mfaSessions } = await storage.session.get('mfaSessions');
    await storage.session.set({ mfaSessions: Object.fromEntries(Object.entries(mfaSessions).map(([id, session]) => [id, { ...session, expiresAt: session.expiresAt - ms }])) });
  }, minutes * minute);
}

describe('a call that fails and may be made again', () => {
  it.each([
    ['AssumeRole is throttled twice', 'AssumeRole', { kind: 'throttle' }],
    ['AssumeRole is answered by a page of a proxy', 'AssumeRole', { kind: 'html', status: 503 }],
    ['AssumeRole is answered by half', 'AssumeRole', { kind: 'garbled' }],
    ['the connection to the sign-in host breaks', 'getSigninToken', { kind: 'drop', when: 'before' }],
    ['the sign-in host is in trouble', 'getSigninToken', { kind: 'html', status: 500 }],
  ] as const)('is: %s', async (_, action, mishap) => {
    const before = calls(product, 'GetSessionToken');
    const fault = product.emulator.misbehave({ action, mishap, times: 2 });
    expect(await opens()).toBe('ok');
    expect([fault.befallen, calls(product, 'GetSessionToken') - before]).toEqual([2, 1]);
  });
});

describe('a call with a code', () => {
  it('is made once, though its answer is lost, and the code is not taken a second time', async () => {
    const before = calls(product, 'GetSessionToken');
    // The browser itself sends once more what a kept connection has lost.
    product.emulator.misbehave({ action: 'GetSessionToken', mishap: { kind: 'drop', when: 'after' }, times: 2 });
    const popup = await chosen();
    const spent = code();
    await enterCode(popup, spent);
    await popup.sees('AWS has not answered in time, and may have seen the code.');
    const sent = calls(product, 'GetSessionToken') - before;
    await popup.until(`document.activeElement?.id === 'code' && document.activeElement.value === ''`);
    await popup.type(spent);
    await popup.sees('That code was used already.');
    expect(calls(product, 'GetSessionToken') - before).toBe(sent);
    const { buckets } = await nextConsole(product, () => enterCode(popup, code()));
    expect(buckets).toBe('ok');
  });
});

describe('a journey that fails on the way', () => {
  it('names the role that failed, and keeps what was reached', async () => {
    product.emulator.removeRole('data-admin');
    const popup = await chosen('data-admin');
    await enterCode(popup, code());
    await popup.sees('AWS does not let alice assume data-admin');
    expect(await popup.evaluate(`[...document.querySelectorAll('.step')].map((step) => step.className.split('-').pop()).join(' ')`)).toBe('done done failed waiting waiting');
    await closePopup(popup);
    product.emulator.restoreRole('data-admin');
    const again = await openPopup(product);
    const { buckets } = await nextConsole(product, () => again.click('Try again'));
    expect(buckets).toBe('ok');
  });

  it('because the MFA session ended before its time asks for a code, once', async () => {
    expect(await opens()).toBe('ok');
    product.emulator.expireSessions('mfa');
    const popup = await chosen('staging-admin');
    await popup.sees('The MFA session of alice has ended.');
    const { buckets } = await nextConsole(product, () => enterCode(popup, code()));
    expect(buckets).toBe('ok');
    await closePopup(popup);
  });

  it('because a policy limits the age of MFA takes a fresh session with a new code', async () => {
    expect(await opens()).toBe('ok');
    const role = product.emulator.organization.roles.find(({ name }) => name === 'sandbox-admin');
    if (!role) throw new TypeError('the emulated AWS has no sandbox-admin');
    const { trust } = role;
    role.trust = { ...trust, Statement: trust.Statement.map((statement) => ({ ...statement, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '900' } } })) };
    await age(40);
    const popup = await chosen('sandbox-admin');
    await popup.sees('AWS does not let alice assume sandbox-admin');
    await popup.click('Use a new code');
    const { buckets } = await nextConsole(product, () => enterCode(popup, code()));
    expect(buckets).toBe('ok');
    role.trust = trust;
    await closePopup(popup);
  });
});

it.each([['3 min behind', 3], ['10 min ahead', -10], ['24 h 0 m behind', 1440]] as const)('a clock that is %s is allowed for, and told', async (told, minutes) => {
  product.emulator.setClock(minutes * minute);
  const before = calls(product, 'GetSessionToken');
  expect(await opens()).toBe('ok');
  expect(calls(product, 'GetSessionToken') - before).toBeLessThanOrEqual(2);
  const popup = await openPopup(product);
  await popup.sees(`This computer’s clock is ${told}.`);
  await closePopup(popup);
});
