import browser from 'webextension-polyfill';
import { failure } from '../core/failure.js';
import { same } from '../core/same.js';
import { checkedEnvelope, type Envelope } from '../core/vault/envelope.js';
import { firstScreen, storageRefused, wholeList } from './stored.js';
import { readMirror, writeMirror } from './vaultMirror.js';

/**
 * The vault's two slots in `storage.local`. A write goes to the slot that is not in use and names it as the one in use
 * in the same atomic `set`; only when it was read back undamaged may the old slot be written over.
 */
export type Slot = 'A' | 'B';
const activeKey = 'vault.active';
/** When each slot was written, in milliseconds since the epoch. */
const savedKey = 'vault.savedAt';
export const slotKey = (slot: Slot): `vault.${Slot}` => `vault.${slot}`;

/** What lies in the slots, whether it is whole or not. */
export interface Slots {
  readonly active: unknown;
  readonly A: unknown;
  readonly B: unknown;
  readonly savedAt: Readonly<Partial<Record<Slot, number>>>;
}

export async function readSlots(): Promise<Slots> {
  const stored = await browser.storage.local.get([activeKey, savedKey, slotKey('A'), slotKey('B')]);
  return { active: stored[activeKey], A: stored['vault.A'], B: stored['vault.B'], savedAt: (stored[savedKey] as Slots['savedAt'] | undefined) ?? {} };
}

/** The slot in use. Throws `vaultDamaged` when that is not said, though there is a vault, or at least its mirror. */
async function activeSlot({ active, A, B }: Slots): Promise<Slot | undefined> {
  if (active === 'A' || active === 'B') return active;
  if (active === undefined && A === undefined && B === undefined && !(await readMirror())) return undefined;
  throw failure('vaultDamaged');
}

/** The slots, or `vaultDamaged` when the browser cannot read its storage at all. */
function slotsOrDamage(): Promise<Slots> {
  return readSlots().catch(() => { throw failure('vaultDamaged'); });
}

/** The vault as it was read last, and which write of it that was. */
let latest: { readonly active: Slot; readonly savedAt: number; readonly envelope: Envelope } | undefined;

/** Forgets the vault that was read last, and with it what was made of it. */
export function forgetVault(): void {
  latest = undefined;
}

/** Which slot is in use, and when they were written. */
async function pointers(): Promise<{ readonly [activeKey]?: unknown; readonly [savedKey]?: Slots['savedAt'] }> {
  return browser.storage.local.get([activeKey, savedKey]);
}

/** Whether the vault that was read last is the one that is stored: a vault of thousands of roles takes its time to be read and checked. */
async function isLatest({ active: slot, savedAt: written }: NonNullable<typeof latest>): Promise<boolean> {
  const { [activeKey]: active, [savedKey]: savedAt } = await pointers();
  return active === slot && savedAt?.[slot] === written;
}

/** The vault as it is stored, or undefined when there is none. Throws `vaultDamaged` or `vaultNewer`. */
export async function loadVault(): Promise<Envelope | undefined> {
  const known = latest;
  if (known && await isLatest(known)) return known.envelope;
  const slots = await slotsOrDamage();
  const active = await activeSlot(slots);
  if (!active) return undefined;
  const envelope = await checkedEnvelope(slots[active]);
  const savedAt = slots.savedAt[active];
  if (savedAt !== undefined) latest = { active, savedAt, envelope };
  return envelope;
}

/**
 * Stores a vault beside the slot whose content is to stay until it was read back.
 * Throws `storageRefused`, with the one before still in use, when it could not be; the person is told for as long as it stays so.
 * `storing` is called while the browser writes.
 */
export async function storeVault(envelope: Envelope, stays: Slot | undefined, savedAt: Slots['savedAt'], storing?: () => void): Promise<void> {
  const next: Slot = stays === 'A' ? 'B' : 'A';
  const now = Date.now();
  await Promise.all([firstScreen.set(null), wholeList.set(null)]);
  try {
    const set = browser.storage.local.set({ [slotKey(next)]: envelope, [activeKey]: next, [savedKey]: { ...savedAt, [next]: now } });
    storing?.();
    await set;
    const { [slotKey(next)]: back } = await browser.storage.local.get(slotKey(next));
    if (!same(back, envelope)) throw failure('storageRefused');
  } catch {
    // Should this be refused too, the sum tells a vault that was written in part when it is read.
    await takeBack(stays, next).catch(() => undefined);
    await storageRefused.set(true).catch(() => undefined);
    throw failure('storageRefused');
  }
  // It was read back undamaged: nobody need read it again.
  latest = { active: next, savedAt: now, envelope };
  if (await storageRefused.get()) await storageRefused.set(false);
  await writeMirror(envelope, now);
}

async function takeBack(old: Slot | undefined, next: Slot): Promise<void> {
  if (old) await browser.storage.local.set({ [activeKey]: old });
  else await browser.storage.local.remove([activeKey, slotKey(next)]);
}

async function storeBesideActive(envelope: Envelope, storing?: () => void): Promise<void> {
  const { [activeKey]: active, [savedKey]: savedAt = {} } = await pointers().catch(() => { throw failure('vaultDamaged'); });
  const stays = active === 'A' || active === 'B' ? active : await activeSlot(await slotsOrDamage());
  await storeVault(envelope, stays, savedAt, storing);
}

/**
 * Brings back what the browser had stored, and has lost since: a Chromium that is killed in the middle of a write to
 * `storage.local` may drop, at the start after the next, what was written after it (google/leveldb#1287). The mirror lies
 * in another database. One that is whole, of the same vault, and later takes the place of what is in use.
 */
export function takeLaterMirror(): Promise<void> {
  return aloneWithVault(async () => {
    const [present, mirror] = await Promise.all([loadVault(), readMirror()]);
    const mirrored = await checkedEnvelope(mirror?.envelope).catch(() => undefined);
    if (present && mirrored && mirrored.vaultId === present.vaultId && mirrored.gen > present.gen) await storeBesideActive(mirrored);
  });
}

/** Writes the vault while no other window or worker reads or writes it. */
export function aloneWithVault<T>(run: () => Promise<T>): Promise<T> {
  return navigator.locks.request('vault', run);
}

/** Reads the vault and its key while nobody writes: a vault with a new data key and the key before it would look damaged. */
export function besideWriters<T>(run: () => Promise<T>): Promise<T> {
  return navigator.locks.request('vault', { mode: 'shared' }, run);
}

/** Changes the vault while no other window or worker does; `undefined` is given when there is none yet. `storing` is called while the browser writes. */
export function changeVault(next: (envelope: Envelope | undefined) => Promise<Envelope>, storing?: () => void): Promise<void> {
  return aloneWithVault(async () => storeBesideActive(await next(await loadVault()), storing));
}

/**
 * Changes the vault so that nothing of what it was is left to be opened: once the new one is in use, it takes the other
 * slot too, and the mirror is its own already. `stored` is done before anyone reads it.
 */
export function replaceVault<T extends { readonly envelope: Envelope }>(
  next: (envelope: Envelope) => Promise<T>, stored: (changed: T) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  return aloneWithVault(async () => {
    const present = await loadVault();
    if (!present) throw failure('vaultMissing');
    const changed = await next(present);
    await storeBesideActive(changed.envelope);
    await storeBesideActive(changed.envelope);
    await stored(changed);
  });
}

/** Removes the vault's slots. */
export function removeSlots(): Promise<void> {
  return browser.storage.local.remove([activeKey, savedKey, slotKey('A'), slotKey('B')]);
}

/** Calls back when the vault was written by any context. Returns a function that ends it. */
export function watchVault(changed: () => void): () => void {
  const listener = (changes: Record<string, unknown>): void => {
    if (Object.hasOwn(changes, activeKey)) changed();
  };
  browser.storage.local.onChanged.addListener(listener);
  return () => browser.storage.local.onChanged.removeListener(listener);
}
