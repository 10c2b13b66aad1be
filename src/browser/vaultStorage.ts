import browser from 'webextension-polyfill';
import { failure } from '../core/failure.js';
import { checkedEnvelope, type Envelope } from '../core/vault/envelope.js';

/**
 * The vault's two slots in `storage.local`. A write goes to the slot that is not in use and names it as the one in use
 * in the same atomic `set`; only when it was read back undamaged may the old slot be written over.
 */
type Slot = 'A' | 'B';
const activeKey = 'vault.active';
const slotKey = (slot: Slot): string => `vault.${slot}`;

async function activeSlot(): Promise<Slot | undefined> {
  const { [activeKey]: active } = await browser.storage.local.get(activeKey);
  return active === 'A' || active === 'B' ? active : undefined;
}

/** The vault as it is stored, or undefined when there is none. Throws `vaultDamaged` or `vaultNewer`. */
export async function loadVault(): Promise<Envelope | undefined> {
  const stored = await browser.storage.local.get([activeKey, slotKey('A'), slotKey('B')]);
  const { [activeKey]: active } = stored;
  if (active === undefined) return undefined;
  return checkedEnvelope(stored[slotKey(active === 'B' ? 'B' : 'A')]);
}

/** Stores a vault. Throws `storageRefused`, with the one before still in use, when it could not be written and read back. */
async function storeVault(envelope: Envelope): Promise<void> {
  const old = await activeSlot();
  const next: Slot = old === 'A' ? 'B' : 'A';
  try {
    await browser.storage.local.set({ [slotKey(next)]: envelope, [activeKey]: next });
    const { [slotKey(next)]: back } = await browser.storage.local.get(slotKey(next));
    if ((await checkedEnvelope(back)).sum !== envelope.sum) throw failure('storageRefused');
  } catch {
    if (old) await browser.storage.local.set({ [activeKey]: old });
    throw failure('storageRefused');
  }
}

/** Changes the vault while no other window or worker does; `undefined` is given when there is none yet. */
export function changeVault(next: (envelope: Envelope | undefined) => Promise<Envelope>): Promise<void> {
  return navigator.locks.request('vault', async () => storeVault(await next(await loadVault())));
}

/** Calls back when the vault was written by any context. Returns a function that ends it. */
export function watchVault(changed: () => void): () => void {
  const listener = (changes: Record<string, unknown>): void => {
    if (Object.hasOwn(changes, activeKey)) changed();
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
