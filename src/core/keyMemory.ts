import * as v from 'valibot';
import { checkAccessKeyId, checkSecretAccessKey } from './accessKey.js';

const accessKeyId = v.pipe(v.string(), v.check((id) => 'value' in checkAccessKeyId(id)));
const newKeySchema = v.strictObject({
  accessKeyId, secretAccessKey: v.pipe(v.string(), v.check((secret) => 'value' in checkSecretAccessKey(secret))), createdAt: v.number(),
});
/** A key that IAM has just made, with the secret that it gives once. */
export type NewKey = v.InferOutput<typeof newKeySchema>;

/** What the vault remembers of an identity's access keys, beside the one that is in use and its secret. */
export const keyMemorySchema = v.strictObject({
  /** When the key was made that was in use then, as IAM said. */
  made: v.exactOptional(v.strictObject({ accessKeyId, at: v.number() })),
  /** A new key that is not in use yet. */
  next: v.exactOptional(newKeySchema),
  /** The key that was in use before, while AWS may still have it. */
  old: v.exactOptional(v.strictObject({ accessKeyId, active: v.boolean() })),
});
export type KeyMemory = v.InferOutput<typeof keyMemorySchema>;

/** The same without the secret, for pages. */
export type ShownKeys = Omit<KeyMemory, 'next'> & { readonly next?: Omit<NewKey, 'secretAccessKey'> };

/** What may become of a key. */
export const keyChanges = ['active', 'inactive', 'deleted'] as const;
export type KeyChange = (typeof keyChanges)[number];

/** The memory of an identity whose key may have been replaced by hand since: what it says of the key in use as another is dropped. */
export function soundMemory({ next, old, ...rest }: KeyMemory, inUse: string): KeyMemory {
  return {
    ...rest,
    ...(next && next.accessKeyId !== inUse ? { next } : {}),
    ...(old && old.accessKeyId !== inUse ? { old } : {}),
  };
}
