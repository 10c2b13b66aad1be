import type { Checked } from './arn.js';
import { type Bytes, fromBase64, utf8 } from './vault/bytes.js';

/** An Ed25519 public key as SubjectPublicKeyInfo: twelve bytes that say what it is, and its 32 (RFC 8410, section 4). */
const prefix = 'MCowBQYDK2VwAyEA';

function base64Of(text: string): string {
  return text.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
}

function bytesOf(text: string): Bytes | undefined {
  try {
    return fromBase64(text);
  } catch {
    // It is no base64.
    return undefined;
  }
}

/** Checks a public key as `openssl pkey -pubout` writes it, with or without its first and last line; gives its base64. */
export function checkPublicKey(text: string): Checked<string> {
  const base64 = base64Of(text);
  return base64.startsWith(prefix) && bytesOf(base64)?.length === 44 ? { value: base64 } : { problem: 'publicKeyMalformed' };
}

/**
 * Whether a signature, 64 bytes in base64, is one of these very bytes by this key. A browser that knows no Ed25519
 * (Chrome before 137) verifies nothing.
 */
export async function isSigned(text: string, signature: string, publicKey: string): Promise<boolean> {
  const [key, signed] = [bytesOf(publicKey), bytesOf(base64Of(signature))];
  if (!key || signed?.length !== 64) return false;
  try {
    return await crypto.subtle.verify('Ed25519', await crypto.subtle.importKey('spki', key, 'Ed25519', false, ['verify']), signed, utf8(text));
  } catch {
    // The browser cannot tell, and what cannot be told is not taken.
    return false;
  }
}
