/** Bytes as the vault's envelope writes them: standard base64 with padding. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** As many bytes as a call may safely have arguments. */
const chunk = 8192;

export function toBase64(bytes: Bytes): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** Throws a `DOMException` for text that is not base64. */
export function fromBase64(text: string): Bytes {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = characters.charCodeAt(at);
  return bytes;
}

/** A text as bytes: what was no text (half of a surrogate pair) comes back as U+FFFD. */
export function utf8(text: string): Bytes {
  // With room for the most it can be: Chromium takes twice as long for megabytes when it has to find the room by itself.
  const bytes = new Uint8Array(3 * text.length);
  return bytes.slice(0, new TextEncoder().encodeInto(text, bytes).written);
}

export function fromUtf8(bytes: ArrayBuffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

/** All parts, one after the other. */
export function joined(parts: readonly Uint8Array[]): Bytes {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
