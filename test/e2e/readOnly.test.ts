import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/core/catalogue.js';
import { withSessionData } from '../aws/policies.js';
import { allOpen, calls, nextConsole } from './browserState.js';
import { endTime, ringEarly } from './closingAlarm.js';
import { isHatched, markOn, stripeLabel } from './consoleMark.js';
import { addRoles } from './moreRoles.js';
import { aliceOf, plantVault } from './plantedVault.js';
import { chooseReadOnly, chooseRole, closePopup, enterCode, openPopup, pressWith, shownPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
  const { emulator } = product;
  addRoles(emulator, ['audited', 'careful', 'fleeting']);
  for (const role of emulator.organization.roles) if (role.name === 'audited') role.trust = withSessionData(role.trust);
  const role = (name: string, more: Partial<Role> = {}): Role => {
    const { arn = '', region = '', accountName = '' } = emulator.roles.find((listed) => listed.name === name) ?? {};
    return { id: name, name, arn, region, accountName, colour: '#c62828', destination: '', source: { kind: 'identity', id: 'alice' }, ...more };
  };
  await plantVault(product, {
    identities: [aliceOf(emulator)], rules: [{ id: 'r', on: 'role', pattern: 'careful', colour: '#c62828', guard: { confirm: true, readOnlyFirst: true } }],
    roles: [
      role('prod-admin'),
      role('audited', { sourceIdentity: '{user}={reason}', sessionTags: [{ key: 'Why', value: '{reason}' }], guard: { confirm: true } }),
      role('careful'), role('fleeting', { guard: { closeAfterMinutes: 1 } }),
    ],
  });
});
afterAll(() => product?.close());

/** Whether the page may create a bucket: a write. */
async function write(page: Page): Promise<string | null> {
  await page.locator('#create-bucket').click();
  return page.locator('#created[data-state]').getAttribute('data-state');
}

const label = (page: Page) => expect.poll(() => stripeLabel(page), { timeout: 10_000 });

describe('read-only', () => {
  let looking: Page;

  it('opens by Shift+Enter, also in another popup after a wrong code, with a hatched stripe that says so, and is denied a write', async () => {
    const first = await openPopup(product);
    await first.sees('⇧↵ read-only');
    await chooseReadOnly(first, 'prod-admin');
    await enterCode(first, '000000');
    await first.sees('That code was not accepted.');
    await closePopup(first);
    const popup = await openPopup(product);
    const opened = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    looking = opened.page;
    expect(opened.buckets).toBe('ok');
    await label(looking).toBe('● prod-admin · read-only · Acme Prod · ap-northeast-1');
    expect([await isHatched(looking), await looking.title()]).toEqual([true, '● prod-admin · read-only · Console Home | ap-northeast-1']);
    await expect.poll(() => badgeTitle(looking)).toMatch(/^prod-admin · read-only · Acme Prod · \d+ min$/);
    expect(await write(looking)).toBe('denied');
    await closePopup(popup);
  });

  it('stays so when the page is loaded again', async () => {
    await looking.reload();
    await label(looking).toBe('● prod-admin · read-only · Acme Prod · ap-northeast-1');
    expect(await write(looking)).toBe('denied');
  });

  it('is no longer said of a tab once the browser has a full session of the role, which may write', async () => {
    const popup = await openPopup(product);
    const { page } = await nextConsole(product, () => chooseRole(popup, 'prod-admin'));
    await label(page).toBe('● prod-admin · Acme Prod · ap-northeast-1');
    expect([await isHatched(page), await write(page)]).toEqual([false, 'ok']);
    await looking.reload();
    await label(looking).toBe('● prod-admin · Acme Prod · ap-northeast-1');
    expect([await isHatched(looking), await write(looking)]).toEqual([false, 'ok']);
    await closePopup(popup);
  });

  it('is said of every tab of the role again when it is opened so again', async () => {
    const popup = await openPopup(product);
    await nextConsole(product, () => chooseReadOnly(popup, 'prod-admin'));
    await looking.bringToFront();
    await looking.reload();
    await label(looking).toContain('read-only');
    expect(await write(looking)).toBe('denied');
    await expect.poll(async () => (await markOn(product, looking)).badge).toBe('●');
    await closePopup(popup);
  });

  const badgeTitle = async (page: Page): Promise<string> => {
    await page.bringToFront();
    return product.worker.evaluate(async () => {
      const { chrome } = globalThis as unknown as { chrome: { tabs: { query(asked: object): Promise<{ id?: number }[]> }; action: { getTitle(asked: object): Promise<string> } } };
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      return chrome.action.getTitle({ tabId: tab?.id });
    });
  };
});

it('a read-only console that has ended is resumed read-only, in its own tab', async () => {
  for (const page of product.context.pages().filter((one) => one.url().includes('console.aws.amazon.com'))) await page.close();
  const popup = await openPopup(product);
  const { page } = await nextConsole(product, () => chooseReadOnly(popup, 'prod-admin'));
  await closePopup(popup);
  product.emulator.endSessions();
  const again = await openPopup(product);
  await again.until(`document.querySelector('.section [role=option]')`);
  await pressWith(again, 'Home');
  await again.until(`document.querySelector('[aria-selected=true] .time')`);
  await Promise.all([page.waitForEvent('framenavigated', (frame) => frame.url().includes('console.aws.amazon.com')), pressWith(again, 'r', { ctrl: true })]);
  await page.locator('#buckets:not([data-state=loading])').waitFor();
  await label(page).toBe('● prod-admin · read-only · Acme Prod · ap-northeast-1');
  expect([await isHatched(page), await write(page)]).toEqual([true, 'denied']);
  await page.close();
  await closePopup(again);
});

describe('a guarded role', () => {
  it('asks its name and a reason, which CloudTrail then has', async () => {
    const popup = await openPopup(product);
    await chooseRole(popup, 'audited');
    await popup.sees('Why do you open it?');
    await popup.type('INC 7: disk');
    await popup.sees('CloudTrail will show: INC-7-disk');
    await popup.press('Enter');
    await popup.sees('That is not audited.');
    const { page } = await nextConsole(product, async () => {
      await popup.evaluate(`document.querySelectorAll('form input')[1].focus()`);
      await popup.type('audited');
      await popup.press('Enter');
    });
    const assumed = product.emulator.events.findLast(({ eventName }) => eventName === 'AssumeRole');
    expect(assumed?.requestParameters).toMatchObject({ sourceIdentity: 'alice=INC-7-disk', tags: [{ key: 'Why', value: 'INC 7: disk' }] });
    const listed = product.emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');
    expect(listed?.userIdentity.sessionContext?.sourceIdentity).toBe('alice=INC-7-disk');
    await page.close();
    await closePopup(popup);
  });

  it('that is to be looked at first opens read-only by Enter, and in full only with its name', async () => {
    let popup = await openPopup(product);
    await chooseRole(popup, 'careful');
    await popup.sees('This role opens read-only first.');
    const looking = await nextConsole(product, () => popup.press('Enter'));
    await label(looking.page).toContain('read-only');
    expect(await write(looking.page)).toBe('denied');
    await closePopup(popup);
    popup = await openPopup(product);
    await chooseRole(popup, 'careful');
    await popup.click('Open in full');
    await popup.sees('That is not careful.');
    const full = await nextConsole(product, async () => {
      await popup.evaluate(`document.querySelector('form input').focus()`);
      await popup.type('careful');
      await popup.press('Enter');
    });
    expect(await write(full.page)).toBe('ok');
    await closePopup(popup);
    for (const { page } of [looking, full]) await page.close();
  });

  it('cannot be opened from the address bar past its guard: the popup asks', async () => {
    const before = calls(product, 'AssumeRole');
    await product.worker.evaluate(() => {
      const { chrome } = globalThis as unknown as { chrome: { omnibox: { onInputEntered: { dispatch(text: string, disposition: string): void } } } };
      chrome.omnibox.onInputEntered.dispatch('careful', 'currentTab');
    });
    const popup = await shownPopup(product);
    await popup.sees('Type careful to open it in full');
    expect(calls(product, 'AssumeRole')).toBe(before);
    await popup.press('Escape');
    await closePopup(popup);
  });

  it('is closed when its time is up, and not before, though an alarm rings early', async () => {
    const popup = await openPopup(product);
    const { page } = await nextConsole(product, () => chooseRole(popup, 'fleeting'));
    await closePopup(popup);
    // The worker writes nothing more about the console by then.
    await allOpen(product);
    const { left, again } = await ringEarly(product);
    expect(left).toBeGreaterThan(10_000);
    expect(left).toBeLessThanOrEqual(60_000);
    expect([again, page.isClosed()]).toEqual([true, false]);
    const closed = page.waitForEvent('close');
    await endTime(product);
    await closed;
  });
});
