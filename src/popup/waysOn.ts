import { type Role, withRole, withStrategy } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import { type PopupPorts, type PopupSignals, replaceSession } from './signals.js';

/** The verbs of what a failure itself suggests. */
export function wayVerbs(state: PopupSignals, ports: PopupPorts, journey: { choose(target: Role, behind: boolean): Promise<void>; begin(): Promise<void> }) {
  const { role, flow, failure, opening, listing } = state;

  function forgetFailure(): void {
    flow.value = undefined;
    failure.value = undefined;
  }

  return {
    /** Opens the role without narrowing it. */
    async openAsItIs(): Promise<void> {
      if (role.value) await journey.choose(role.value, state.behind.value);
    },

    /** Opens the role although its session is denied, with another code. */
    openAnyway(): void {
      opening.value = { ...opening.value, anyway: true };
      forgetFailure();
    },

    /** Asks for a code, with which a new MFA session takes the place of the one that lives: what AWS refused to an old one it may allow then. */
    takeFreshSession(): void {
      replaceSession(state);
      state.code.value = '';
      forgetFailure();
    },

    /** Puts a text on the clipboard, and says whether the browser let us. */
    copyText: (text: string): Promise<boolean> => ports.copy(text).then(() => true, () => false),

    /** Has the role sign in through the MFA session from now on, and opens it so. */
    async useMfaSession(): Promise<void> {
      const target = role.value;
      if (!target) return;
      try {
        await ports.ask('setStrategy', { roleId: target.id, strategy: 'mfaSession' });
        role.value = withStrategy(target, 'mfaSession');
        listing.catalogue.value = withRole(listing.catalogue.value, role.value);
        forgetFailure();
        await journey.begin();
      } catch (thrown) {
        failure.value = failureData(thrown);
      }
    },
  };
}
