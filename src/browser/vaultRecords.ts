import * as v from 'valibot';
import { type Catalogue, catalogueSchema, emptyCatalogue } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { type Settings, settingsDefault, settingsSchema } from '../core/settings.js';
import type { Envelope } from '../core/vault/envelope.js';
import { isNewer } from '../core/vault/migrations.js';
import { type RecordChanges, readRecord, writeRecords } from '../core/vault/vault.js';
import { dataKey } from './lock.js';
import { besideWriters, changeVault, loadVault } from './vaultStorage.js';

/** The ids of the vault's records; each identity has one more, for its secret access key. */
export const catalogueRecord = 'catalogue';
export const settingsRecord = 'settings';
export const keyRecord = (identityId: string): string => `key:${identityId}`;

/** The vault and its key. Throws `vaultMissing` or `vaultLocked`. */
export async function openVault(): Promise<{ envelope: Envelope; key: CryptoKey }> {
  const [envelope, key] = await besideWriters(() => Promise.all([loadVault(), dataKey()]));
  if (!envelope) throw failure('vaultMissing');
  if (!key) throw failure('vaultLocked');
  return { envelope, key };
}

/** A record of the shape that is wanted, or what stands for it before it was written. Throws `vaultDamaged`. */
async function recordIn<Schema extends v.GenericSchema>(
  envelope: Envelope, key: CryptoKey, id: string, schema: Schema, initial: v.InferOutput<Schema>,
): Promise<v.InferOutput<Schema>> {
  const record = await readRecord(envelope, key, id);
  if (record === undefined) return initial;
  const parsed = v.safeParse(schema, record);
  if (!parsed.success) throw failure(isNewer(envelope) ? 'vaultNewer' : 'vaultDamaged');
  return parsed.output;
}

export function catalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  return recordIn(envelope, key, catalogueRecord, catalogueSchema, emptyCatalogue);
}

export function settingsIn(envelope: Envelope, key: CryptoKey): Promise<Settings> {
  return recordIn(envelope, key, settingsRecord, settingsSchema, settingsDefault);
}

/** Whether a later Sallyport has written to the vault, so that it can be used but not changed. */
export async function vaultIsNewer(): Promise<boolean> {
  const envelope = await loadVault();
  return envelope !== undefined && isNewer(envelope);
}

/** Writes and removes records of the unlocked vault in one go. Throws as `openVault` and `changeVault` do. */
export function changeRecords(next: (catalogue: Catalogue) => RecordChanges): Promise<void> {
  return changeVault(async (envelope) => {
    if (!envelope) throw failure('vaultMissing');
    const key = await dataKey();
    if (!key) throw failure('vaultLocked');
    return writeRecords(envelope, key, next(await catalogueIn(envelope, key)));
  });
}

/** The catalogue as it is sealed in the vault. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readCatalogue(): Promise<Catalogue> {
  const { envelope, key } = await openVault();
  return catalogueIn(envelope, key);
}

/** The settings as they are sealed in the vault. Throws as `readCatalogue` does. */
export async function readSettings(): Promise<Settings> {
  const { envelope, key } = await openVault();
  return settingsIn(envelope, key);
}
