import type { ask as askBackground } from '../browser/messages.js';
import type { VaultState } from '../browser/unlocking.js';
import type { Catalogue } from '../core/catalogue.js';
import type { Settings } from '../core/settings.js';
import type { Partition } from '../core/partitions.js';

/** What the options page needs from the browser. */
export interface OptionsPorts {
  vaultState(): Promise<VaultState>;
  createAndUnlock(passphrase: string): Promise<void>;
  unlock(passphrase: string): Promise<void>;
  changePassphrase(current: string, next: string, leaked: boolean): Promise<void>;
  readCatalogue(): Promise<Catalogue>;
  readSettings(): Promise<Settings>;
  watchVault(changed: () => void): void;
  /** Calls back when the vault was locked or unlocked elsewhere. */
  watchLock(changed: () => void): void;
  readonly ask: typeof askBackground;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  missingOrigins(partition: Partition): Promise<string[]>;
  newId(): string;
  random(into: Uint16Array<ArrayBuffer>): Uint16Array;
}
