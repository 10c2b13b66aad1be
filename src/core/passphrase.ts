import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Checked } from './arn.js';

/** Twelve characters at least. */
export const passphraseLengthLeast = 12;
const wordCount = 6;

/**
 * Six words of a 2048-word list, 66 bits: `random` fills the array it is given, as `crypto.getRandomValues` does.
 * The list's length is a power of two, so that every word is equally likely.
 */
export function generatePassphrase(random: (into: Uint16Array<ArrayBuffer>) => Uint16Array): string {
  const numbers = random(new Uint16Array(wordCount));
  return [...numbers].map((number) => wordlist[number % wordlist.length]).join(' ');
}

/** Checks a passphrase that was chosen by hand: length, and that it is not a few characters over and over. */
export function checkPassphrase(passphrase: string): Checked<string> {
  const characters = [...passphrase.normalize('NFKC')];
  if (characters.length < passphraseLengthLeast) return { problem: 'passphraseShort' };
  if (new Set(characters).size < 6) return { problem: 'passphraseSimple' };
  return { value: passphrase };
}
