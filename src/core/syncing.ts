import * as v from 'valibot';
import { failure } from './failure.js';
import { toBase64, utf8 } from './vault/bytes.js';
import { envelopeSchema } from './vault/envelope.js';
import { deflated, inflated } from './vault/packing.js';
import { sealBytes, syncPlace, unsealBytes } from './vault/seal.js';
import { unlockVault } from './vault/wraps.js';
import type { SyncedSet } from './syncedSet.js';

/** What this computer knows of the sync, sealed in its vault. */
export const syncRecordSchema = v.strictObject({
  /** What opens the catalogue in the sync. */
  words: v.string(),
  door: envelopeSchema,
  /** The text that this computer and the others last had in common. */
  agreed: v.string(),
  /** The digest of this computer's own text when it was last written or compared; empty to have it written anew. */
  settled: v.string(),
  /** ARNs of the users of the agreed text that had no key here: what is theirs stays in the sync. */
  waiting: v.array(v.string()),
});
export type SyncRecord = v.InferOutput<typeof syncRecordSchema>;

/** Seals a catalogue's text. Throws as `unlockVault`. */
export async function sealedFor({ door, words }: Pick<SyncRecord, 'door' | 'words'>, text: string): Promise<SyncedSet['sealed']> {
  return sealBytes(await unlockVault(door, words), syncPlace(door.vaultId), await deflated(text));
}

/** The text of a set. Throws `passphraseWrong` when it is under other words, `vaultDamaged` when it is not whole. */
export async function textOf({ door, sealed }: SyncedSet, words: string): Promise<string> {
  const bytes = await unsealBytes(await unlockVault(door, words), syncPlace(door.vaultId), sealed);
  return inflated(bytes).catch(() => { throw failure('vaultDamaged'); });
}

export async function digestOfText(text: string): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(text))));
}

/** Words as they are typed from paper: in any case, with any spaces between them. */
export function typedWords(typed: string): string {
  return typed.trim().toLowerCase().split(/\s+/).join(' ');
}
