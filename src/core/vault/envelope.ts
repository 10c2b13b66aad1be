import * as v from 'valibot';
import { failure } from '../failure.js';
import { toBase64, utf8 } from './bytes.js';
import { canonical } from './canonical.js';

/** AES-256-GCM output: a 12-byte nonce, fresh for every encryption, and the ciphertext with its tag; both base64. */
export interface Sealed {
  readonly iv: string;
  readonly ct: string;
}

/** Key derivation: PBKDF2-HMAC-SHA256 through WebCrypto. `argon2id` is kept free as another `id`. */
const base64 = v.pipe(v.string(), v.base64());
const kdfSchema = v.strictObject({ id: v.literal('pbkdf2-sha256'), iter: v.number(), salt: base64 });
export type Kdf = v.InferOutput<typeof kdfSchema>;

/** The data key, wrapped: by the passphrase (`pass`), or by a passkey (`prf:` and its credential id), which brings a salt. */
const wrapSchema = v.strictObject({ id: v.string(), salt: v.exactOptional(base64), iv: base64, ct: base64 });
export type Wrap = v.InferOutput<typeof wrapSchema>;

export const recordTypes = ['key', 'catalog', 'settings', 'containers', 'log', 'shared', 'sync', 'index'] as const;
export type RecordType = (typeof recordTypes)[number];
/** A type that is not known is a later Sallyport's: what it holds stays sealed. */
const recordSchema = v.strictObject({ t: v.string(), sv: v.number(), iv: base64, ct: base64 });

/** The version that is written. A later one is read as far as it still has this shape, and never written over. */
export const envelopeVersion = 1;

const envelopeEntries = {
  fmt: v.literal('cvault'),
  v: v.pipe(v.number(), v.integer(), v.minValue(envelopeVersion)),
  vaultId: v.string(),
  /** One more on every write. */
  gen: v.number(),
  kdf: kdfSchema,
  wraps: v.array(wrapSchema),
  records: v.record(v.string(), recordSchema),
  /** SHA-256 over the canonical JSON of all the rest: finds damage, and is no security. */
  sum: v.string(),
};
export const envelopeSchema = v.strictObject(envelopeEntries);
const laterSchema = v.looseObject(envelopeEntries);

/** The vault as it lies on disk: everything that could tell anything is sealed in it. */
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** Fewer iterations than the first would be a downgrade, more than the second a freeze. */
export const iterationsRead = { least: 600_000, most: 20_000_000 } as const;
export const iterationsDefault = 2_000_000;

async function sumOf(envelope: Omit<Envelope, 'sum'>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonical(envelope)))));
}

/** The envelope with its sum. */
export async function summed(envelope: Omit<Envelope, 'sum'>): Promise<Envelope> {
  return { ...envelope, sum: await sumOf(envelope) };
}

/** Whether a later Sallyport wrote it. */
const isLater = (stored: unknown): boolean =>
  v.is(v.looseObject({ fmt: v.literal('cvault'), v: v.pipe(v.number(), v.gtValue(envelopeVersion)) }), stored);

/**
 * Checks what was read from storage before any key touches it.
 * Throws `vaultNewer` for a later version that is not read the same way, `vaultDamaged` for anything else that is not an
 * undamaged envelope.
 */
export async function checkedEnvelope(stored: unknown): Promise<Envelope> {
  const later = isLater(stored);
  const wrong = failure(later ? 'vaultNewer' : 'vaultDamaged');
  const parsed = v.safeParse(later ? laterSchema : envelopeSchema, stored);
  if (!parsed.success) throw wrong;
  const { sum, ...rest } = parsed.output;
  const { iter } = rest.kdf;
  const sane = Number.isInteger(iter) && iter >= iterationsRead.least && iter <= iterationsRead.most;
  if (!sane || (await sumOf(rest)) !== sum) throw wrong;
  return parsed.output;
}
