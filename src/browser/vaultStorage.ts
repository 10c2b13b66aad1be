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

interface Slots {
  readonly active: Slot | undefined;
  readonly stored: Readonly<Record<Slot, unknown>>;
}

/** What lies in the slots, and which is in use. Throws `vaultDamaged` when that is not said, though there is a vault. */
async function readSlots(): Promise<Slots> {
  const { [activeKey]: active, [slotKey('A')]: a, [slotKey('B')]: b } = await browser.storage.local.get([activeKey, slotKey('A'), slotKey('B')]);
  const stored = { A: a, B: b };
  if (active === 'A' || active === 'B') return { active, stored };
  if (active === undefined && a === undefined && b === undefined) return { active, stored };
  throw failure('vaultDamaged');
}

/** The vault as it is stored, or undefined when there is none. Throws `vaultDamaged` or `vaultNewer`. */
export async function loadVault(): Promise<Envelope | undefined> {
  const { active, stored } = await readSlots();
  return active && checkedEnvelope(stored[active]);
}

/** Stores a vault. Throws `storageRefused`, with the one before still in use, when it could not be written and read back. */
async function storeVault(envelope: Envelope): Promise<void> {
  const { active: old } = await readSlots();
  const next: Slot = old === 'A' ? 'B' : 'A';
  try {
    await browser.storage.local.set({ [slotKey(next)]: envelope, [activeKey]: next });
    const { [slotKey(next)]: back } = await browser.storage.local.get(slotKey(next));
    if ((await checkedEnvelope(back)).sum !== envelope.sum) throw failure('storageRefused');
  } catch {
    // Should this be refused too, the sum tells a vault that was written in part when it is read.
    await takeBack(old, next).catch(() => undefined);
    throw failure('storageRefused');
  }
}

async function takeBack(old: Slot | undefined, next: Slot): Promise<void> {
  if (old) await browser.storage.local.set({ [activeKey]: old });
  else await browser.storage.local.remove([activeKey, slotKey(next)]);
}

/** Changes the vault while no other window or worker does; `undefined` is given when there is none yet. */
export function changeVault(next: (envelope: Envelope | undefined) => Promise<Envelope>): Promise<void> {
  return navigator.locks.request('vault', async () => storeVault(await next(await loadVault())));
}

/**
 * Changes the vault so that nothing of what it was is left to be opened: once the new one is in use, it takes the other
 * slot too.
 */
export function replaceVault<T extends { readonly envelope: Envelope }>(next: (envelope: Envelope) => Promise<T>): Promise<T> {
  return navigator.locks.request('vault', async () => {
    const present = await loadVault();
    if (!present) throw failure('vaultMissing');
    const changed = await next(present);
    await storeVault(changed.envelope);
    await storeVault(changed.envelope);
    return changed;
  });
}

/** Calls back when the vault was written by any context. Returns a function that ends it. */
export function watchVault(changed: () => void): () => void {
  const listener = (changes: Record<string, unknown>): void => {
    if (Object.hasOwn(changes, activeKey)) changed();
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
