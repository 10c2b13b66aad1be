import type { VaultState } from '../../../src/browser/unlocking.js';
import { type Catalogue, emptyCatalogue } from '../../../src/core/catalogue.js';
import type { CheckUp } from '../../../src/core/checkUp.js';
import { failure, type FailureKind } from '../../../src/core/failure.js';
import { withGiven } from '../../../src/core/given.js';
import { emptyPolicy } from '../../../src/core/policy.js';
import { noTroubles, type Troubles } from '../../../src/core/troubles.js';
import type { Log } from '../../../src/core/log.js';
import { type Settings, settingsDefault } from '../../../src/core/settings.js';
import type { Shared } from '../../../src/options/sharing.js';
import type { OptionsPorts } from '../../../src/options/ports.js';
import type { VaultContent } from '../../../src/core/vaultFile.js';
import type { AccessKeyFacts, MfaDevice } from '../../../src/core/accessKeys.js';
import type { ShownKeys } from '../../../src/core/keyMemory.js';
import type { RotationView } from '../../../src/core/rotation.js';
import type { KeyOwner } from '../../../src/core/arn.js';
import type { SharedAnswer } from '../../../src/core/sharedAnswer.js';
import type { SyncItems } from '../../../src/core/syncedSet.js';
import type { SyncRecord } from '../../../src/core/syncing.js';
import { counted } from '../scenario.js';
import { sharedPorts } from './sharedFakes.js';

/** The browser as the options page sees it. */
export function fakeBrowser() {
  const browser = {
    vault: 'unlocked' as VaultState,
    damaged: false,
    catalogue: emptyCatalogue as Catalogue,
    settings: settingsDefault as Settings,
    log: [] as Log,
    owner: { accountId: '111111111111', userName: 'alice', partition: 'aws' } as KeyOwner,
    allowed: true,
    /** Estimated bits of any passphrase. */
    bits: 70,
    passkeys: { work: false, open: false },
    newer: false,
    undoable: false,
    /** What an undo had to leave, by name. */
    left: [] as string[],
    copy: undefined as { savedAt: number | undefined } | undefined,
    setAside: null as { at: number } | null,
    file: { catalogue: emptyCatalogue, secrets: new Map() } as VaultContent,
    checkUp: null as CheckUp | null,
    showCheckUp: (() => undefined) as (checkUp: CheckUp | null) => void,
    showRotation: (() => undefined) as (rotation: RotationView | null) => void,
    iamAllowed: false,
    keyMemories: {} as Record<string, ShownKeys>,
    keyFacts: [] as AccessKeyFacts[],
    devices: [] as MfaDevice[],
    sessions: {} as Record<string, { expiresAt: number; accessKeyId: string }>,
    /** What lies in the browser's sync, and what this computer knows of it. */
    sync: {} as SyncItems,
    seen: null as string | null,
    syncRecord: undefined as SyncRecord | undefined,
    shared: [] as readonly Shared[],
    sharedAnswer: { kind: 'unreachable' } as SharedAnswer,
    dropped: [] as string[][],
    copied: [] as string[],
    downloads: [] as [string, string][],
    closed: 0,
    /** What stands behind the address, the latest last. */
    history: [''],
    hashChanged: (): void => undefined,
    passphrase: undefined as string | undefined,
    asked: [] as [string, unknown][],
    requested: [] as string[][],
    policy: emptyPolicy,
    policyChanged: (): void => undefined,
    changed: (): void => undefined,
    lockChanged: (): void => undefined,
    troubles: noTroubles,
    troublesChanged: ((): void => undefined) as (troubles: Troubles) => void,
    /** What a call to the background does before it is answered; may throw. */
    answer: (() => undefined) as (call: string) => unknown,
    refuseWith(kind: FailureKind, origins?: string[]): void {
      browser.answer = () => Promise.reject(failure(kind, {}, origins ? { origins } : {}));
    },
    /** What was asked under one name. */
    askedFor: (call: string): unknown[] => browser.asked.filter(([name]) => name === call).map(([, asked]) => asked),
  };
  const ports: OptionsPorts = {
    async vaultState() {
      if (browser.damaged) throw failure('vaultDamaged');
      return browser.vault;
    },
    readTroubles: async () => browser.troubles,
    watchTroubles(changed) { browser.troublesChanged = changed; },
    async createAndUnlock(passphrase) {
      await browser.answer('createAndUnlock');
      browser.passphrase = passphrase;
      browser.vault = 'unlocked';
    },
    async unlock(passphrase) {
      if (passphrase !== 'right') throw failure('passphraseWrong');
      browser.vault = 'unlocked';
    },
    async changePassphrase(current, next, leaked) {
      if (current !== 'right') throw failure('passphraseWrong');
      await browser.answer('changePassphrase');
      browser.asked.push(['changePassphrase', { next, leaked }]);
    },
    passphraseBits: async () => browser.bits,
    passkeysWork: async () => browser.passkeys.work,
    passkeyOpens: async () => browser.passkeys.open,
    async addPasskey(passphrase) {
      if (passphrase !== 'right') throw failure('passphraseWrong');
      await browser.answer('addPasskey');
      browser.passkeys.open = true;
    },
    async removePasskeys() { browser.passkeys.open = false; },
    async unlockByPasskey() {
      await browser.answer('unlockByPasskey');
      browser.vault = 'unlocked';
    },
    exportVault: async (passphrase) => `sealed under ${passphrase}`,
    async takeVaultFile(_text, passphrase) {
      if (passphrase !== 'right') throw failure('passphraseWrong');
      browser.vault = 'unlocked';
      browser.catalogue = browser.file.catalogue;
    },
    async openVaultFile(_text, passphrase) {
      if (passphrase !== 'right') throw failure('passphraseWrong');
      return browser.file;
    },
    findCopy: async () => browser.copy,
    async restoreCopy() {
      await browser.answer('restoreCopy');
      browser.damaged = false;
      browser.vault = 'locked';
    },
    async resetVault() {
      await browser.answer('resetVault');
      browser.damaged = false;
      browser.vault = 'missing';
    },
    setAside: { get: async () => browser.setAside, async set(value) { browser.setAside = value; } },
    vaultIsNewer: async () => browser.newer,
    download: (name, text) => { browser.downloads.push([name, text]); },
    checkUp: { get: async () => browser.checkUp, watch: (changed) => { browser.showCheckUp = changed; return () => undefined; } },
    mfaSessions: { get: async () => browser.sessions, watch: () => () => undefined },
    rotation: { watch: (changed) => { browser.showRotation = changed; return () => undefined; } },
    iamAllowed: async () => browser.iamAllowed,
    now: () => 0,
    wait: async () => undefined,
    copyText: async (text) => { browser.copied.push(text); },
    today: () => '2026-11-24',
    containersWork: false,
    tabGroupsExist: true,
    requestTabGroups: async () => browser.allowed,
    noticesAllowed: async () => browser.allowed,
    allowNotices: async () => browser.allowed,
    pageMenusAreAsked: true,
    pageMenusAllowed: async () => false,
    requestPageMenus: async () => true,
    dropPageMenus: async () => undefined,
    leftContainers: async () => [],
    removeContainer: async () => undefined,
    readHash: () => browser.history.at(-1) ?? '',
    showHash(text) {
      browser.history.push(`#${text}`);
      browser.hashChanged();
    },
    watchHash(changed) { browser.hashChanged = changed; },
    closePage: () => { browser.closed += 1; },
    importCanBeUndone: async () => browser.undoable,
    readOwnCatalogue: async () => browser.catalogue,
    readEffective: async () => ({ catalogue: withGiven(browser.catalogue, [{ from: 'policy', catalogue: browser.policy.value.given }]), shared: {}, leftOut: 0 }),
    requestClipboard: async () => browser.allowed,
    readPolicy: async () => browser.policy,
    passphraseIsShort: async () => false,
    watchPolicy(changed) { browser.policyChanged = changed; },
    readLog: async () => browser.log,
    readSettings: async () => browser.settings,
    watchVault(changed) { browser.changed = changed; },
    watchLock(changed) { browser.lockChanged = changed; },
    ask: (async (call: string, asked: unknown) => {
      browser.asked.push([call, asked]);
      const { owner } = browser;
      await browser.answer(call);
      if (call === 'undoImport') return { left: browser.left };
      if (call === 'keyMemories') return browser.keyMemories;
      if (call === 'lookUpKeys') return browser.keyFacts;
      if (call === 'mfaDevices') return browser.devices;
      return call === 'checkKey' ? owner : null;
    }) as OptionsPorts['ask'],
    async requestOrigins(origins) {
      browser.requested.push([...origins]);
      return browser.allowed;
    },
    missingOrigins: async () => [],
    ...sharedPorts(browser),
    newId: counted(),
    random: (into) => into.fill(7),
  };
  return { browser, ports };
}

/** Lets everything that waits go on. */
export const settled = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve); });
