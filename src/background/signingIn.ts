import { getSignInToken } from '../aws/signIn.js';
import { awsClock } from '../browser/awsClock.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import { missingOrigins } from '../browser/permissions.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { isDirect, type Opening } from '../core/assumptions.js';
import type { Catalogue, Identity } from '../core/catalogue.js';
import { type Chain, findChain } from '../core/chain.js';
import { Failure, failure } from '../core/failure.js';
import { type Credentials, type Doors, openConsole, roleSession, type SignInForm } from '../core/journey.js';
import { wordsFor } from '../core/mfaSession.js';
import { together } from '../core/turns.js';
import { directSession, mfaSession, mfaSessionLives, type Taking } from './mfa.js';
import { again, sts } from './sts.js';

/** What an opening shows of itself. */
interface Shown extends Pick<Doors, 'openTab' | 'step'> {
  /** Notes a request that AWS has answered. */
  readonly requested?: (call: 'GetSessionToken' | 'AssumeRole', id: string | undefined) => void;
  /** Called when the call with the code for an MFA session is on its way. */
  readonly codeSent?: () => void;
}

const withheldIn = together<string[]>();

/** Goes through both doors and on to a sign-in form. Throws the `Failure` of the step that failed. */
export async function throughBothDoors(
  catalogue: Catalogue, roleId: string, identity: Identity, code: string | undefined, { requested, codeSent, ...shown }: Shown, opening: Opening,
): Promise<void> {
  const withheld = await withheldIn(identity.partition, () => missingOrigins(identity.partition));
  if (withheld.length > 0) throw failure('originMissing', {}, { origins: withheld });
  await openConsole(catalogue, roleId, { ...shown, ...sessionDoors(identity, code, requested, { fresh: opening.fresh, sent: codeSent }), signInToken }, opening).catch(forgettingExpired(identity));
}

/** Passes a failure on; an MFA session that AWS takes no longer is forgotten first. */
export function forgettingExpired({ id }: Identity): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    if (thrown instanceof Failure && thrown.data.kind === 'sessionExpired') await forgetMfaSession(id);
    throw thrown;
  };
}

/** The session of a chain's last role, with nothing shown of the way there, and the requests that AWS answered on it. */
export async function quietSession(chain: Chain, code: string | undefined, opening: Opening) {
  const requests: { call: string; id: string }[] = [];
  const doors = sessionDoors(chain.identity, code, (call, id) => { if (id !== undefined) requests.push({ call, id }); });
  const credentials = await roleSession(chain, { ...doors, step: (_, run) => run() }, opening).catch(forgettingExpired(chain.identity));
  return { credentials, requests };
}

/** A sign-in token for a role session: asking for one spends nothing, so that it may be asked for again. */
const signInToken: Doors['signInToken'] = (credentials, host, seconds) => again(() => getSignInToken(credentials, host, awsClock, seconds));

/** How the sessions of a chain are had: from STS, with the code if one is given. */
export function sessionDoors(
  identity: Identity, code: string | undefined, requested: Shown['requested'] = () => undefined, taking: Taking = {},
): Pick<Doors, 'mfaSession' | 'assumeRole' | 'assumeDirectly' | 'isDenied'> {
  const noted = async (call: Parameters<typeof requested>[0], answer: Promise<Credentials>): Promise<Credentials> => {
    const credentials = await answer;
    requested(call, credentials.requestId);
    return credentials;
  };
  return {
    // Without a code, the session is one that was there already.
    mfaSession: () => (code === undefined ? mfaSession(identity, code, taking) : noted('GetSessionToken', mfaSession(identity, code, taking))),
    assumeRole: (credentials, assumption) =>
      noted('AssumeRole', again(() => sts.assumeRole(credentials, identity.stsRegion, assumption, { ...wordsFor(identity), role: assumption.roleArn }))),
    assumeDirectly: (_, assumption) => noted('AssumeRole', directSession(identity, code, assumption)),
    // Where it cannot be seen, the console shows it.
    isDenied: (credentials) => sts.isDeniedByOrganisation(credentials, identity.stsRegion).catch(() => false),
  };
}

/** The identity that a role's chain begins with. */
export async function identityOf(roleId: string): Promise<Identity> {
  return findChain(await readCatalogue(), roleId).identity;
}

/** Whether signing in to a role takes a code now: its own, or one for an MFA session. */
export async function needsCode(roleId: string): Promise<boolean> {
  const chain = findChain(await readCatalogue(), roleId);
  return isDirect(chain) || !(await mfaSessionLives(chain.identity));
}

/**
 * A sign-in form for a tab that is there already, with a token of its own, as the tab was opened: read-only stays read-only, and
 * the reason goes along. Throws `codeNeeded` when a code is needed and none is given: no MFA session lives, or the role signs in directly.
 */
export async function signInFormFor(roleId: string, { readOnly, reason }: Pick<Opening, 'readOnly' | 'reason'>, code?: string): Promise<SignInForm> {
  const catalogue = await readCatalogue();
  const { identity } = findChain(catalogue, roleId);
  return new Promise((resolve, reject) => {
    throughBothDoors(catalogue, roleId, identity, code, {
      openTab: async (form) => resolve(form),
      step: (_, run) => run(),
    }, { ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }), anyway: true }).catch(reject);
  });
}
