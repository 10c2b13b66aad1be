import { signal } from '@preact/signals';
import { createAttempts } from './attempt.js';
import { formField } from './formField.js';
import { createNewPassphrase } from './newPassphrase.js';
import type { OptionsPorts } from './ports.js';

/** The field for the passphrase that a vault, or a vault's file, has now. */
export function presentPassphrase() {
  return formField((text) => (text === '' ? { problem: 'passphraseMissing' } : { value: text }));
}

/** The form that changes the passphrase; what was typed goes once it is done. */
export function createPassphraseChange(ports: Pick<OptionsPorts, 'changePassphrase' | 'passphraseBits' | 'readPolicy'>) {
  const current = presentPassphrase();
  const next = createNewPassphrase(ports);
  const leaked = signal(false);
  const done = signal(false);
  const { busy, failure, attempt } = createAttempts();
  return {
    current, next, leaked, busy, done, failure,

    async save(): Promise<void> {
      done.value = false;
      await attempt(async () => {
        const [from, to] = [current.check(), await next.sound()];
        if (from === undefined || to === undefined) return;
        await ports.changePassphrase(from, to, leaked.value);
        next.clear();
        done.value = true;
      });
      if (done.value || failure.value) current.type('');
    },
  };
}

export type PassphraseChange = ReturnType<typeof createPassphraseChange>;
