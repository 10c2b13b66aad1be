import { failure, type FailureKind } from '../../../src/core/failure.js';
import { noTroubles, type Troubles } from '../../../src/core/troubles.js';
import { type Flow, startFlow } from '../../../src/core/flow.js';
import type { Catalogue } from '../../../src/core/catalogue.js';
import type { FirstScreen } from '../../../src/core/firstScreen.js';
import { noPicks, type Picks } from '../../../src/core/picker.js';
import { createSearch } from '../../../src/core/search.js';
import { createLeading } from '../../../src/popup/leading.js';
import type { VaultState } from '../../../src/browser/unlocking.js';
import type { Flows, PageInFront, PopupPorts, Sessions, Tabs } from '../../../src/popup/signals.js';
import { alice, catalogueOf, roleNamed } from '../scenario.js';

/** What leads say, in the fewest words. */
const ledBy = createLeading({ page: ({ what, region = '' }) => `${what} ${region}`.trim(), none: ({ accountId, partition }) => `none of ${accountId ?? partition}`, noneFound: () => 'none found' });
export const now = Date.UTC(2026, 0, 1);
export const prod = roleNamed('prod');
export const dev = roleNamed('dev');
export const liveSession: Sessions = { [alice.id]: { expiresAt: now + 3_600_000, accessKeyId: alice.accessKeyId } };

/** A journey to `prod`, in one of its states. */
export function flowOf(state: Flow['state'], kind: FailureKind = 'roleRefused'): Flow {
  const flow = { ...startFlow(prod.id, [{ kind: 'mfaSession' }, { kind: 'role', role: 'prod' }], now), state };
  return state === 'failed' ? { ...flow, failure: { kind, values: {} } } : flow;
}

/** The browser as the popup sees it: everything it does is noted, and what it answers can be set. */
export function fakeBrowser() {
  const watchers: { sessions(value: Sessions): void; flows(value: Flows): void; lock(): void; tabs(value: Tabs): void; troubles(value: Troubles): void } = {
    troubles: () => undefined,
    lock: () => undefined,
    tabs: () => undefined,
    sessions: () => undefined,
    flows: () => undefined,
  };
  const browser = {
    vault: 'unlocked' as VaultState,
    passkey: false,
    catalogue: catalogueOf([dev, prod]) as Catalogue,
    picks: noPicks as Picks,
    askedRole: '',
    mayCopy: false,
    askedPage: '',
    inFront: undefined as PageInFront | undefined,
    clipboard: '',
    first: undefined as FirstScreen | undefined,
    sessions: {} as Sessions,
    flows: {} as Flows,
    tabs: {} as Tabs,
    troubles: noTroubles,
    passphrase: 'right',
    allowed: true,
    now,
    asked: [] as [string, unknown][],
    did: [] as string[],
    prepared: [] as string[],
    /** What a call to the background does; may throw. */
    answer: (() => undefined) as (call: string) => unknown,
    lockElsewhere(): void {
      browser.vault = 'locked';
      watchers.lock();
    },
    setFlow(flow: Flow): void { watchers.flows({ [flow.roleId]: flow }); },
    setTroubles(troubles: Troubles): void { watchers.troubles(troubles); },
    setTabs(tabs: Tabs): void { watchers.tabs(tabs); },
    setSessions(sessions: Sessions): void { watchers.sessions(sessions); },
    refuseWith(kind: FailureKind, origins?: string[]): void {
      browser.answer = () => Promise.reject(failure(kind, {}, origins ? { origins } : {}));
    },
  };
  const ports: PopupPorts = {
    vaultState: async () => browser.vault,
    passkeyOpens: async () => browser.passkey,
    async unlock(passphrase) {
      if (passphrase !== browser.passphrase) throw failure('passphraseWrong');
      browser.vault = 'unlocked';
    },
    readFirst: async () => ({ screen: browser.first, sessions: browser.sessions, flows: browser.flows, asked: browser.askedRole, page: browser.askedPage, consoles: browser.tabs, troubles: browser.troubles }),
    async copyCredentials(asked) {
      browser.asked.push(['copyCredentials', asked]);
      await browser.answer('copyCredentials');
    },
    painted: async () => undefined,
    rehearse: () => undefined,
    idle: async () => undefined,
    keptWhole: async () => undefined,
    readWhole: async () => ({ catalogue: browser.catalogue, picks: browser.picks, mayCopy: browser.mayCopy, createSearch, leading: () => ledBy }),
    pageInFront: async () => browser.inFront,
    async copy(text) { browser.clipboard = text; },
    sessions: { watch(changed) { watchers.sessions = changed; } },
    flows: { watch(changed) { watchers.flows = changed; } },
    consoles: { watch(changed) { watchers.tabs = changed; } },
    async showTab(tabId) {
      browser.did.push(`show ${tabId}`);
      return browser.allowed;
    },
    watchTroubles(changed) { watchers.troubles = changed; },
    watchLock(changed) { watchers.lock = changed; },
    ask: (async (call: string, asked: unknown) => {
      browser.asked.push([call, asked]);
      await browser.answer(call);
      return null;
    }) as PopupPorts['ask'],
    async requestOrigins(origins) {
      browser.did.push(`request ${origins.join(' ')}`);
      return browser.allowed;
    },
    prepare(roleId, { userName }) { browser.prepared.push(`${roleId} ${userName}`); },
    now: () => browser.now,
    showOptions() { browser.did.push('options'); },
    showOptionsAt(place) { browser.did.push(`options ${place}`); },
    close() { browser.did.push('close'); },
  };
  return { browser, ports };
}

/** The background begins a journey, and ends it by throwing. */
export function journeyFails(browser: ReturnType<typeof fakeBrowser>['browser'], kind: FailureKind, origins?: string[]): void {
  browser.refuseWith(kind, origins);
  const refuse = browser.answer;
  browser.answer = (call) => {
    if (call !== 'openRole') return;
    browser.setFlow(flowOf('running'));
    browser.setFlow(flowOf('failed', kind));
    return refuse(call);
  };
}
