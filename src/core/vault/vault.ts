import * as v from 'valibot';
import { failure } from '../failure.js';
import { same } from '../same.js';
import { randomBytes, toBase64 } from './bytes.js';
import { type Envelope, envelopeVersion, iterationsDefault, type RecordType, summed } from './envelope.js';
import { isKnown, isNewer, migrated, recordVersion } from './migrations.js';
import { packed, unpacked } from './packing.js';
import { generateDataKey } from './keys.js';
import { recordPlace, seal, unseal } from './seal.js';
import { wrappedByPassphrase } from './wraps.js';

const indexId = 'index';
const indexSchema = v.strictObject({ gen: v.number(), nonces: v.record(v.string(), v.string()) });

/** What may become large, and says the same again and again. A record of these that was never packed is read as it is. */
const packedTypes: ReadonlySet<string> = new Set(['catalog', 'log', 'shared', 'sync']);

/** A record to write, or null to remove it. */
export type RecordChange = { readonly type: Exclude<RecordType, 'index'>; readonly value: unknown } | null;
export type RecordChanges = Readonly<Record<string, RecordChange>>;

/** A vault and its data key, which may still be wrapped once more. */
export interface Opened {
  readonly envelope: Envelope;
  readonly dataKey: CryptoKey;
}

/** An empty vault under a passphrase. */
export async function createVault(passphrase: string, iterations = iterationsDefault): Promise<Opened> {
  const vaultId = toBase64(randomBytes(16));
  const dataKey = await generateDataKey();
  const { kdf, wrap } = await wrappedByPassphrase(passphrase, dataKey, vaultId, iterations);
  const empty = { fmt: 'cvault' as const, v: envelopeVersion, vaultId, gen: 0, kdf, wraps: [wrap], records: {} };
  return { envelope: await written(empty, dataKey, {}), dataKey };
}

/** A record's value in its present form, or undefined when there is none with that id. Throws `vaultDamaged`. */
export async function readRecord(envelope: Envelope, dataKey: CryptoKey, id: string): Promise<unknown> {
  await checkIndex(envelope, dataKey);
  const record = Object.hasOwn(envelope.records, id) ? envelope.records[id] : undefined;
  if (!record) return undefined;
  const value = await unseal(dataKey, recordPlace(envelope.vaultId, id, record.t, record.sv), record);
  return migrated(record.t, record.sv, packedTypes.has(record.t) ? await unpacked(value) : value);
}

/** Every record, ready to be written to another vault. Throws as `readRecord` does. */
export async function readAll(envelope: Envelope, dataKey: CryptoKey): Promise<RecordChanges> {
  await checkIndex(envelope, dataKey);
  const entries = await Promise.all(Object.entries(envelope.records).map(async ([id, { t: type }]) =>
    (!isKnown(type) || type === 'index' ? [] : [[id, { type, value: await readRecord(envelope, dataKey, id) }] as const])));
  return Object.fromEntries(entries.flat());
}

/**
 * The envelope with records written or removed, one generation later.
 * Throws `vaultDamaged` when it was not whole, and `vaultNewer` when writing would lose what a later Sallyport has written.
 */
export function writeRecords(envelope: Envelope, dataKey: CryptoKey, changes: RecordChanges): Promise<Envelope> {
  return rewritten(envelope, dataKey, {}, changes);
}

/** As `writeRecords`, with other wraps of the data key. */
export async function rewritten(
  envelope: Envelope, dataKey: CryptoKey, doors: Partial<Pick<Envelope, 'kdf' | 'wraps'>>, changes: RecordChanges = {},
): Promise<Envelope> {
  if (isNewer(envelope)) throw failure('vaultNewer');
  await checkIndex(envelope, dataKey);
  return written({ ...envelope, ...doors }, dataKey, changes);
}

/** As `rewritten`, of a vault whose records are all written anew or which has none yet. */
export async function written(envelope: Omit<Envelope, 'sum'>, dataKey: CryptoKey, changes: RecordChanges): Promise<Envelope> {
  const { fmt, v: version, vaultId, kdf, wraps } = envelope;
  const sealedRecord = async (id: string, type: RecordType, value: unknown): Promise<Envelope['records'][string]> => {
    const sv = recordVersion(type);
    const content = packedTypes.has(type) ? await packed(value) : value;
    return { t: type, sv, ...(await seal(dataKey, recordPlace(vaultId, id, type, sv), content)) };
  };
  const kept = Object.entries(envelope.records).filter(([id]) => id !== indexId && !Object.hasOwn(changes, id));
  const fresh = await Promise.all(Object.entries(changes).flatMap(([id, change]) =>
    change === null ? [] : [sealedRecord(id, change.type, change.value).then((record) => [id, record] as const)]));
  const records = Object.fromEntries([...kept, ...fresh]);
  const gen = envelope.gen + 1;
  const index = await sealedRecord(indexId, 'index', { gen, nonces: noncesOf(records) });
  return summed({ fmt, v: version, vaultId, gen, kdf, wraps, records: { ...records, [indexId]: index } });
}

/** The nonce of every record by its id. A nonce is never used twice, so that it tells a record's older self. */
function noncesOf(records: Envelope['records']): Record<string, string> {
  return Object.fromEntries(Object.entries(records).filter(([id]) => id !== indexId).map(([id, { iv }]) => [id, iv]));
}

/** The sealed index names the generation and every record with its nonce: one deleted or brought back from outside is noticed. */
async function checkIndex(envelope: Envelope, dataKey: CryptoKey): Promise<void> {
  const record = envelope.records[indexId];
  if (!record) throw failure('vaultDamaged');
  const index = v.safeParse(indexSchema, await unseal(dataKey, recordPlace(envelope.vaultId, indexId, record.t, record.sv), record));
  const whole = index.success && index.output.gen === envelope.gen
    && same(index.output.nonces, noncesOf(envelope.records));
  if (!whole) throw failure('vaultDamaged');
}
