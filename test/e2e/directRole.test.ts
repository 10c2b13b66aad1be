import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/core/catalogue.js';
import { calls, nextConsole } from './browserState.js';
import { stripeTime } from './consoleMark.js';
import { aliceOf, plantVault } from './plantedVault.js';
import { chooseRole, closePopup, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;

async function plantRoles(one: Product): Promise<void> {
  const { emulator } = one;
  const role = (name: string, more: Partial<Role> = {}): Role => {
    const { arn = '', region = '' } = emulator.roles.find((listed) => listed.name === name) ?? {};
    return { id: name, name, arn, region, colour: '#d9610a', destination: '', source: { kind: 'identity', id: 'alice' }, strategy: 'direct', ...more };
  };
  await plantVault(one, {
    identities: [aliceOf(emulator)], rules: [],
    roles: [role('staging-admin', { durationSeconds: 43_200 }), role('data-admin', { source: { kind: 'role', id: 'staging-admin' } }), role('prod-admin', { strategy: 'mfaSession' })],
  });
}

beforeAll(async () => {
  product = await startProduct();
  await plantRoles(product);
});
afterAll(() => product?.close());

describe('a role that signs in directly', () => {
  it('asks a code of its own, and is told that the organisation denies it', async () => {
    const before = [calls(product, 'GetSessionToken'), product.emulator.events.length] as const;
    const popup = await openPopup(product);
    await chooseRole(popup, 'staging-admin');
    await popup.sees('A code of its own');
    await enterCode(popup, product.emulator.device.freshCode());
    await popup.sees('The organisation of 3333 3333 3333 refuses calls without MFA');
    expect(calls(product, 'GetSessionToken')).toBe(before[0]);
    const { requestParameters } = product.emulator.events.slice(before[1]).find(({ eventName }) => eventName === 'AssumeRole') ?? {};
    expect(requestParameters).toMatchObject({ serialNumber: product.emulator.alice.mfaSerial });
    await popup.press('Escape');
    await closePopup(popup);
  });

  it('asks another code the next time, and opens all the same when the person wants that: for 12 hours, and denied everything', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'staging-admin');
    await enterCode(popup, product.emulator.device.freshCode());
    await popup.click('Open it all the same');
    const { page, buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('denied');
    const ends = Date.now() + 12 * 3_600_000;
    expect([ends, ends - 60_000].map((at) => `${new Date(at).toISOString().slice(11, 16)} UTC`)).toContain(await page.locator('dt:text-is("Until") + dd').innerText());
    await expect.poll(() => stripeTime(page)).toMatch(/^ · (12 h 0|11 h 59) m$/);
    const listing = product.emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');
    expect(listing?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('false');
    await closePopup(popup);
  });

  it('behind another is refused by it, and opens through the MFA session when the person says so', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'data-admin');
    await enterCode(popup, product.emulator.device.freshCode());
    await popup.sees('It has no MFA, because it signs in directly');
    const { page, buckets } = await nextConsole(product, async () => {
      await popup.click('Use the MFA session instead');
      await enterCode(popup, product.emulator.device.freshCode());
    });
    expect(buckets).toBe('ok');
    expect(page.url()).toContain('444444444444');
    await closePopup(popup);
    const again = await openPopup(product);
    const second = await nextConsole(product, () => chooseRole(again, 'data-admin'));
    expect(second.buckets).toBe('ok');
  });
});

describe('a role that signs in directly, where someone else is signed in', () => {
  it('asks for another code behind AWS’s page, and opens with it', async () => {
    const other = await startProduct({ emulator: { multiSession: 'opt-in' } });
    try {
      await plantRoles(other);
      await nextConsole(other, async () => {
        const popup = await openPopup(other);
        await chooseRole(popup, 'prod-admin');
        await enterCode(popup, other.emulator.device.freshCode());
      });
      const popup = await openPopup(other);
      await chooseRole(popup, 'staging-admin');
      await enterCode(popup, other.emulator.device.freshCode());
      await popup.click('Open it all the same');
      const opened = other.context.waitForEvent('page');
      await enterCode(popup, other.emulator.device.freshCode());
      const tab = await opened;
      await tab.getByRole('button', { name: 'Turn on multi-session and go on' }).click();
      const field = tab.getByRole('textbox');
      await field.waitFor();
      await field.fill('000000');
      await tab.getByText('That code was not accepted.').waitFor();
      await field.fill(other.emulator.device.freshCode());
      await tab.waitForURL(/console\/home/);
      await expect.poll(() => stripeTime(tab)).toMatch(/^ · (12 h 0|11 h 59) m$/);
    } finally {
      await other.close();
    }
  });
});
