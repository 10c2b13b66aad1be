import { signal } from '@preact/signals';
import { failureData } from '../core/failure.js';
import { createAttempts } from './attempt.js';
import { presentPassphrase } from './passphraseChange.js';
import type { OptionsPorts } from './ports.js';

/** The form that takes a vault's file for this profile's vault. */
export function createRestoring(ports: Pick<OptionsPorts, 'takeVaultFile'>, done: () => void) {
  const text = signal<string | undefined>(undefined);
  const passphrase = presentPassphrase();
  const { busy, failure, attempt } = createAttempts();
  return {
    text, passphrase, busy, failure,

    async choose(file: { text(): Promise<string> } | undefined): Promise<void> {
      failure.value = undefined;
      text.value = await file?.text().catch((thrown: unknown) => {
        failure.value = failureData(thrown);
        return undefined;
      });
    },

    async restore(): Promise<void> {
      const chosen = text.value;
      const typed = passphrase.check();
      if (chosen === undefined || typed === undefined) return;
      const taken = await attempt(() => ports.takeVaultFile(chosen, typed));
      passphrase.type('');
      if (taken) done();
    },
  };
}
