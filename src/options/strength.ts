import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const zxcvbn = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** How many bits a guesser who knows common passwords, names and keyboards has to try, as zxcvbn estimates it. */
export function passphraseBits(passphrase: string): number {
  return Math.log2(zxcvbn.check(passphrase).guesses);
}
