import * as v from 'valibot';

/** A shared catalogue that the person has taken: where it is from. What it says is a record of its own. */
export const sharingSchema = v.array(v.strictObject({
  id: v.string(),
  address: v.string(),
  /** As the server sent it, or empty. */
  etag: v.string(),
  /** When it was taken, and when it was last asked for and had not changed since, in milliseconds since the epoch. */
  takenAt: v.number(),
  checkedAt: v.number(),
  /** Ed25519, as base64 of its SubjectPublicKeyInfo: what it has not signed is not taken. */
  publicKey: v.exactOptional(v.string()),
}));
export type Sharing = v.InferOutput<typeof sharingSchema>[number];
