import { failure } from '../failure.js';
import { type Bytes, randomBytes, toBase64 } from './bytes.js';
import { checkedEnvelope, type Envelope, iterationsDefault, type Kdf, type Wrap } from './envelope.js';
import { derivePasskeyKey, deriveWrappingKey } from './keys.js';
import { type PasskeyDerivation, unwrapDataKey, wrapDataKey, wrapPlace } from './seal.js';

const passphraseWrap = 'pass';
const passkeyPrefix = 'prf:';

/** What opens a vault with a passphrase. */
export type PassphraseDoor = { readonly kdf: Kdf; readonly wrap: Wrap };

/** The data key wrapped by a passphrase with a fresh salt, and how the passphrase is to be turned into the wrapping key. */
export async function wrappedByPassphrase(
  passphrase: string, dataKey: CryptoKey, vaultId: string, iterations = iterationsDefault,
): Promise<PassphraseDoor> {
  const kdf = { id: 'pbkdf2-sha256' as const, iter: iterations, salt: toBase64(randomBytes(32)) };
  const sealed = await wrapDataKey(dataKey, await deriveWrappingKey(passphrase, kdf), wrapPlace(vaultId, passphraseWrap, kdf));
  return { kdf, wrap: { id: passphraseWrap, ...sealed } };
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

/** A passkey that may open a vault, and what its PRF is to be asked with. Both are base64. */
export interface Passkey {
  readonly credentialId: string;
  readonly salt: string;
}

/** The passkeys that open a vault besides its passphrase. */
export function passkeysOf({ wraps }: Pick<Envelope, 'wraps'>): Passkey[] {
  return wraps.flatMap(({ id, salt }) =>
    (id.startsWith(passkeyPrefix) && salt !== undefined ? [{ credentialId: id.slice(passkeyPrefix.length), salt }] : []));
}

const derivationOf = ({ salt }: Passkey): PasskeyDerivation => ({ id: 'prf-hkdf-sha256', salt });

/** The data key wrapped by what a passkey's PRF gave for its salt: 32 bytes. */
export async function wrappedByPasskey(passkey: Passkey, secret: Bytes, dataKey: CryptoKey, vaultId: string): Promise<Wrap> {
  const id = `${passkeyPrefix}${passkey.credentialId}`;
  const sealed = await wrapDataKey(dataKey, await derivePasskeyKey(secret), wrapPlace(vaultId, id, derivationOf(passkey)));
  return { id, salt: passkey.salt, ...sealed };
}

/** The data key of a vault, from a passkey's secret; otherwise as `unlockVault`. Throws `passkeyWrong` when it does not open it. */
export async function unlockWithPasskey(stored: unknown, passkey: Passkey, secret: Bytes): Promise<CryptoKey> {
  const { vaultId, wraps } = await checkedEnvelope(stored);
  const wrap = wraps.find(({ id }) => id === `${passkeyPrefix}${passkey.credentialId}`);
  if (!wrap) throw failure('passkeyWrong');
  return unwrapDataKey(wrap, await derivePasskeyKey(secret), wrapPlace(vaultId, wrap.id, derivationOf(passkey)), true).catch(() => {
    throw failure('passkeyWrong');
  });
}

/** The wraps of a vault that leave its data key as it is, without those of its passphrase or of its passkeys. */
export function wrapsOf({ wraps }: Pick<Envelope, 'wraps'>, kind: 'passphrase' | 'passkey'): Wrap[] {
  return wraps.filter(({ id }) => (id === passphraseWrap) === (kind === 'passphrase'));
}
