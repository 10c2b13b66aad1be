/** How many characters a passphrase has, as it is sealed with: composed, and counted as a person would. */
export function passphraseLength(passphrase: string): number {
  return [...passphrase.normalize('NFKC')].length;
}
