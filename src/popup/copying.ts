import { signal } from '@preact/signals';
import type { Role } from '../core/catalogue.js';
import type { CredentialFormat } from '../core/credentialFormats.js';
import { digitsOf } from '../core/fields.js';
import { failureData } from '../core/failure.js';
import { untilWhole } from './picking.js';
import type { PopupPorts, PopupSignals } from './signals.js';

/** Copying a role's credentials for a terminal. */
export function copyVerbs(state: PopupSignals, ports: PopupPorts) {
  const { role, screen, code, codeFor, failure, busy, flow, listing } = state;
  /** Whether they are on the clipboard now. */
  const credentialsCopied = signal(false);

  function ask(target: Role | undefined): void {
    if (!target || !listing.mayCopy.value) return;
    role.value = target;
    flow.value = undefined;
    failure.value = undefined;
    code.value = '';
    credentialsCopied.value = false;
    screen.value = 'copy';
  }

  return {
    credentialsCopied,

    /** Asks in which form the chosen role's credentials are wanted, where they may be copied at all. Says whether it may be so. */
    askToCopy(): boolean {
      if (listing.whole.value && !listing.mayCopy.value) return false;
      void untilWhole(listing).then(() => ask(listing.rows.value[listing.chosen.value]?.role));
      return true;
    },

    typeCodeToCopy(typed: string): void {
      code.value = digitsOf(typed);
      failure.value = undefined;
    },

    async copyCredentials(format: CredentialFormat): Promise<void> {
      if (!role.value || busy.value) return;
      if (codeFor.value && code.value.length !== 6) {
        failure.value = { kind: 'codeMalformed', values: {} };
        return;
      }
      busy.value = true;
      failure.value = undefined;
      credentialsCopied.value = false;
      try {
        await ports.copyCredentials({ roleId: role.value.id, format, ...(codeFor.value ? { code: code.value } : {}) });
        credentialsCopied.value = true;
      } catch (thrown) {
        failure.value = failureData(thrown);
      } finally {
        busy.value = false;
        code.value = '';
      }
    },
  };
}
