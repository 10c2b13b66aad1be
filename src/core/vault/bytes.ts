/** Bytes as the vault's envelope writes them: standard base64 with padding. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** As many bytes as a call may safely have arguments. */
const chunk = 8192;

/** What a browser does by itself in a tenth of the time: Chrome from 140 on, Firefox from 133. */
type WithBase64 = Bytes & { toBase64?(): string };
const native = Uint8Array as { fromBase64?(text: string): Bytes };

export function toBase64(bytes: WithBase64): string {
  if (bytes.toBase64) return bytes.toBase64();
  let text = '';
  for (let at = 0; at < bytes.length; at += chunk) text += String.fromCharCode(...bytes.subarray(at, at + chunk));
  return btoa(text);
}

/** Throws an error of the browser's for text that is not base64. */
export function fromBase64(text: string): Bytes {
  return native.fromBase64?.(text) ?? Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/** A text as bytes: what was no text (half of a surrogate pair) comes back as U+FFFD. */
export function utf8(text: string): Bytes {
  // Room is made here, a byte a character and more for a rest that needs it: Chromium takes three times as long to find it by itself.
  const bytes = new Uint8Array(text.length);
  const { read, written } = new TextEncoder().encodeInto(text, bytes);
  if (read === text.length) return bytes;
  const rest = text.slice(read);
  const more = new Uint8Array(3 * rest.length);
  return joined([bytes.subarray(0, written), more.subarray(0, new TextEncoder().encodeInto(rest, more).written)]);
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
