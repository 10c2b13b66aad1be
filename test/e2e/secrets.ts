import type { Emulator } from '../aws/emulator.js';
import { passphrase } from './firstRun.js';

/** What nobody but Sallyport and AWS may come to know, by what it is. */
export type Secrets = ReadonlyMap<string, string>;

/** Everything secret that a journey before this emulator has used, but for the MFA codes: see `codeIn`. */
export function secretsOf({ alice, issued }: Emulator): Secrets {
  const numbered = (what: string, all: readonly string[]): [string, string][] => all.map((secret, at) => [`${what} ${at + 1}`, secret]);
  return new Map([
    ['passphrase', passphrase],
    ['access key ID', alice.accessKeyId],
    ['secret access key', alice.secretAccessKey],
    ...numbered('session token', issued.sessionTokens),
    ...numbered('issued secret access key', issued.secretAccessKeys),
    ...numbered('sign-in token', issued.signinTokens),
  ]);
}

/** A secret as it would stand in plain text, an address, a form's body, or base64. */
export function spellingsOf(secret: string): string[] {
  const form = new URLSearchParams({ secret }).toString().slice('secret='.length);
  const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [...new Set([secret, encodeURIComponent(secret), form, JSON.stringify(secret).slice(1, -1), base64])];
}

/** The names of the secrets that stand in a text. */
export function secretsIn(text: string, secrets: Secrets): string[] {
  return [...secrets].filter(([, secret]) => spellingsOf(secret).some((spelling) => text.includes(spelling))).map(([name]) => name);
}

/**
 * Whether a text holds an MFA code. Six digits stand in every longer number, a time for one, by chance: only a number of
 * just these six counts.
 */
export function codeIn(text: string, codes: readonly string[]): boolean {
  return codes.some((code) => new RegExp(`(?<![\\d.])${code}(?!\\d)`).test(text));
}
