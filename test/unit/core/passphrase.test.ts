import { wordlist } from '@scure/bip39/wordlists/english.js';
import { describe, expect, it } from 'vitest';
import { checkPassphrase, generatePassphrase, strengthOf } from '../../../src/core/passphrase.js';
import { passphraseBits } from '../../../src/options/strength.js';

describe('a proposed passphrase', () => {
  it('is six words, one for each random number', () => {
    const words = generatePassphrase((into) => {
      into.set([0, 1, 2046, 2047, 2048, 65_535]);
      return into;
    });
    expect(words).toBe('abandon ability zone zoo abandon zoo');
  });

  it('is one of 2048 to the sixth, each equally likely: 66 bits', () => {
    expect(wordlist).toHaveLength(2048);
    expect(65_536 % wordlist.length).toBe(0);
    expect(new Set(wordlist).size).toBe(2048);
  });

  it('is one that is accepted, and another each time', () => {
    const proposed = Array.from({ length: 50 }, () => generatePassphrase((into) => crypto.getRandomValues(into)));
    for (const passphrase of proposed) expect(checkPassphrase(passphrase)).toEqual({ value: passphrase });
    expect(new Set(proposed).size).toBe(50);
  });
});

describe('a passphrase chosen by hand', () => {
  it.each(['correct horse', 'abcdefghijkl', '  six words  ', 'あいうえおかきくけこさし', '🔑🔒🗝🛡⚔🏰🔑🔒🗝🛡⚔🏰'])('is taken as it is: %j', (text) => {
    expect(checkPassphrase(text)).toEqual({ value: text });
  });

  it.each([['', 'passphraseShort'], ['elevenchars', 'passphraseShort'], ['🔑🔒🗝🛡⚔🏰', 'passphraseShort']])(
    'is refused: %j', (text, problem) => {
      expect(checkPassphrase(text)).toEqual({ problem });
    });

  it.each([['', 'weak'], ['aaaaaaaaaaaa', 'weak'], ['abcabcabcabcabc', 'weak'], ['password1234', 'weak'], ['qwertyuiop12', 'weak'], ['            ', 'weak'],
    ['iloveyou2024!', 'weak'], ['mango river seven', 'fair'], ['correct horse battery staple', 'strong']])('%j withstands guessing as one that is %s', (text, strength) => {
    expect(strengthOf(passphraseBits(text))).toBe(strength);
  });

  it('is strong when it is six words of the list, whatever the estimate says of their letters', () => {
    const proposed = Array.from({ length: 20 }, () => generatePassphrase((into) => crypto.getRandomValues(into)));
    expect(proposed.map((words) => strengthOf(passphraseBits(words)))).toEqual(proposed.map(() => 'strong'));
  });
});
