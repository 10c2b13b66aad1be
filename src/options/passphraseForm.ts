import { signal } from '@preact/signals';
import { generatePassphrase } from '../core/passphrase.js';
import { createAttempts } from './attempt.js';
import { createNewPassphrase } from './newPassphrase.js';
import type { OptionsPorts } from './ports.js';

/** The form that makes the vault: six words that are shown to be written down, or a passphrase of one's own typed twice. */
export function createPassphraseForm(ports: Pick<OptionsPorts, 'createAndUnlock' | 'random' | 'passphraseBits' | 'readPolicy'>, made: () => void) {
  const own = createNewPassphrase(ports);
  const words = signal<string | undefined>(generatePassphrase(ports.random));
  const { busy, failure, attempt } = createAttempts();
  let least = 0;
  void ports.readPolicy().then(({ value }) => {
    least = value.minimumPassphraseLength ?? 0;
    if (words.value !== undefined && words.value.length < least) words.value = generatePassphrase(ports.random, least);
  });

  async function make(chosen: string): Promise<void> {
    await ports.createAndUnlock(chosen);
    own.clear();
    words.value = undefined;
    made();
  }

  return {
    own, words, busy, failure,
    generate(): void { words.value = generatePassphrase(ports.random, least); },
    typeOwn(): void { words.value = undefined; },
    /** Makes the vault with the words on screen. */
    useWords: () => attempt(async () => {
      if (words.value !== undefined) await make(words.value);
    }),
    save: () => attempt(async () => {
      const passphrase = await own.sound();
      if (passphrase !== undefined) await make(passphrase);
    }),
  };
}

export type PassphraseForm = ReturnType<typeof createPassphraseForm>;
