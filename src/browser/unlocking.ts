import { createStore, del, get, set } from 'idb-keyval';
import * as v from 'valibot';
import { type Catalogue, catalogueSchema, emptyCatalogue } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import type { Envelope } from '../core/vault/envelope.js';
import { generateWrappingKey, sessionPlace, unwrapDataKey, wrapDataKey } from '../core/vault/seal.js';
import { createVault, readRecord, unlockVault } from '../core/vault/vault.js';
import { flows, launches, unlockedKey } from './stored.js';
import { changeVault, loadVault } from './vaultStorage.js';

const keyStore = createStore('sallyport', 'keys');
const sessionKeyName = 'unlock';
const unlockPlace = sessionPlace('unlock', 'dataKey');

/** The id of the catalogue's record in the vault. */
export const catalogueRecord = 'catalogue';

export type VaultState = 'missing' | 'locked' | 'unlocked';

export async function vaultState(): Promise<VaultState> {
  if (!(await loadVault())) return 'missing';
  return (await dataKey()) ? 'unlocked' : 'locked';
}

/** Makes the vault, under a passphrase, and leaves it unlocked. Throws `storageRefused` when there is one already. */
export async function createAndUnlock(passphrase: string): Promise<void> {
  const { envelope, dataKey: fresh } = await createVault(passphrase);
  await changeVault(async (present) => {
    if (present) throw failure('storageRefused');
    return envelope;
  });
  await keepUnlocked(fresh);
}

/** Unlocks the vault until it is locked or the browser closes. Throws `passphraseWrong`, `vaultMissing`, `vaultDamaged`. */
export async function unlock(passphrase: string): Promise<void> {
  const envelope = await loadVault();
  if (!envelope) throw failure('vaultMissing');
  await keepUnlocked(await unlockVault(envelope, passphrase));
}

/**
 * Forgets the data key, and what was sealed for journeys under way. MFA sessions stay, sealed: the next unlocking brings
 * them back without a code.
 */
export async function lock(): Promise<void> {
  await Promise.all([unlockedKey.set(null), del(sessionKeyName, keyStore), launches.set({}), flows.set({})]);
}

async function keepUnlocked(fresh: CryptoKey): Promise<void> {
  const wrappingKey = await generateWrappingKey();
  const wrapped = await wrapDataKey(fresh, wrappingKey, unlockPlace);
  await set(sessionKeyName, wrappingKey, keyStore);
  await unlockedKey.set(wrapped);
}

/** The data key while the vault is unlocked. It survives a restart of the worker, not of the browser. */
export async function dataKey(): Promise<CryptoKey | undefined> {
  const [wrapped, wrappingKey] = await Promise.all([unlockedKey.get(), get<CryptoKey>(sessionKeyName, keyStore)]);
  if (!wrapped || !wrappingKey) return undefined;
  return unwrapDataKey(wrapped, wrappingKey, unlockPlace, false).catch(() => undefined);
}

/** The vault and its key. Throws `vaultMissing` or `vaultLocked`. */
export async function openVault(): Promise<{ envelope: Envelope; key: CryptoKey }> {
  const [envelope, key] = await Promise.all([loadVault(), dataKey()]);
  if (!envelope) throw failure('vaultMissing');
  if (!key) throw failure('vaultLocked');
  return { envelope, key };
}

/** The catalogue as it is sealed in the vault. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readCatalogue(): Promise<Catalogue> {
  const { envelope, key } = await openVault();
  return catalogueIn(envelope, key);
}

/** The catalogue in an opened vault: empty before anything was added. Throws `vaultDamaged`. */
export async function catalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  const record = await readRecord(envelope, key, catalogueRecord);
  if (record === undefined) return emptyCatalogue;
  const parsed = v.safeParse(catalogueSchema, record);
  if (!parsed.success) throw failure('vaultDamaged');
  return parsed.output;
}
