import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Checked } from './arn.js';
import { passphraseLength } from './passphraseLength.js';

/** Twelve characters at least. */
export const passphraseLengthLeast = 12;
const wordCount = 6;

/**
 * Six words of a 2048-word list, 66 bits, and more where they have fewer characters than an organisation asks for: `random` fills the array it is given, as `crypto.getRandomValues` does.
 * The list's length is a power of two, so that every word is equally likely.
 */
export function generatePassphrase(random: (into: Uint16Array<ArrayBuffer>) => Uint16Array, least = 0): string {
  const numbers = random(new Uint16Array(wordCount));
  const words = [...numbers].map((number) => wordlist[number % wordlist.length]).join(' ');
  return words.length >= least ? words : `${words} ${generatePassphrase(random, least - words.length - 1)}`;
}

/** Checks the length of a passphrase that was chosen by hand; how soon it would be guessed is for `strengthOf` to say. */
export function checkPassphrase(passphrase: string): Checked<string> {
  return passphraseLength(passphrase) < passphraseLengthLeast ? { problem: 'passphraseShort' } : { value: passphrase };
}

export type Strength = 'weak' | 'fair' | 'strong';

/**
 * How long a passphrase withstands someone with the vault's file, from its estimated bits: a hundred graphics cards find
 * 40 bits within weeks, 50 within decades, 60 not any more.
 */
export function strengthOf(bits: number): Strength {
  if (bits < 45) return 'weak';
  return bits < 60 ? 'fair' : 'strong';
}
