import { failure } from '../failure.js';
import { type Bytes, fromBase64, fromUtf8, randomBytes, toBase64, utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import type { Kdf, Sealed } from './envelope.js';

export const aes = 'AES-GCM';

/** What the ciphertext of a record is bound to: moving it to another place makes it unreadable. */
export function recordPlace(vaultId: string, recordId: string, type: string, version: number): string {
  return ['cvault', 1, vaultId, 'rec', recordId, type, version].join('|');
}

/** What a wrapped data key is bound to: also to how its wrapping key is to be derived, so that nobody can make that weaker. */
export function wrapPlace(vaultId: string, wrapId: string, derivation: Kdf | PasskeyDerivation): string {
  return ['cvault', 1, vaultId, 'wrap', wrapId, canonical(derivation)].join('|');
}

/** How a passkey's secret becomes a wrapping key; the salt is what its PRF is asked with. */
export interface PasskeyDerivation {
  readonly id: 'prf-hkdf-sha256';
  readonly salt: string;
}

/** What a value sealed for the browser session only (never written to disk) is bound to. */
export function sessionPlace(kind: string, id: string): string {
  return ['cvault', 1, 'session', kind, id].join('|');
}

/** What a value that lies on disk beside the vault, sealed under its data key, is bound to. */
export function localPlace(kind: string): string {
  return ['cvault', 1, 'local', kind].join('|');
}

function gcm(iv: Bytes, place: string): AesGcmParams {
  return { name: aes, iv, additionalData: utf8(place) };
}

/** Seals bytes for one place. */
export async function sealBytes(dataKey: CryptoKey, place: string, bytes: Bytes): Promise<Sealed> {
  const iv = randomBytes(12);
  const ciphertext = await crypto.subtle.encrypt(gcm(iv, place), dataKey, bytes);
  return { iv: toBase64(iv), ct: toBase64(new Uint8Array(ciphertext)) };
}

/** Opens what `sealBytes` made for the same place. Throws `vaultDamaged` for anything else. */
export async function unsealBytes(dataKey: CryptoKey, place: string, sealed: Sealed): Promise<Bytes> {
  try {
    return new Uint8Array(await crypto.subtle.decrypt(gcm(fromBase64(sealed.iv), place), dataKey, fromBase64(sealed.ct)));
  } catch {
    throw failure('vaultDamaged');
  }
}

/** Seals a JSON value for one place. */
export function seal(dataKey: CryptoKey, place: string, value: unknown): Promise<Sealed> {
  return sealBytes(dataKey, place, utf8(JSON.stringify(value)));
}

/** Opens what `seal` made for the same place. Throws `vaultDamaged` for anything else. */
export async function unseal(dataKey: CryptoKey, place: string, sealed: Sealed): Promise<unknown> {
  const plain = await unsealBytes(dataKey, place, sealed);
  try {
    return JSON.parse(fromUtf8(plain.buffer)) as unknown;
  } catch {
    throw failure('vaultDamaged');
  }
}

/** What a catalogue that goes through the browser's sync is bound to. */
export function syncPlace(vaultId: string): string {
  return ['cvault', 1, 'sync', vaultId].join('|');
}

/** A random wrapping key, which can be exported only where it must be. */
export function generateWrappingKey(extractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: aes, length: 256 }, extractable, ['wrapKey', 'unwrapKey']);
}

/** A wrapping key as base64. */
export async function exportWrappingKey(key: CryptoKey): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', key)));
}

/** The wrapping key that `exportWrappingKey` gave, which cannot be exported any more. */
export function importWrappingKey(base64: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromBase64(base64), aes, false, ['wrapKey', 'unwrapKey']);
}

export async function wrapDataKey(dataKey: CryptoKey, wrappingKey: CryptoKey, place: string): Promise<Sealed> {
  const iv = randomBytes(12);
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, wrappingKey, gcm(iv, place));
  return { iv: toBase64(iv), ct: toBase64(new Uint8Array(wrapped)) };
}

/** Throws a `DOMException` when the wrapping key is not the one it was wrapped with. */
export function unwrapDataKey(sealed: Sealed, wrappingKey: CryptoKey, place: string, extractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.unwrapKey(
    'raw', fromBase64(sealed.ct), wrappingKey, gcm(fromBase64(sealed.iv), place), aes, extractable, ['encrypt', 'decrypt']);
}
