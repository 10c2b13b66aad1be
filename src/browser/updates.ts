import browser from 'webextension-polyfill';
import { onLockChanged } from './lock.js';
import { flows, unlockedKey, updateWaits } from './stored.js';
import { onTabClosed, ownPagesOpen } from './tabs.js';

/**
 * Takes an update of the extension when nothing is lost by it. It ends the worker, closes our pages and empties our memory, so that
 * it waits while the vault is unlocked, a page of ours is open or a journey is under way; at the browser's next start it is taken in
 * any case. Browsers leave it to whoever listens for it.
 */
export function updateWhenIdle(): void {
  browser.runtime.onUpdateAvailable.addListener(() => void updateWaits.set(true).then(updateIfIdle));
  onLockChanged(() => void updateIfIdle());
  onTabClosed(() => void updateIfIdle());
}

async function updateIfIdle(): Promise<void> {
  if (!(await updateWaits.get()) || (await unlockedKey.get()) || (await ownPagesOpen())) return;
  const underWay = Object.values(await flows.get()).some(({ state }) => state === 'running');
  if (!underWay) browser.runtime.reload();
}
