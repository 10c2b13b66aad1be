import browser from 'webextension-polyfill';
import { headDigest, headKey } from '../core/syncHead.js';
import { syncSeen } from './stored.js';

/** Whether something lies in the browser's sync that this computer, which takes part, has neither written nor looked at. */
export async function syncWaits(): Promise<boolean> {
  const seen = await syncSeen.get();
  if (seen === null) return false;
  const digest = headDigest((await browser.storage.sync.get(headKey))[headKey]);
  return digest !== undefined && digest !== seen;
}

/** Calls back when the sync brought something, or this computer wrote to it or looked at it. */
export function watchSync(changed: () => void): void {
  browser.storage.sync.onChanged.addListener(() => changed());
  syncSeen.watch(() => changed());
}
