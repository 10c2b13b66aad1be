import { signal } from '@preact/signals';
import { createAttempts } from './attempt.js';
import { presentPassphrase } from './passphraseChange.js';
import type { OptionsPorts } from './ports.js';

/** The form that lets a passkey open the vault, or no longer. */
export function createPasskeys(ports: Pick<OptionsPorts, 'passkeysWork' | 'passkeyOpens' | 'addPasskey' | 'removePasskeys'>) {
  const possible = signal(false);
  const opens = signal(false);
  const passphrase = presentPassphrase();
  const { busy, failure, attempt } = createAttempts();

  async function look(): Promise<void> {
    possible.value = await ports.passkeysWork();
    opens.value = possible.value && await ports.passkeyOpens();
  }

  return {
    possible, opens, passphrase, busy, failure, look,

    async add(): Promise<void> {
      const present = passphrase.check();
      if (present === undefined) return;
      await attempt(() => ports.addPasskey(present));
      passphrase.type('');
      await look();
    },

    async remove(): Promise<void> {
      await attempt(ports.removePasskeys);
      await look();
    },
  };
}
