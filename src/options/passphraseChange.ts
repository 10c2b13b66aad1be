import { signal } from '@preact/signals';
import { type FailureData, failureData } from '../core/failure.js';
import { checkPassphrase } from '../core/passphrase.js';
import { allSound, formField } from './formField.js';
import type { OptionsPorts } from './ports.js';

/** The form that changes the passphrase; what was typed goes once it is done. */
export function createPassphraseChange(ports: Pick<OptionsPorts, 'changePassphrase'>) {
  const current = formField((text) => (text === '' ? { problem: 'passphraseMissing' } : { value: text }));
  const next = formField(checkPassphrase);
  const again = formField((text) => (text === next.text.value ? { value: text } : { problem: 'passphraseDiffers' }));
  const leaked = signal(false);
  const busy = signal(false);
  const done = signal(false);
  const failure = signal<FailureData | undefined>(undefined);
  return {
    current, next, again, leaked, busy, done, failure,

    async save(): Promise<void> {
      done.value = false;
      failure.value = undefined;
      if (busy.value || !allSound([current, next, again])) return;
      busy.value = true;
      try {
        await ports.changePassphrase(current.text.value, next.text.value, leaked.value);
        for (const field of [current, next, again]) field.type('');
        done.value = true;
      } catch (thrown) {
        failure.value = failureData(thrown);
        current.type('');
      } finally {
        busy.value = false;
      }
    },
  };
}

export type PassphraseChange = ReturnType<typeof createPassphraseChange>;
