import { failure } from '../core/failure.js';
import { checkedEnvelope, type Envelope } from '../core/vault/envelope.js';
import { lock } from './lock.js';
import { flows, mfaSessions, rememberedColours, setAside, usedCodes } from './stored.js';
import { type Mirror, readMirror, removeMirror } from './vaultMirror.js';
import { aloneWithVault, readSlots, removeSlots, type Slot, type Slots, storeVault } from './vaultStorage.js';

/** A whole copy of a vault that is damaged, and when it was stored, if that is known. */
export interface VaultCopy {
  readonly envelope: Envelope;
  readonly savedAt: number | undefined;
  /** Where it lies; undefined in the mirror. */
  readonly slot: Slot | undefined;
}

const nothing: Slots = { active: undefined, A: undefined, B: undefined, savedAt: {} };

/** Everything there is of the vault. A browser that cannot read its storage has none of it. */
async function remains(): Promise<{ slots: Slots; mirror: Mirror | undefined }> {
  const [slots, mirror] = await Promise.all([readSlots().catch(() => nothing), readMirror()]);
  return { slots, mirror };
}

/**
 * The latest whole copy of the vault that is not the one in use: that one is damaged, be it only inside, which shows when
 * it is opened.
 */
export async function findCopy(): Promise<VaultCopy | undefined> {
  const { slots, mirror } = await remains();
  const places = [
    { stored: mirror?.envelope, savedAt: mirror?.savedAt, slot: undefined },
    ...(['A', 'B'] as const).map((slot) => ({ stored: slots[slot], savedAt: slots.savedAt[slot], slot })),
  ];
  const inUse = slots.active === 'A' || slots.active === 'B' ? await wholeSum(slots[slots.active]) : undefined;
  const copies = await Promise.all(places.map(async ({ stored, ...place }) =>
    checkedEnvelope(stored).then((envelope) => [{ envelope, ...place }], () => [])));
  return copies.flat().filter(({ envelope }) => envelope.sum !== inUse)
    .sort((one, other) => other.envelope.gen - one.envelope.gen)[0];
}

async function wholeSum(stored: unknown): Promise<string | undefined> {
  return checkedEnvelope(stored).then(({ sum }) => sum, () => undefined);
}

/** Keeps what there is of the vault, sealed as it is, so that it can still be downloaded after something took its place. */
async function keepRemains(): Promise<void> {
  const { slots, mirror } = await remains();
  await setAside.set({ at: Date.now(), slots, mirror }).catch(() => { throw failure('storageRefused'); });
}

/** Puts the copy in the damaged vault's place, and locks. Throws `vaultDamaged` when there is none, or `storageRefused`. */
export async function restoreCopy(): Promise<void> {
  await aloneWithVault(async () => {
    const copy = await findCopy();
    if (!copy) throw failure('vaultDamaged');
    await keepRemains();
    await storeVault(copy.envelope, copy.slot, {});
  });
  await lock();
}

/** Removes the vault and everything that only it can open; what is left of it is kept to be downloaded. */
export async function resetVault(): Promise<void> {
  await aloneWithVault(async () => {
    await keepRemains();
    await removeMirror();
    await removeSlots();
  });
  await Promise.all([mfaSessions.set({}), usedCodes.set(null), flows.set({}), rememberedColours.set(null)]);
  await lock();
}
