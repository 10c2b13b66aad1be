import * as v from 'valibot';
import { type KeyMemory, keyMemorySchema } from '../core/keyMemory.js';
import { type Catalogue, emptyCatalogue } from '../core/catalogue.js';
import { catalogueSchema } from '../core/catalogueSchema.js';
import { failure } from '../core/failure.js';
import { joinGiven, type Shared, type SharedCatalogues, sharedSchema } from '../core/given.js';
import { type Log, logSchema } from '../core/log.js';
import { type ReadPolicy, withLocked, withSessionsAtMost } from '../core/policy.js';
import { type Settings, settingsDefault, settingsSchema } from '../core/settings.js';
import type { Envelope } from '../core/vault/envelope.js';
import { isNewer } from '../core/vault/migrations.js';
import { type RecordChanges, readRecord, writeRecords } from '../core/vault/vault.js';
import { dataKey } from './lock.js';
import { readPolicy } from './managed.js';
import { besideWriters, changeVault, loadVault } from './vaultStorage.js';

/** The ids of the vault's records; each identity has two more, for its secret access key and for what is known of its keys. */
export const catalogueRecord = 'catalogue';
export const settingsRecord = 'settings';
export const containersRecord = 'containers';
export const logRecord = 'log';
const containersSchema = v.record(v.string(), v.string());
export type Containers = Readonly<Record<string, string>>;
export const keyRecord = (identityId: string): string => `key:${identityId}`;
export const keyMemoryRecord = (identityId: string): string => `keyMemory:${identityId}`;
/** The record of a shared catalogue, by the catalogue's id, and all such records. */
export const sharedRecord = (catalogueId: string): string => `shared:${catalogueId}`;
export const sharedRecords = (envelope: Envelope): string[] => Object.keys(envelope.records).filter((id) => id.startsWith(sharedRecord('')));

/** The vault and its key. Throws `vaultMissing` or `vaultLocked`. */
export async function openVault(): Promise<{ envelope: Envelope; key: CryptoKey }> {
  const [envelope, key] = await besideWriters(() => Promise.all([loadVault(), dataKey()]));
  if (!envelope) throw failure('vaultMissing');
  if (!key) throw failure('vaultLocked');
  return { envelope, key };
}

/** A record of the shape that is wanted, or what stands for it before it was written. Throws `vaultDamaged`. */
export async function recordIn<Schema extends v.GenericSchema>(
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

/** The person's own catalogue. */
export function ownCatalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  const known = catalogues.get(envelope);
  if (known) return known;
  const read = recordIn(envelope, key, catalogueRecord, catalogueSchema, emptyCatalogue);
  catalogues.set(envelope, read);
  // A catalogue that could not be opened is tried anew.
  read.catch(() => catalogues.delete(envelope));
  return read;
}

/** The catalogue that is in effect, and what it was made of. */
export interface Effective {
  readonly catalogue: Catalogue;
  readonly shared: SharedCatalogues;
  /** How many given roles are left out because the person has no identity for them. */
  readonly leftOut: number;
}

/** The catalogues that are in effect, of vaults that are in memory: each is good for as long as the policy stays. */
const effective = new WeakMap<Envelope, { readonly policy: ReadPolicy; readonly made: Promise<Effective> }>();

/** The person's own catalogue, and what the policy and shared catalogues give. */
export async function effectiveIn(envelope: Envelope, key: CryptoKey): Promise<Effective> {
  const policy = await readPolicy();
  const known = effective.get(envelope);
  if (known?.policy === policy) return known.made;
  const made = effectiveUnder(policy, envelope, key);
  effective.set(envelope, { policy, made });
  made.catch(() => effective.delete(envelope));
  return made;
}

async function effectiveUnder(policy: ReadPolicy, envelope: Envelope, key: CryptoKey): Promise<Effective> {
  const [own, shared] = await Promise.all([ownCatalogueIn(envelope, key), sharedIn(envelope, key)]);
  const given = Object.entries(shared).map(([id, { catalogue }]) => ({ from: { shared: id }, catalogue }));
  const { catalogue, leftOut } = joinGiven(own, [{ from: 'policy', catalogue: policy.value.given }, ...given]);
  return { catalogue: withSessionsAtMost(catalogue, policy.value), shared, leftOut };
}

/** What the vault holds of shared catalogues. What others have written must not keep the rest from being read: one that is not sound is left out. */
async function sharedIn(envelope: Envelope, key: CryptoKey): Promise<SharedCatalogues> {
  const found = await Promise.all(sharedRecords(envelope).map(async (id): Promise<[string, Shared][]> => {
    const record = v.safeParse(sharedSchema, await readRecord(envelope, key, id));
    if (!record.success && isNewer(envelope)) throw failure('vaultNewer');
    return record.success ? [[id.slice(sharedRecord('').length), record.output]] : [];
  }));
  return Object.fromEntries(found.flat());
}

/** The catalogue that is in effect. */
export async function catalogueIn(envelope: Envelope, key: CryptoKey): Promise<Catalogue> {
  return (await effectiveIn(envelope, key)).catalogue;
}

function ownSettingsIn(envelope: Envelope, key: CryptoKey): Promise<Settings> {
  return recordIn(envelope, key, settingsRecord, settingsSchema, settingsDefault);
}

/** The settings that are in effect: the person's own, but for what the policy has set. */
export async function settingsIn(envelope: Envelope, key: CryptoKey): Promise<Settings> {
  const [own, { value }] = await Promise.all([ownSettingsIn(envelope, key), readPolicy()]);
  return withLocked(own, value);
}

/** Whether a later Sallyport has written to the vault, so that it can be used but not changed. */
export async function vaultIsNewer(): Promise<boolean> {
  const envelope = await loadVault();
  return envelope !== undefined && isNewer(envelope);
}

/** What a change of records may read first: what is the person's own. */
export interface Reader {
  catalogue(): Promise<Catalogue>;
  containers(): Promise<Containers>;
  settings(): Promise<Settings>;
  shared(): Promise<SharedCatalogues>;
  log(): Promise<Log>;
  keyMemory(identityId: string): Promise<KeyMemory>;
}

/**
 * Writes and removes records of the unlocked vault in one go. `storing` is called while the browser writes, which takes its time: what
 * else there is to do is best done then. Throws as `openVault` and `changeVault` do.
 */
export function changeRecords(next: (read: Reader) => Promise<RecordChanges>, storing?: () => void): Promise<void> {
  return changeVault(async (envelope) => {
    if (!envelope) throw failure('vaultMissing');
    const key = await dataKey();
    if (!key) throw failure('vaultLocked');
    const changes = await next({
      catalogue: () => ownCatalogueIn(envelope, key), containers: () => containersIn(envelope, key),
      settings: () => ownSettingsIn(envelope, key), shared: () => sharedIn(envelope, key), log: () => logIn(envelope, key),
      keyMemory: (identityId) => keyMemoryIn(envelope, key, identityId),
    });
    const written = await writeRecords(envelope, key, changes);
    const changed = changes[catalogueRecord];
    if (changed) catalogues.set(written, Promise.resolve(changed.value as Catalogue));
    return written;
  }, storing);
}

function logIn(envelope: Envelope, key: CryptoKey): Promise<Log> {
  return recordIn(envelope, key, logRecord, logSchema, []);
}

export function keyMemoryIn(envelope: Envelope, key: CryptoKey, identityId: string): Promise<KeyMemory> {
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

/** The catalogue that is in effect, for whoever opens, searches or marks. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readCatalogue(): Promise<Catalogue> {
  return (await readEffective()).catalogue;
}

/** The catalogue that is in effect, and what it was made of. Throws as `readCatalogue` does. */
export async function readEffective(): Promise<Effective> {
  const { envelope, key } = await openVault();
  return effectiveIn(envelope, key);
}

/** The person's own catalogue, for whoever changes it, shows it as text or hands it out. Throws as `readCatalogue` does. */
export async function readOwnCatalogue(): Promise<Catalogue> {
  const { envelope, key } = await openVault();
  return ownCatalogueIn(envelope, key);
}

/** The settings that are in effect. Throws as `readCatalogue` does. */
export async function readSettings(): Promise<Settings> {
  const { envelope, key } = await openVault();
  return settingsIn(envelope, key);
}

/** What was opened, as it is sealed in the vault. Throws as `readCatalogue` does. */
export async function readLog(): Promise<Log> {
  const { envelope, key } = await openVault();
  return logIn(envelope, key);
}
