import { fromBase64, utf8 } from './bytes.js';
import type { Kdf } from './envelope.js';
import { aes } from './seal.js';

/** A key-wrapping key from a passphrase. Takes about half a second; runs in the page that has the passphrase. */
export async function deriveWrappingKey(passphrase: string, kdf: Kdf): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', utf8(passphrase.normalize('NFKC')), 'PBKDF2', false, ['deriveKey']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt: fromBase64(kdf.salt), iterations: kdf.iter };
  return crypto.subtle.deriveKey(parameters, material, { name: aes, length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/** A key-wrapping key from the 32 bytes that a passkey's PRF gave (WebAuthn Level 3, `prf` extension). */
export async function derivePasskeyKey(secret: BufferSource): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const parameters = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8('cvault|1|passkey') };
  return crypto.subtle.deriveKey(parameters, material, { name: aes, length: 256 }, false, ['wrapKey', 'unwrapKey']);
}

/** A random data key. It can be wrapped, so it is extractable: only for the moment it takes to wrap it. */
export function generateDataKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: aes, length: 256 }, true, ['encrypt', 'decrypt']);
}
