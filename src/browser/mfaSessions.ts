import { mfaSessions } from './stored.js';

/** Forgets an identity's MFA session, so that its next journey asks for a code. */
export function forgetMfaSession(identityId: string): Promise<void> {
  return mfaSessions.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== identityId)));
}
