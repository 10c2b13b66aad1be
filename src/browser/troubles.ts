import { clockOffset, getTogether, storageRefused } from './stored.js';
import type { Troubles } from '../core/troubles.js';

/** What is amiss now. */
export async function readTroubles(): Promise<Troubles> {
  const [offset, refused] = await getTogether(clockOffset, storageRefused);
  return { clockOffset: offset, storageRefused: refused };
}

/** Calls back with what is amiss, whenever that changes. */
export function watchTroubles(changed: (troubles: Troubles) => void): void {
  for (const { watch } of [clockOffset, storageRefused]) watch(() => void readTroubles().then(changed));
}
