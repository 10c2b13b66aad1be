import * as v from 'valibot';
import { failure } from './failure.js';
import { headKey } from './syncHead.js';
import { toBase64, utf8 } from './vault/bytes.js';
import { canonical } from './vault/canonical.js';
import { type Envelope, envelopeSchema, type Sealed } from './vault/envelope.js';

/**
 * What one extension may have in the browser's sync, in bytes: a key counts with its value's JSON
 * (`storage.sync`, QUOTA_BYTES and QUOTA_BYTES_PER_ITEM, in Chrome and Firefox).
 */
export const syncMost = { all: 102_400, item: 8192 } as const;

/** What lies in the browser's sync, by key. */
export type SyncItems = Readonly<Record<string, unknown>>;

/** A catalogue as it goes through the sync. */
export interface SyncedSet {
  /** One more on every write, whichever computer it is of. */
  readonly gen: number;
  /** When it was written, in milliseconds since the epoch. */
  readonly at: number;
  /** A vault of its own without records: what its words open is the key of `sealed`. */
  readonly door: Envelope;
  readonly sealed: Sealed;
}

/** What can be told of the sync: a set of which not every part has arrived is `partial`, and never taken. */
export type Gathered = { readonly kind: 'none' | 'partial' } | { readonly kind: 'whole'; readonly set: SyncedSet; readonly digest: string };

const partKey = (at: number): string => `catalogue.${at}`;
/** Base64 needs no escapes, so that an item is its key, its text and two quotes. */
const partMost = syncMost.item - 'catalogue.00'.length - 2;

const headSchema = v.strictObject({
  v: v.literal(1), gen: v.number(), at: v.number(), parts: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99)), door: envelopeSchema, iv: v.string(),
  /** SHA-256 over all the rest and the text of the parts. */
  digest: v.string(),
});

async function digestOf(head: Omit<v.InferOutput<typeof headSchema>, 'digest'>, ct: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(canonical(head) + ct))));
}

/** The room that items take, in bytes. */
export function syncBytes(items: SyncItems): number {
  return Object.entries(items).reduce((sum, [key, value]) => sum + utf8(key).length + utf8(JSON.stringify(value)).length, 0);
}

/** The items of a set. Throws `syncTooLarge` with how large it is and may be, in KB. */
export async function spread({ gen, at, door, sealed: { iv, ct } }: SyncedSet): Promise<{ items: SyncItems; digest: string }> {
  const parts = Array.from({ length: Math.ceil(ct.length / partMost) }, (_, part) => [partKey(part), ct.slice(part * partMost, (part + 1) * partMost)] as const);
  const head = { v: 1 as const, gen, at, parts: parts.length, door, iv };
  const digest = await digestOf(head, ct);
  const items = { [headKey]: { ...head, digest }, ...Object.fromEntries(parts) };
  const size = syncBytes(items);
  if (size > syncMost.all) throw failure('syncTooLarge', { size: String(Math.ceil(size / 1024)), most: String(syncMost.all / 1024) });
  return { items, digest };
}

/** Puts together what lies in the sync. */
export async function gathered(items: SyncItems): Promise<Gathered> {
  if (items[headKey] === undefined) return { kind: 'none' };
  const parsed = v.safeParse(headSchema, items[headKey]);
  if (!parsed.success) return { kind: 'partial' };
  const { digest, ...head } = parsed.output;
  const parts = Array.from({ length: head.parts }, (_, part) => items[partKey(part)]);
  if (!parts.every((part) => typeof part === 'string')) return { kind: 'partial' };
  const ct = parts.join('');
  if (await digestOf(head, ct) !== digest) return { kind: 'partial' };
  return { kind: 'whole', digest, set: { gen: head.gen, at: head.at, door: head.door, sealed: { iv: head.iv, ct } } };
}

/** The keys of ours that a set no longer needs. */
export function leftOver(present: SyncItems, next: SyncItems): string[] {
  return Object.keys(present).filter((key) => key.startsWith('catalogue.') && !Object.hasOwn(next, key));
}
