import { held } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { markOfTab } from '../../../src/background/marks.js';
import { keepUnlocked, lock } from '../../../src/browser/lock.js';
import { type ConsoleTab, consoleTabs, rememberedColours } from '../../../src/browser/stored.js';
import { forgetVault } from '../../../src/browser/vaultStorage.js';
import { markOf } from '../../../src/core/marks.js';
import type { Envelope } from '../../../src/core/vault/envelope.js';
import { createVault, writeRecords } from '../../../src/core/vault/vault.js';
import en from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { fewIterations, passphrase } from '../core/vault/forging.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const [prod, dev] = [roleNamed('prod', { colour: '#c62828' }), roleNamed('dev', { arn: 'arn:aws:iam::333333333333:role/dev' })];
const plain = 'https://ap-northeast-1.console.aws.amazon.com';
const ownHost = 'https://222222222222-abcd1234.ap-northeast-1.console.aws.amazon.com';
const sessionOf = { prod: 'arn:aws:sts::222222222222:assumed-role/prod/alice', dev: 'arn:aws:sts::333333333333:assumed-role/dev/alice' };
const badges: unknown[] = [];
let filled: Envelope;
let dataKey: CryptoKey;

/** What the tab is marked with when its page says who is signed in, or nothing. */
const marked = (sessionArn?: string, origin = plain) => markOfTab(sessionArn === undefined ? {} : { sessionArn }, { tabId: 7, origin });

beforeAll(async () => {
  const vault = await createVault(passphrase, fewIterations);
  ({ dataKey } = vault);
  filled = await writeRecords(vault.envelope, dataKey, { catalogue: { type: 'catalog', value: catalogueOf([prod, dev]) } });
  Object.assign(browser, { action: { setBadgeText: async ({ text }: { text: string }) => void badges.push(text), setBadgeBackgroundColor: async () => undefined, setTitle: async () => undefined } });
  Object.assign(browser.tabs, { get: async (id: number) => ({ id, url: `${plain}/console/home` }) });
});
beforeEach(async () => {
  badges.length = 0;
  Object.assign(held, { words: en, session: {}, local: { 'vault.A': filled, 'vault.active': 'A', 'vault.savedAt': { A: 1 } } });
  forgetVault();
  await keepUnlocked(dataKey, null);
  const tab: ConsoleTab = { roleId: prod.id, mark: markOf(prod, []), stage: 'open', hopped: false, endsAt: Date.now() + 3_000_000 };
  await consoleTabs.set({ 7: tab });
});

describe('a tab that was opened for a role', () => {
  it('is marked so before its page says who is signed in', async () => {
    expect(await marked()).toMatchObject({ kind: 'marked', mark: { name: 'prod' }, endsAt: expect.any(Number) as number });
    expect(badges).toEqual(['●50']);
  });

  it('is marked as nobody known once another was seen in it, until a page says who is signed in', async () => {
    expect(await marked(sessionOf.dev)).toMatchObject({ kind: 'marked', mark: { name: 'dev' }, note: 'not prod' });
    for (const origin of [plain, ownHost]) expect(await marked(undefined, origin)).toMatchObject({ kind: 'neutral', label: 'Not known' });
    expect(badges.slice(1)).toEqual(['?', '?']);
    expect(await marked(sessionOf.prod)).toMatchObject({ kind: 'marked', mark: { name: 'prod' } });
    expect(await marked()).toMatchObject({ kind: 'marked', mark: { name: 'prod' } });
  });

  it('is no longer in its account’s colour while the vault is locked, once another was seen in it', async () => {
    await rememberedColours.set({ 222222222222: { colour: '#c62828', label: 'Acme Prod' } });
    await marked(sessionOf.dev);
    await lock();
    expect(await marked()).toMatchObject({ kind: 'neutral', label: 'Sallyport is locked' });
    expect(await marked(undefined, ownHost)).toMatchObject({ kind: 'neutral', colour: '#c62828' });
  });

  it.each([
    ['root', 'arn:aws:iam::222222222222:root'], ['user/bob', 'arn:aws:iam::222222222222:user/bob'], ['federated-user/bob', 'arn:aws:sts::222222222222:federated-user/bob'],
  ])('is marked as that of a stranger when %s of the same account is signed in', async (label, arn) => {
    for (const origin of [plain, ownHost]) expect(await marked(arn, origin)).toMatchObject({ kind: 'neutral', label: `${label}, not prod` });
    expect((await consoleTabs.get())[7]?.stage).toBe('away');
  });

  it('hears nothing from a host of one account about another', async () => {
    for (const arn of [sessionOf.dev, 'arn:aws:iam::333333333333:root', 'nonsense']) {
      expect(await marked(arn, ownHost)).toMatchObject({ kind: 'marked', mark: { name: 'prod' } });
    }
  });
});
