import { signal } from '@preact/signals';
import { type FailureData, failureData } from '../core/failure.js';
import { checkPassphrase, generatePassphrase } from '../core/passphrase.js';
import { formField } from './formField.js';
import type { OptionsPorts } from './ports.js';

/** The form that makes the vault: a passphrase typed twice, or six words that are shown to be written down. */
export function createPassphraseForm(ports: Pick<OptionsPorts, 'createAndUnlock' | 'random'>, made: () => void) {
  const passphrase = formField(checkPassphrase);
  const again = formField((text) => (text === passphrase.text.value ? { value: text } : { problem: 'passphraseDiffers' }));
  const words = signal<string | undefined>(undefined);
  const busy = signal(false);
  const failure = signal<FailureData | undefined>(undefined);

  async function make(chosen: string): Promise<void> {
    busy.value = true;
    failure.value = undefined;
    try {
      await ports.createAndUnlock(chosen);
      for (const field of [passphrase, again]) field.type('');
      words.value = undefined;
      made();
    } catch (thrown) {
      failure.value = failureData(thrown);
    } finally {
      busy.value = false;
    }
  }

  return {
    passphrase, again, words, busy, failure,
    generate(): void { words.value = generatePassphrase(ports.random); },
    /** Makes the vault with the words on screen. */
    async useWords(): Promise<void> {
      if (words.value !== undefined) await make(words.value);
    },
    async save(): Promise<void> {
      const [first, second] = [passphrase.check(), again.check()];
      if (first !== undefined && second !== undefined) await make(first);
    },
  };
}

export type PassphraseForm = ReturnType<typeof createPassphraseForm>;
