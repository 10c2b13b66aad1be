import { signal } from '@preact/signals';
import { createAttempts } from './attempt.js';
import { createNewPassphrase } from './newPassphrase.js';
import type { OptionsPorts } from './ports.js';

/** The form that makes a sealed file of the vault, under a passphrase of its own. */
export function createExport(ports: Pick<OptionsPorts, 'exportVault' | 'passphraseBits' | 'readPolicy' | 'download' | 'today'>) {
  const passphrase = createNewPassphrase(ports);
  const done = signal(false);
  const { busy, failure, attempt } = createAttempts();
  return {
    passphrase, done, busy, failure,

    async save(): Promise<void> {
      done.value = false;
      await attempt(async () => {
        const chosen = await passphrase.sound();
        if (chosen === undefined) return;
        ports.download(`sallyport-vault-${ports.today()}.json`, await ports.exportVault(chosen));
        passphrase.clear();
        done.value = true;
      });
    },
  };
}
