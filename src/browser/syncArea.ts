import browser from 'webextension-polyfill';
import { type Gathered, gathered, leftOver, type SyncItems } from '../core/syncedSet.js';
import { syncSeen } from './stored.js';

/** What lies in the browser's sync, as far as it has arrived here. */
export async function readSync(): Promise<Gathered> {
  return gathered(await browser.storage.sync.get(null));
}

/**
 * Writes a set in one call, which the browser stores whole or not at all, and counts as one write. The other computers' own
 * digest is remembered first, so that nobody takes it for another's.
 */
export async function writeSync(items: SyncItems, digest: string): Promise<void> {
  const before = await syncSeen.get();
  await syncSeen.set(digest);
  try {
    await browser.storage.sync.set({ ...items });
  } catch (thrown) {
    await syncSeen.set(before);
    throw thrown;
  }
  const left = leftOver(await browser.storage.sync.get(null), items);
  if (left.length > 0) await browser.storage.sync.remove(left);
}

/** Removes what is ours from the browser's sync. */
export async function clearSync(): Promise<void> {
  await browser.storage.sync.remove(leftOver(await browser.storage.sync.get(null), {}));
}

/** Runs while no other page of ours writes to the sync. */
export function aloneWithSync<T>(run: () => Promise<T>): Promise<T> {
  return navigator.locks.request('sync', run);
}
