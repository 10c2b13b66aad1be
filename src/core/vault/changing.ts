import { failure } from '../failure.js';
import type { Bytes } from './bytes.js';
import { type Envelope, iterationsDefault } from './envelope.js';
import { isNewer } from './migrations.js';
import { generateDataKey } from './keys.js';
import { createVault, type Opened, readAll, rewritten, writeRecords, written } from './vault.js';
import { type Passkey, unlockVault, wrappedByPasskey, wrappedByPassphrase, wrapsOf } from './wraps.js';

/**
 * The vault, opened from now on by another passphrase: the data key stays and is wrapped anew, and passkeys go on opening
 * it. Throws as `unlockVault` does, and `vaultNewer`.
 */
export async function withPassphrase(
  envelope: Envelope, current: string, next: string, iterations = iterationsDefault,
): Promise<Opened> {
  const dataKey = await unlockVault(envelope, current);
  const { kdf, wrap } = await wrappedByPassphrase(next, dataKey, envelope.vaultId, iterations);
  return { envelope: await rewritten(envelope, dataKey, { kdf, wraps: [wrap, ...wrapsOf(envelope, 'passkey')] }), dataKey };
}

/**
 * The vault under another passphrase and a new data key, every record sealed anew, and no passkey: for when passphrase or
 * vault may have leaked. Throws as `withPassphrase` does.
 */
export async function rekeyed(
  envelope: Envelope, current: string, next: string, iterations = iterationsDefault,
): Promise<Opened> {
  if (isNewer(envelope)) throw failure('vaultNewer');
  const records = await readAll(envelope, await unlockVault(envelope, current));
  const dataKey = await generateDataKey();
  const { kdf, wrap } = await wrappedByPassphrase(next, dataKey, envelope.vaultId, iterations);
  return { envelope: await written({ ...envelope, kdf, wraps: [wrap], records: {} }, dataKey, records), dataKey };
}

/** The vault, opened by one passkey more. Throws `vaultNewer`, or `vaultDamaged` when the key is not the vault's own. */
export async function withPasskey(envelope: Envelope, dataKey: CryptoKey, passkey: Passkey, secret: Bytes): Promise<Envelope> {
  const wrap = await wrappedByPasskey(passkey, secret, dataKey, envelope.vaultId);
  return rewritten(envelope, dataKey, { wraps: [...envelope.wraps.filter(({ id }) => id !== wrap.id), wrap] });
}

/** The vault, opened by its passphrase only. Throws as `withPasskey` does. */
export function withoutPasskeys(envelope: Envelope, dataKey: CryptoKey): Promise<Envelope> {
  return rewritten(envelope, dataKey, { wraps: wrapsOf(envelope, 'passphrase') });
}

/**
 * All of a vault in a file of its own: another vault id, data key and passphrase, so that the file tells nothing about the
 * vault that it came from. Containers are left out: their ids mean nothing, or another container, in any other profile.
 * Throws `vaultDamaged` when the vault is not whole.
 */
export async function exported(
  envelope: Envelope, dataKey: CryptoKey, passphrase: string, iterations = iterationsDefault,
): Promise<Envelope> {
  const records = Object.entries(await readAll(envelope, dataKey)).filter(([, record]) => record?.type !== 'containers');
  const empty = await createVault(passphrase, iterations);
  return writeRecords(empty.envelope, empty.dataKey, Object.fromEntries(records));
}

/** Whether a text looks like a vault's file, whatever state that is in. */
export function isVaultFile(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes('"cvault"');
}

/** Reads the text of a vault's file. Throws `fileNotVault` for what is not even JSON. */
export function parseVaultFile(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw failure('fileNotVault');
  }
}
