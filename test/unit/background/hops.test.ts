import { held } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { beforeEach, describe, expect, it } from 'vitest';
import { goOn, reached } from '../../../src/background/hops.js';
import { takeLaunch } from '../../../src/background/launchTasks.js';
import { keepLaunch } from '../../../src/background/launches.js';
import { markOfTab } from '../../../src/background/marks.js';
import { keepUnlocked } from '../../../src/browser/lock.js';
import { type ConsoleTab, consoleTabs, mfaSessions } from '../../../src/browser/stored.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import type { Role } from '../../../src/core/catalogue.js';
import { consoleState } from '../../../src/core/consoles.js';
import { markOf } from '../../../src/core/marks.js';
import { settingsDefault } from '../../../src/core/settings.js';
import { type SignInPage, signInPages } from '../../../src/core/signInHops.js';
import { seal, sessionPlace } from '../../../src/core/vault/seal.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { alice, catalogueOf, failureOf, roleNamed } from '../scenario.js';

const asker = { tabId: 11, origin: '' };
const words = { user: 'alice', account: '1111 1111 1111', device: 'alice-phone' };
const sessionName = '222222222222-abcd1234';
const [prod, dev] = [roleNamed('prod'), roleNamed('dev', { strategy: 'direct' })];
/** Where tabs were led to, and which were told that something has changed. */
const led: string[] = [];
const told: number[] = [];
let dataKey: CryptoKey;

const tabOf = (role: Role, more: Partial<ConsoleTab> = {}): ConsoleTab => ({
  roleId: role.id, mark: markOf(role, []), stage: 'open', hopped: false, endsAt: Date.now() + 3_000_000, ...more,
});
const signingIn = (role: Role): ConsoleTab => tabOf(role, { stage: 'signingIn' });
/** What our page is known by that the tab was led to last. */
const lastNonce = (): string => led.at(-1)?.split('#')[1] ?? '';
/** The tabs whose consoles have ended. */
const ended = async (): Promise<number[]> => Object.entries(await consoleTabs.get()).filter(([, tab]) => consoleState(tab, Date.now()) === 'ended').map(([id]) => Number(id));

async function liveSession(): Promise<void> {
  const session = { accessKeyId: 'ASIA', secretAccessKey: 's', sessionToken: 't', expiresAt: Date.now() + 3_600_000 };
  await mfaSessions.set({ [alice.id]: { expiresAt: session.expiresAt, accessKeyId: alice.accessKeyId, credentials: await seal(dataKey, sessionPlace('mfaSession', alice.id), session) } });
}

beforeEach(async () => {
  led.length = 0;
  told.length = 0;
  Object.assign(browser, { permissions: { contains: async () => true } });
  Object.assign(browser.tabs, {
    query: async () => [{ id: 10 }], sendMessage: async (id: number) => void told.push(id), update: async (_: number, { url }: { url: string }) => void led.push(url),
  });
  const vault = await createVault(passphrase, fewIterations);
  ({ dataKey } = vault);
  const filled = await writeRecords(vault.envelope, dataKey, {
    catalogue: { type: 'catalog', value: catalogueOf([prod, dev]) }, settings: { type: 'settings', value: { ...settingsDefault, openIn: 'logOutFirst' } },
  });
  Object.assign(held, { session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
});

describe('the page that asks how to go on', () => {
  it.each(signInPages.filter((page) => page !== 'limit'))('is told whose code it takes from %s, for a role with a code of its own and where no MFA session lives', async (from) => {
    await consoleTabs.set({ 11: signingIn(dev) });
    await liveSession();
    expect(await takeLaunch({ nonce: await keepLaunch(11, { from }) }, asker)).toMatchObject({ kind: 'choose', from, codeFor: words });
    await consoleTabs.set({ 11: signingIn(prod) });
    const nonce = await keepLaunch(11, { from });
    expect(await takeLaunch({ nonce }, asker)).not.toHaveProperty('codeFor');
    await mfaSessions.set({});
    expect(await takeLaunch({ nonce }, asker)).toMatchObject({ codeFor: words });
  });

  it('may bring the code that a sign-in behind a hop has wanted', async () => {
    await consoleTabs.set({ 11: signingIn(dev) });
    await goOn({ nonce: await keepLaunch(11, { from: 'logOutFirst' }), way: 'multiSession' }, asker);
    await reached({ page: 'other' }, asker);
    const nonce = lastNonce();
    expect(await takeLaunch({ nonce }, asker)).toEqual({ kind: 'failed', failure: { kind: 'codeNeeded', values: words } });
    // These are no digits of a code, but they are looked at.
    expect((await failureOf(goOn({ nonce, way: 'retry', code: '12' }, asker))).kind).toBe('codeMalformed');
  });
});

describe('a hop that signs somebody out', () => {
  /** Of the plain console, of two sessions of multi-session, and of another container. */
  const beside = (): Record<number, ConsoleTab> => ({
    10: tabOf(roleNamed('staging')), 12: tabOf(dev, { differentiator: sessionName }), 13: tabOf(roleNamed('other'), { differentiator: '333333333333-other' }),
    14: tabOf(prod, { cookieStoreId: 'firefox-container-1' }), 15: tabOf(prod, { cookieStoreId: 'firefox-container-1', differentiator: sessionName }),
  });
  const leave = async (from: SignInPage, chosen: { way: 'logOut' | 'signOutOne'; differentiator?: string }): Promise<void> => {
    await consoleTabs.set({ ...beside(), 11: signingIn(prod) });
    await goOn({ nonce: await keepLaunch(11, { from }), ...chosen }, asker);
    expect(await ended()).toEqual([]);
  };
  const others = async (): Promise<number[]> => (await ended()).filter((id) => id !== 11);

  it('ends the consoles beside it that have no session of their own, and tells them so', async () => {
    await leave('logOutFirst', { way: 'logOut' });
    await reached({ page: 'other' }, asker);
    expect([await others(), told]).toEqual([[10], [10]]);
  });

  it('ends those of the session that it signs out alone', async () => {
    await leave('limit', { way: 'signOutOne', differentiator: sessionName });
    await reached({ page: 'other' }, asker);
    expect([await others(), told]).toEqual([[12], [10]]);
  });

  it('ends them too when a console is the first to say that it is over', async () => {
    await leave('limit', { way: 'signOutOne', differentiator: sessionName });
    await markOfTab({}, { tabId: 11, origin: 'https://us-east-1.console.aws.amazon.com' });
    expect([await others(), told]).toEqual([[12], [10]]);
  });

  it('ends none when AWS refuses it, and none that only turns multi-session on, also after another hop', async () => {
    await leave('logOutFirst', { way: 'logOut' });
    await reached({ page: 'refused' }, asker);
    expect([await ended(), told]).toEqual([[], []]);
    await goOn({ nonce: await keepLaunch(11, { from: 'logOutFirst' }), way: 'multiSession' }, asker);
    await reached({ page: 'other' }, asker);
    expect([await ended(), told]).toEqual([[], []]);
  });

  it('ends them when it was taken by itself', async () => {
    await consoleTabs.set({ 10: tabOf(prod), 11: signingIn(dev) });
    await reached({ page: 'logOutFirst' }, asker);
    expect(led.at(-1)).toContain('Action=logout');
    await reached({ page: 'signedOut' }, asker);
    expect([await others(), told]).toEqual([[10], [10]]);
  });
});
