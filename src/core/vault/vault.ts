import * as v from 'valibot';
import { failure } from '../failure.js';
import { randomBytes, toBase64 } from './bytes.js';
import { canonical, checkedEnvelope, type Envelope, iterationsDefault, type RecordType, summed } from './envelope.js';
import { deriveWrappingKey, generateDataKey, recordPlace, seal, unseal, unwrapDataKey, wrapDataKey, wrapPlace } from './seal.js';

const passphraseWrap = 'pass';
const recordVersion = 1;
const indexId = 'index';
const indexSchema = v.strictObject({ gen: v.number(), nonces: v.record(v.string(), v.string()) });

/** A record to write, or null to remove it. */
export type RecordChange = { readonly type: Exclude<RecordType, 'index'>; readonly value: unknown } | null;

/** An empty vault under a passphrase, and its data key, which may still be wrapped once more. */
export async function createVault(
  passphrase: string, iterations = iterationsDefault,
): Promise<{ envelope: Envelope; dataKey: CryptoKey }> {
  const vaultId = toBase64(randomBytes(16));
  const dataKey = await generateDataKey();
  const door = await wrappedBy(passphrase, dataKey, vaultId, iterations);
  return { envelope: await written({ fmt: 'cvault', v: 1, vaultId, gen: 0, ...door, records: {} }, dataKey, {}), dataKey };
}

/** The data key wrapped by a passphrase with a fresh salt, and how the passphrase is to be turned into the wrapping key. */
async function wrappedBy(
  passphrase: string, dataKey: CryptoKey, vaultId: string, iterations: number,
): Promise<Pick<Envelope, 'kdf' | 'wraps'>> {
  const kdf = { id: 'pbkdf2-sha256' as const, iter: iterations, salt: toBase64(randomBytes(32)) };
  const wrap = await wrapDataKey(dataKey, await deriveWrappingKey(passphrase, kdf), wrapPlace(vaultId, passphraseWrap, kdf));
  return { kdf, wraps: [{ id: passphraseWrap, ...wrap }] };
}

/**
 * The vault, opened from now on by another passphrase only: the data key stays and is wrapped anew.
 * Throws as `unlockVault` does.
 */
export async function withPassphrase(
  envelope: Envelope, current: string, next: string, iterations = iterationsDefault,
): Promise<{ envelope: Envelope; dataKey: CryptoKey }> {
  const dataKey = await unlockVault(envelope, current);
  await checkIndex(envelope, dataKey);
  const door = await wrappedBy(next, dataKey, envelope.vaultId, iterations);
  return { envelope: await written({ ...envelope, ...door }, dataKey, {}), dataKey };
}

/**
 * The vault under another passphrase and a new data key, every record sealed anew: for when passphrase or vault may have
 * leaked. Throws as `unlockVault` does.
 */
export async function rekeyed(
  envelope: Envelope, current: string, next: string, iterations = iterationsDefault,
): Promise<{ envelope: Envelope; dataKey: CryptoKey }> {
  const old = await unlockVault(envelope, current);
  const ids = Object.keys(envelope.records).filter((id) => id !== indexId);
  const changes = await Promise.all(ids.map(async (id): Promise<[string, RecordChange]> =>
    [id, { type: typeOf(envelope, id), value: await readRecord(envelope, old, id) }]));
  const dataKey = await generateDataKey();
  const door = await wrappedBy(next, dataKey, envelope.vaultId, iterations);
  return { envelope: await written({ ...envelope, ...door }, dataKey, Object.fromEntries(changes)), dataKey };
}

function typeOf(envelope: Envelope, id: string): Exclude<RecordType, 'index'> {
  const type = envelope.records[id]?.t;
  if (type === undefined || type === 'index') throw failure('vaultDamaged');
  return type;
}

/**
 * The data key of a vault, from its passphrase; extractable, so that it can be wrapped for the browser session.
 * Throws `passphraseWrong` when the envelope is whole but does not open, `vaultDamaged` and `vaultNewer` otherwise.
 */
export async function unlockVault(stored: unknown, passphrase: string): Promise<CryptoKey> {
  const { vaultId, kdf, wraps } = await checkedEnvelope(stored);
  const wrap = wraps.find(({ id }) => id === passphraseWrap);
  if (!wrap) throw failure('vaultDamaged');
  const wrappingKey = await deriveWrappingKey(passphrase, kdf);
  return unwrapDataKey(wrap, wrappingKey, wrapPlace(vaultId, wrap.id, kdf), true).catch(() => {
    throw failure('passphraseWrong');
  });
}

/** A record's value, or undefined when there is none with that id. Throws `vaultDamaged`, or `vaultNewer` for a later form of it. */
export async function readRecord(envelope: Envelope, dataKey: CryptoKey, id: string): Promise<unknown> {
  await checkIndex(envelope, dataKey);
  const record = Object.hasOwn(envelope.records, id) ? envelope.records[id] : undefined;
  if (!record) return undefined;
  const value = await unseal(dataKey, recordPlace(envelope.vaultId, id, record.t, record.sv), record);
  if (record.sv > recordVersion) throw failure('vaultNewer');
  return value;
}

/** The envelope with records written or removed, one generation later. Throws `vaultDamaged` when it was not whole. */
export async function writeRecords(
  envelope: Envelope, dataKey: CryptoKey, changes: Readonly<Record<string, RecordChange>>,
): Promise<Envelope> {
  await checkIndex(envelope, dataKey);
  return written(envelope, dataKey, changes);
}

async function written(
  envelope: Omit<Envelope, 'sum'>, dataKey: CryptoKey, changes: Readonly<Record<string, RecordChange>>,
): Promise<Envelope> {
  const { fmt, v: version, vaultId, kdf, wraps } = envelope;
  const sealedRecord = async (id: string, type: RecordType, value: unknown): Promise<Envelope['records'][string]> =>
    ({ t: type, sv: recordVersion, ...(await seal(dataKey, recordPlace(vaultId, id, type, recordVersion), value)) });
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
    && canonical(index.output.nonces) === canonical(noncesOf(envelope.records));
  if (!whole) throw failure('vaultDamaged');
}
