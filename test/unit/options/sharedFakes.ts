import { emptyGiven } from '../../../src/core/given.js';
import type { SharedAnswer } from '../../../src/core/sharedAnswer.js';
import { gathered, type SyncItems } from '../../../src/core/syncedSet.js';
import type { SyncRecord } from '../../../src/core/syncing.js';
import { iterationsRead } from '../../../src/core/vault/envelope.js';
import { createVault } from '../../../src/core/vault/vault.js';
import type { OptionsPorts } from '../../../src/options/ports.js';
import type { Shared } from '../../../src/options/sharing.js';

/** What of a browser the ports for sync and shared catalogues stand on. */
interface Browser {
  sync: SyncItems;
  seen: string | null;
  syncRecord: SyncRecord | undefined;
  shared: readonly Shared[];
  readonly sharedAnswer: SharedAnswer;
  readonly dropped: string[][];
  readonly asked: [string, unknown][];
  answer(call: string): unknown;
}

type Ports = 'readSync' | 'writeSync' | 'clearSync' | 'watchSync' | 'syncSeen' | 'readSyncRecord' | 'writeSyncRecord' | 'doorFor' | 'aloneWithSync'
  | 'readShared' | 'writeShared' | 'removeShared' | 'fetchShared' | 'dropOrigins';

/** The ports for the browser's sync and for shared catalogues. */
export function sharedPorts(browser: Browser): Pick<OptionsPorts, Ports> {
  return {
    readSync: () => gathered(browser.sync),
    async writeSync(items, digest) {
      await browser.answer('writeSync');
      browser.seen = digest;
      browser.sync = items;
    },
    async clearSync() { browser.sync = {}; },
    watchSync: () => undefined,
    syncSeen: { get: async () => browser.seen, async set(value) { browser.seen = value; } },
    readSyncRecord: async () => browser.syncRecord,
    async writeSyncRecord(record) { browser.syncRecord = record; },
    doorFor: async (words) => (await createVault(words, iterationsRead.least)).envelope,
    aloneWithSync: (run) => run(),
    readShared: async () => browser.shared,
    async writeShared(sharing, given) {
      const before = browser.shared.find((one) => one.sharing.id === sharing.id)?.given;
      const next = { sharing, given: given ?? before ?? emptyGiven };
      browser.shared = [...browser.shared.filter((one) => one.sharing.id !== sharing.id), next];
    },
    async removeShared(id) { browser.shared = browser.shared.filter(({ sharing }) => sharing.id !== id); },
    fetchShared: async (address, asked) => {
      browser.asked.push(['fetchShared', { address, ...asked }]);
      return browser.sharedAnswer;
    },
    async dropOrigins(origins) { browser.dropped.push([...origins]); },
  };
}
