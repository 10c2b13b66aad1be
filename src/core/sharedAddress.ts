import type { Checked } from './arn.js';

/** What a shared catalogue may have at most: 5 MiB of text, roles, and characters of its address and of its ETag. */
export const sharedMost = { bytes: 5 * 1024 * 1024, roles: 10_000, address: 2048, etag: 2048 } as const;

/** Checks the address of a shared catalogue: https only, without a user or password in it. What follows `#` never leaves the browser. */
export function checkSharedAddress(text: string): Checked<string> {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return { problem: 'addressMalformed' };
  const url = new URL(trimmed);
  if (url.protocol !== 'https:') return { problem: 'addressNotHttps' };
  if (url.username !== '' || url.password !== '') return { problem: 'addressWithUser' };
  url.hash = '';
  return url.href.length <= sharedMost.address ? { value: url.href } : { problem: 'addressTooLong' };
}

/** The match pattern that is asked for; a pattern that works in both browsers names no port. */
export function sharedOrigin(address: string): string {
  return `https://${new URL(address).hostname}/*`;
}

/** Where the signature of a catalogue lies: at its own path with `.sig`. */
export function signatureAddress(address: string): string {
  const url = new URL(address);
  url.pathname += '.sig';
  return url.href;
}

/** A page of the address' origin that every browser shows as a page: JSON itself is shown in a viewer where no script of ours runs. */
export function sharedDoorstep(address: string): string {
  return new URL('/robots.txt', address).href;
}
