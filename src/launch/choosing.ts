import { say } from '../browser/words.js';
import type { FailureData } from '../core/failure.js';
import { waysFrom } from '../core/signInHops.js';
import type { Asked, LaunchChoice } from '../protocol.js';

/** What a person may choose, and what is asked of the background then. */
interface Choice {
  readonly label: string;
  readonly asked: Omit<Asked<'goOn'>, 'nonce'>;
}

/** The sentence and the buttons for a page of AWS that leads nowhere, and for a session that has ended. */
export function choices({ from, role, sessions }: LaunchChoice): { sentence: string; hint: string; buttons: Choice[] } {
  const unlisted = from === 'limit' && sessions.length === 0;
  const buttons = unlisted ? [{ label: say('way_retry'), asked: { way: 'retry' as const } }] : waysFrom(from).flatMap((way): Choice[] =>
    (way === 'signOutOne'
      ? sessions.map(({ name, differentiator }) => ({ label: say('way_signOutOne', { session: name }), asked: { way, differentiator } }))
      : [{ label: say(`way_${way}`), asked: { way } }]));
  const hint = from === 'logOutFirst' ? say('multiSessionHint') : from === 'signedOut' ? say('resumeHint') : '';
  return { sentence: unlisted ? say('choose_limitUnlisted', { role }) : say(`choose_${from}`, { role }), hint, buttons };
}

/** What there is to choose for a tab that has come back from a page of AWS and only wants for a code; undefined for any other failure. */
export function codeChoice({ kind, values: { user, account, device } }: FailureData): LaunchChoice | undefined {
  const asks = kind === 'codeNeeded' || kind === 'sessionExpired';
  if (!asks || user === undefined || account === undefined || device === undefined) return undefined;
  return { kind: 'choose', from: 'other', role: '', sessions: [], codeFor: { user, account, device } };
}
