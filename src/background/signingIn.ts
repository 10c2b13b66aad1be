import { assumeRole } from '../aws/sts.js';
import { getSignInToken } from '../aws/signIn.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import { missingOrigins } from '../browser/permissions.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import type { Catalogue, Identity } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { Failure, failure } from '../core/failure.js';
import { type Doors, openConsole, type SignInForm } from '../core/journey.js';
import { wordsFor } from '../core/mfaSession.js';
import { mfaSession } from './mfa.js';

/** Goes through both doors and on to a sign-in form. Throws the `Failure` of the step that failed. */
export async function throughBothDoors(
  catalogue: Catalogue, roleId: string, identity: Identity, code: string | undefined, shown: Pick<Doors, 'openTab' | 'step'>,
): Promise<void> {
  const withheld = await missingOrigins(identity.partition);
  if (withheld.length > 0) throw failure('originMissing', {}, { origins: withheld });
  await openConsole(catalogue, roleId, {
    ...shown,
    mfaSession: () => mfaSession(identity, code),
    assumeRole: (credentials, assumption) =>
      assumeRole(credentials, identity.stsRegion, assumption, { ...wordsFor(identity), role: assumption.roleArn }),
    signInToken: getSignInToken,
  }).catch(async (thrown: unknown) => {
    if (thrown instanceof Failure && thrown.data.kind === 'sessionExpired') await forgetMfaSession(identity.id);
    throw thrown;
  });
}

/** The identity that a role's chain begins with. */
export async function identityOf(roleId: string): Promise<Identity> {
  return findChain(await readCatalogue(), roleId).identity;
}

/** A sign-in form for a tab that is there already, with a token of its own. Throws `codeNeeded` when no MFA session lives and no code is given. */
export async function signInFormFor(roleId: string, { code }: { readonly code?: string } = {}): Promise<SignInForm> {
  const catalogue = await readCatalogue();
  const { identity } = findChain(catalogue, roleId);
  return new Promise((resolve, reject) => {
    throughBothDoors(catalogue, roleId, identity, code, {
      openTab: async (form) => resolve(form),
      step: (_, run) => run(),
    }).catch(reject);
  });
}
