import { clockOffset, getTogether, storageRefused } from './stored.js';
import { syncWaits, watchSync } from './syncWaits.js';
import type { Troubles } from '../core/troubles.js';

/** What is amiss now. */
export async function readTroubles(): Promise<Troubles> {
  const [[offset, refused], waits] = await Promise.all([getTogether(clockOffset, storageRefused), syncWaits()]);
  return { clockOffset: offset, storageRefused: refused, syncWaits: waits };
}

/** Calls back with what is amiss, whenever that changes. */
export function watchTroubles(changed: (troubles: Troubles) => void): void {
  const tell = (): void => void readTroubles().then(changed);
  for (const { watch } of [clockOffset, storageRefused]) watch(tell);
  watchSync(tell);
}
