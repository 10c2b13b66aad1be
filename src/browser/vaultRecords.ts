import * as v from 'valibot';
import { type KeyMemory, keyMemorySchema, soundMemory } from '../core/accessKeys.js';
import { type Catalogue, emptyCatalogue } from '../core/catalogue.js';
import { catalogueSchema } from '../core/catalogueSchema.js';
import { failure } from '../core/failure.js';
import { type GivenCatalogue, givenCatalogueSchema, withGiven } from '../core/given.js';
import { type Log, logSchema } from '../core/log.js';
import { type Sharing, sharingSchema } from '../core/sharing.js';
import { type SyncRecord, syncRecordSchema } from '../core/syncing.js';
import { type Settings, settingsDefault, settingsSchema } from '../core/settings.js';
import type { Envelope } from '../core/vault/envelope.js';
import { isNewer } from '../core/vault/migrations.js';
import { type RecordChanges, readRecord, writeRecords } from '../core/vault/vault.js';
import { dataKey } from './lock.js';
import { besideWriters, changeVault, loadVault } from './vaultStorage.js';

/** The ids of the vault's records; each identity has two more, for its secret access key and for what is known of its keys. */
export const catalogueRecord = 'catalogue';
export const settingsRecord = 'settings';
export const containersRecord = 'containers';
export const logRecord = 'log';
const syncRecord = 'sync';
const sharingRecord = 'sharing';
const sharedPrefix = 'shared:';
const containersSchema = v.record(v.string(), v.string());
export type Containers = Readonly<Record<string, string>>;
export const keyRecord = (identityId: string): string => `key:${identityId}`;
export const keyMemoryRecord = (identityId: string): string => `keyMemory:${identityId}`;

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

/** The catalogues of vaults that are in memory, so that each is opened and checked once. */
const catalogues = new WeakMap<Envelope, Promise<Catalogue>>();

export function catalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  const known = catalogues.get(envelope);
  if (known) return known;
  const read = recordIn(envelope, key, catalogueRecord, catalogueSchema, emptyCatalogue);
  catalogues.set(envelope, read);
  // A catalogue that could not be opened is tried anew.
  read.catch(() => catalogues.delete(envelope));
  return read;
}

/** What was given to the person: a record each. */
function givenIn(envelope: Envelope, key: CryptoKey): Promise<GivenCatalogue[]> {
  const ids = Object.keys(envelope.records).filter((id) => id.startsWith(sharedPrefix));
  return Promise.all(ids.map(async (id) => {
    const given = await recordIn(envelope, key, id, v.optional(givenCatalogueSchema), undefined);
    if (!given) throw failure('vaultDamaged');
    return given;
  }));
}

/** The same with what was given to the person. */
const whole = new WeakMap<Envelope, Promise<Catalogue>>();

/** The person's own catalogue, and what was given of which they have the key. */
export function wholeCatalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  const known = whole.get(envelope);
  if (known) return known;
  const read = Promise.all([catalogueIn(envelope, key), givenIn(envelope, key)]).then(([own, given]) => withGiven(own, given));
  whole.set(envelope, read);
  read.catch(() => whole.delete(envelope));
  return read;
}

export function settingsIn(envelope: Envelope, key: CryptoKey): Promise<Settings> {
  return recordIn(envelope, key, settingsRecord, settingsSchema, settingsDefault);
}

/** Whether a later Sallyport has written to the vault, so that it can be used but not changed. */
export async function vaultIsNewer(): Promise<boolean> {
  const envelope = await loadVault();
  return envelope !== undefined && isNewer(envelope);
}

/** What a change of records may read first. */
export interface Reader {
  catalogue(): Promise<Catalogue>;
  containers(): Promise<Containers>;
  settings(): Promise<Settings>;
  log(): Promise<Log>;
  keyMemory(identityId: string): Promise<KeyMemory>;
  sharings(): Promise<readonly Sharing[]>;
}

/** Writes and removes records of the unlocked vault in one go. Throws as `openVault` and `changeVault` do. */
export function changeRecords(next: (read: Reader) => Promise<RecordChanges>): Promise<void> {
  return changeVault(async (envelope) => {
    if (!envelope) throw failure('vaultMissing');
    const key = await dataKey();
    if (!key) throw failure('vaultLocked');
    const changes = await next({
      catalogue: () => catalogueIn(envelope, key), containers: () => containersIn(envelope, key),
      settings: () => settingsIn(envelope, key), log: () => logIn(envelope, key),
      keyMemory: (identityId) => keyMemoryIn(envelope, key, identityId),
      sharings: () => sharingsIn(envelope, key),
    });
    return writeRecords(envelope, key, changes);
  });
}

function sharingsIn(envelope: Envelope, key: CryptoKey): Promise<readonly Sharing[]> {
  return recordIn(envelope, key, sharingRecord, sharingSchema, []);
}

function logIn(envelope: Envelope, key: CryptoKey): Promise<Log> {
  return recordIn(envelope, key, logRecord, logSchema, []);
}

function keyMemoryIn(envelope: Envelope, key: CryptoKey, identityId: string): Promise<KeyMemory> {
  return recordIn(envelope, key, keyMemoryRecord(identityId), keyMemorySchema, {});
}

function containersIn(envelope: Envelope, key: CryptoKey): Promise<Containers> {
  return recordIn(envelope, key, containersRecord, containersSchema, {});
}

/** The container of each role by the role's id. Throws as `readCatalogue` does. */
export async function readContainers(): Promise<Containers> {
  const { envelope, key } = await openVault();
  return containersIn(envelope, key);
}

/** All that can be opened, as it is sealed in the vault. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readCatalogue(): Promise<Catalogue> {
  const { envelope, key } = await openVault();
  return wholeCatalogueIn(envelope, key);
}

/** The person's own catalogue alone, which is all that may be edited. Throws as `readCatalogue` does. */
export async function readOwnCatalogue(): Promise<Catalogue> {
  const { envelope, key } = await openVault();
  return catalogueIn(envelope, key);
}

/** The settings as they are sealed in the vault. Throws as `readCatalogue` does. */
export async function readSettings(): Promise<Settings> {
  const { envelope, key } = await openVault();
  return settingsIn(envelope, key);
}

/** What was opened, as it is sealed in the vault. Throws as `readCatalogue` does. */
export async function readLog(): Promise<Log> {
  const { envelope, key } = await openVault();
  return logIn(envelope, key);
}

/** What the vault remembers of each identity's access keys, by the identity's id. Throws as `readCatalogue` does. */
export async function readKeyMemories(): Promise<ReadonlyMap<string, KeyMemory>> {
  const { envelope, key } = await openVault();
  const { identities } = await catalogueIn(envelope, key);
  return new Map(await Promise.all(identities.map(async ({ id, accessKeyId }) => [id, soundMemory(await keyMemoryIn(envelope, key, id), accessKeyId)] as const)));
}

/** What this computer knows of the browser's sync; nothing while it takes no part. Throws as `readCatalogue` does. */
export async function readSyncRecord(): Promise<SyncRecord | undefined> {
  const { envelope, key } = await openVault();
  return recordIn(envelope, key, syncRecord, v.optional(syncRecordSchema), undefined);
}

export function writeSyncRecord(record: SyncRecord | undefined): Promise<void> {
  return changeRecords(async () => ({ [syncRecord]: record === undefined ? null : { type: 'sync', value: record } }));
}

/** The shared catalogues that the person has taken. Throws as `readCatalogue` does. */
export async function readShared(): Promise<{ readonly sharing: Sharing; readonly given: GivenCatalogue }[]> {
  const { envelope, key } = await openVault();
  const [sharings, given] = await Promise.all([sharingsIn(envelope, key), givenIn(envelope, key)]);
  return sharings.flatMap((sharing) => given.flatMap((one) => (one.id === sharing.id ? [{ sharing, given: one }] : [])));
}

/** Stores where a shared catalogue is from, and what it says where that is new. */
export function writeShared(sharing: Sharing, given?: GivenCatalogue): Promise<void> {
  return changeRecords(async (read) => {
    const others = await read.sharings();
    const next = others.some(({ id }) => id === sharing.id) ? others.map((one) => (one.id === sharing.id ? sharing : one)) : [...others, sharing];
    return {
      [sharingRecord]: { type: 'sharing', value: next },
      ...(given ? { [`${sharedPrefix}${given.id}`]: { type: 'shared', value: given } } : {}),
    };
  });
}

export function removeShared(id: string): Promise<void> {
  return changeRecords(async (read) => ({
    [sharingRecord]: { type: 'sharing', value: (await read.sharings()).filter((one) => one.id !== id) }, [`${sharedPrefix}${id}`]: null,
  }));
}
