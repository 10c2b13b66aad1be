import { fromBase64, toBase64 } from '../../../../src/core/vault/bytes.js';
import { type Envelope, summed } from '../../../../src/core/vault/envelope.js';
import { createVault, writeRecords } from '../../../../src/core/vault/vault.js';

export const passphrase = 'correct horse battery staple';
/** The fewest iterations that are read: tests have no time for more. */
export const fewIterations = 600_000;

/** What lies in the vault of `filledVault`. */
export const catalogue = { identities: [{ userName: 'alice', accessKeyId: 'AKIAALICE0000EXAMPLE' }], roles: [{ name: 'prod-管理者' }] };
export const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';

export interface Opened {
  readonly envelope: Envelope;
  readonly dataKey: CryptoKey;
}

/** A vault with a catalogue and a secret in it, at generation 2. */
export async function filledVault(): Promise<Opened> {
  const { envelope: empty, dataKey } = await createVault(passphrase, fewIterations);
  const envelope = await writeRecords(empty, dataKey, {
    catalogue: { type: 'catalog', value: catalogue }, 'key:1': { type: 'key', value: secret },
  });
  return { envelope, dataKey };
}

/** A copy of an envelope that was changed on disk. */
export function altered(envelope: Envelope, change: (copy: Envelope) => void): Envelope {
  const copy = structuredClone(envelope);
  change(copy);
  return copy;
}

/** A changed copy whose sum is right again, as someone would make it who knows the format. */
export function forged(envelope: Envelope, change: (copy: Envelope) => void): Promise<Envelope> {
  const { fmt, v, vaultId, gen, kdf, wraps, records } = altered(envelope, change);
  return summed({ fmt, v, vaultId, gen, kdf, wraps, records });
}

export function byteCount(base64: string): number {
  return fromBase64(base64).length;
}

/** Base64 with one bit of one byte turned over. */
export function flipped(base64: string, at: number): string {
  const bytes = fromBase64(base64);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << at % 8);
  return toBase64(bytes);
}

/** One of the things that must be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('something that must be there is missing');
  return value;
}
