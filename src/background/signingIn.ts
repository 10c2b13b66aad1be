import { assumeRole } from '../aws/sts.js';
import { getSignInToken } from '../aws/signIn.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import { missingOrigins } from '../browser/permissions.js';
import type { ConsoleTab } from '../browser/stored.js';
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

/** A sign-in form for a tab that is there already, with a token of its own and to the page the tab was opened for. Throws `codeNeeded` when no MFA session lives. */
export async function signInFormFor(roleId: string, { address }: Pick<ConsoleTab, 'address'>): Promise<SignInForm> {
  const catalogue = await readCatalogue();
  const { identity } = findChain(catalogue, roleId);
  return new Promise((resolve, reject) => {
    throughBothDoors(catalogue, roleId, identity, undefined, {
      openTab: async (form) => resolve(address === undefined ? form : { ...form, destination: address }),
      step: (_, run) => run(),
    }).catch(reject);
  });
}
