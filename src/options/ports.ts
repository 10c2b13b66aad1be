import type { ask as askBackground } from '../browser/messages.js';
import type { VaultState } from '../browser/unlocking.js';
import type { Effective } from '../browser/vaultRecords.js';
import type { Catalogue } from '../core/catalogue.js';
import type { CheckUp } from '../core/checkUp.js';
import type { VaultContent } from '../core/vaultFile.js';
import type { Log } from '../core/log.js';
import type { ReadPolicy } from '../core/policy.js';
import type { RotationView } from '../core/rotation.js';
import type { Settings } from '../core/settings.js';
import type { Partition } from '../core/partitions.js';
import type { Troubles } from '../core/troubles.js';
import type { SharingPorts } from './sharing.js';
import type { SyncPorts } from './syncing.js';

/** Something that is remembered elsewhere, and followed here. */
interface Watched<T> {
  get(): Promise<T>;
  /** Returns a function that ends it. */
  watch(changed: (value: T) => void): () => void;
}

/** What the options page needs from the browser. */
export interface OptionsPorts extends Omit<SyncPorts, 'readOwnCatalogue' | 'random' | 'now'>, Omit<SharingPorts, 'readOwnCatalogue' | 'readPolicy' | 'ask' | 'requestOrigins' | 'newId' | 'now'> {
  vaultState(): Promise<VaultState>;
  createAndUnlock(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  changePassphrase(current: string, next: string, leaked: boolean): Promise<void>;
  /** Estimated bits of a passphrase that was chosen by hand. */
  passphraseBits(passphrase: string): Promise<number>;
  passkeysWork(): Promise<boolean>;
  /** Whether a passkey may unlock the vault here. */
  passkeyOpens(): Promise<boolean>;
  addPasskey(passphrase: string): Promise<void>;
  removePasskeys(): Promise<void>;
  unlockByPasskey(): Promise<void>;
  exportVault(passphrase: string): Promise<string>;
  takeVaultFile(text: string, passphrase: string): Promise<void>;
  openVaultFile(text: string, passphrase: string): Promise<VaultContent>;
  /** The good copy of a damaged vault, if there is one. */
  findCopy(): Promise<{ readonly savedAt: number | undefined } | undefined>;
  restoreCopy(): Promise<void>;
  resetVault(): Promise<void>;
  readonly setAside: { get(): Promise<{ readonly at: number } | null>; set(value: null): Promise<void> };
  vaultIsNewer(): Promise<boolean>;
  /** Saves a text as a file; JSON unless it is said to be of another type. */
  download(name: string, text: string, type?: string): void;
  /** The date as file names have it: 2026-11-24. */
  today(): string;
  closePage(): void;
  /** What stands behind the page's address, with its `#` if anything does. */
  readHash(): string;
  /** Puts something there, as a step of the browser's history. */
  showHash(text: string): void;
  /** Calls back when it was changed, by the browser's Back for one. */
  watchHash(changed: () => void): void;
  readonly containersWork: boolean;
  readonly tabGroupsExist: boolean;
  /** Must be called straight from a click. */
  requestTabGroups(): Promise<boolean>;
  noticesAllowed(): Promise<boolean>;
  /** Asks the person, or takes it back. Must be called straight from a click. */
  allowNotices(on: boolean): Promise<boolean>;
  /** Whether the browser asks before its menus have entries of ours. */
  readonly pageMenusAreAsked: boolean;
  /** Whether they may. */
  pageMenusAllowed(): Promise<boolean>;
  /** Must be called straight from a click. */
  requestPageMenus(): Promise<boolean>;
  dropPageMenus(): Promise<void>;
  leftContainers(roleIds: readonly string[]): Promise<{ readonly roleId: string; readonly name: string }[]>;
  removeContainer(roleId: string): Promise<void>;
  /** Whether the last import can still be taken back. */
  importCanBeUndone(): Promise<boolean>;
  /** The person's own. */
  readOwnCatalogue(): Promise<Catalogue>;
  /** With what is given. */
  readEffective(): Promise<Effective>;
  readSettings(): Promise<Settings>;
  /** Must be called straight from a click. */
  requestClipboard(): Promise<boolean>;
  /** What an administrator has set for everyone. */
  readPolicy(): Promise<ReadPolicy>;
  /** Whether the organisation asks for a longer passphrase than the vault was unlocked with. */
  passphraseIsShort(): Promise<boolean>;
  watchPolicy(changed: () => void): void;
  readLog(): Promise<Log>;
  watchVault(changed: () => void): void;
  watchSync(changed: () => void): void;
  /** Calls back when the vault was locked or unlocked elsewhere. */
  watchLock(changed: () => void): void;
  readTroubles(): Promise<Troubles>;
  watchTroubles(changed: (troubles: Troubles) => void): void;
  readonly ask: typeof askBackground;
  /** The check-up under way or the last one, and when each identity's MFA session ends. */
  readonly checkUp: Watched<CheckUp | null>;
  readonly mfaSessions: Watched<Readonly<Record<string, { readonly expiresAt: number; readonly accessKeyId: string }>>>;
  /** The rotation under way, or the last one. */
  readonly rotation: Pick<Watched<RotationView | null>, 'watch'>;
  /** Whether IAM's host may be asked without a question to the person. */
  iamAllowed(partition: Partition): Promise<boolean>;
  now(): number;
  /** Waits for some milliseconds. */
  wait(ms: number): Promise<void>;
  /** Must be called straight from a click. */
  copyText(text: string): Promise<void>;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  missingOrigins(partition: Partition): Promise<string[]>;
  newId(): string;
  random(into: Uint16Array<ArrayBuffer>): Uint16Array;
}
