import * as v from 'valibot';
import { failure } from '../failure.js';
import { toBase64, utf8 } from './bytes.js';

/** AES-256-GCM output: a 12-byte nonce, fresh for every encryption, and the ciphertext with its tag; both base64. */
export interface Sealed {
  readonly iv: string;
  readonly ct: string;
}

/** Key derivation: PBKDF2-HMAC-SHA256 through WebCrypto. `argon2id` is kept free as another `id`. */
const base64 = v.pipe(v.string(), v.base64());
const kdfSchema = v.strictObject({ id: v.literal('pbkdf2-sha256'), iter: v.number(), salt: base64 });
export type Kdf = v.InferOutput<typeof kdfSchema>;

const wrapSchema = v.strictObject({ id: v.string(), iv: base64, ct: base64 });

export const recordTypes = ['key', 'catalog', 'settings', 'index'] as const;
export type RecordType = (typeof recordTypes)[number];
const recordSchema = v.strictObject({ t: v.picklist(recordTypes), sv: v.number(), iv: base64, ct: base64 });

const envelopeSchema = v.strictObject({
  fmt: v.literal('cvault'),
  v: v.literal(1),
  vaultId: v.string(),
  /** One more on every write. */
  gen: v.number(),
  kdf: kdfSchema,
  wraps: v.array(wrapSchema),
  records: v.record(v.string(), recordSchema),
  /** SHA-256 over the canonical JSON of all the rest: finds damage, and is no security. */
  sum: v.string(),
});

/** The vault as it lies on disk: everything that could tell anything is sealed in it. */
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** Fewer iterations than the first would be a downgrade, more than the second a freeze. */
export const iterationsRead = { least: 600_000, most: 20_000_000 } as const;
export const iterationsDefault = 2_000_000;

/** JSON with the keys of every object in order, so that equal values give equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}

async function sumOf(envelope: Omit<Envelope, 'sum'>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonical(envelope)))));
}

/** The envelope with its sum. */
export async function summed(envelope: Omit<Envelope, 'sum'>): Promise<Envelope> {
  return { ...envelope, sum: await sumOf(envelope) };
}

/**
 * Checks what was read from storage before any key touches it.
 * Throws `vaultNewer` for a later version, `vaultDamaged` for anything else that is not an undamaged envelope.
 */
export async function checkedEnvelope(stored: unknown): Promise<Envelope> {
  const newer = v.safeParse(v.looseObject({ fmt: v.literal('cvault'), v: v.pipe(v.number(), v.minValue(2)) }), stored);
  if (newer.success) throw failure('vaultNewer');
  const parsed = v.safeParse(envelopeSchema, stored);
  if (!parsed.success) throw failure('vaultDamaged');
  const { sum, ...rest } = parsed.output;
  const { iter } = rest.kdf;
  const sane = Number.isInteger(iter) && iter >= iterationsRead.least && iter <= iterationsRead.most;
  if (!sane || (await sumOf(rest)) !== sum) throw failure('vaultDamaged');
  return parsed.output;
}
