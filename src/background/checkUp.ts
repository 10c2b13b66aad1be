import { readAwsTime } from '../aws/dateHeader.js';
import { listAccessKeys } from '../aws/iam.js';
import { awsClock } from '../browser/awsClock.js';
import { missingOrigins, withheldOf } from '../browser/permissions.js';
import { checkUp, mfaSessions } from '../browser/stored.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import type { Assumption } from '../core/assumptions.js';
import { type Identity, identityById } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { type Planned, runCheckUp } from '../core/checkUp.js';
import { identityChecks } from '../core/checkUpIdentity.js';
import type { CheckUpPorts, Progress } from '../core/checkUpPorts.js';
import { roleChecks } from '../core/checkUpRole.js';
import { failure } from '../core/failure.js';
import { wordsFor } from '../core/mfaSession.js';
import { iamOrigin, signInHost } from '../core/partitions.js';
import type { Answers, Asked, CallTables } from '../protocol.js';
import { secretAccessKeyOf } from './secrets.js';
import { lineOf, rememberFacts } from './iam.js';
import { mfaSession, mfaSessionLives } from './mfa.js';
import { forgettingExpired, sessionDoors } from './signingIn.js';
import { again, sts } from './sts.js';

/** An identity as AWS sees it. Its secret is read for each use, and stays here. */
function portsOf(identity: Identity): CheckUpPorts {
  const { id, accessKeyId, partition, stsRegion, userName } = identity;
  const bareKey = async () => ({ accessKeyId, secretAccessKey: await secretAccessKeyOf(identity) });
  const words = (assumption: Assumption) => ({ ...wordsFor(identity), role: assumption.roleArn });
  return {
    now: Date.now,
    missingPages: () => missingOrigins(partition),
    missingIam: () => withheldOf([iamOrigin(partition)]),
    callerArn: async () => again(async () => sts.getCallerIdentity(await bareKey(), stsRegion)),
    async awsTime() {
      const time = await readAwsTime(signInHost(partition, stsRegion), Date.now);
      if (time) await awsClock.note(time.at - time.answeredAt);
      return time;
    },
    sessionEndsAt: async () => (await mfaSessionLives(identity) ? (await mfaSessions.get())[id]?.expiresAt : undefined),
    mfaSession: (code) => mfaSession(identity, code),
    async accessKeys(session) {
      const facts = await listAccessKeys(lineOf(session, partition), userName);
      await rememberFacts(identity, facts);
      return facts;
    },
    assumeRole: (credentials, assumption) => again(() => sts.assumeRole(credentials, stsRegion, assumption, words(assumption))).catch(forgettingExpired(identity)),
    assumeWithCode: (assumption, code) => sessionDoors(identity, code).assumeDirectly(identity, assumption),
    assumeWithBareKey: async (assumption) => sts.assumeRole(await bareKey(), stsRegion, assumption, words(assumption)),
    isDenied: (credentials) => sts.isDeniedByOrganisation(credentials, stsRegion),
  };
}

/** What is to be looked at, and what it is called. Throws what `findChain` throws, or `identityUnknown`. */
async function planFor({ kind, id }: Asked<'checkUp'>['of'], progress: Progress): Promise<{ name: string; planned: Planned[] }> {
  const catalogue = await readCatalogue();
  if (kind === 'role') {
    const chain = findChain(catalogue, id);
    return { name: chain.roles.at(-1)?.name ?? '', planned: roleChecks(chain, portsOf(chain.identity), progress) };
  }
  const identity = identityById(catalogue, id);
  if (!identity) throw failure('identityUnknown', { role: '' });
  return { name: identity.userName, planned: identityChecks(identity, portsOf(identity), progress) };
}

/** One check-up after another, whoever asks. One that was put away meanwhile, as by locking, is not brought back. */
async function check({ of, code }: Asked<'checkUp'>): Promise<null> {
  return navigator.locks.request('checkUp', async () => {
    const { name, planned } = await planFor(of, { code, hops: [] });
    let begun = false;
    await runCheckUp(of, name, planned, Date.now, async (next) => {
      await checkUp.change((shown) => (begun && shown?.startedAt !== next.startedAt ? shown : next));
      begun = true;
    });
    return null;
  });
}

/** The part of what our own pages may ask that looks an identity or a role over. */
export const checkUpAnswers: Pick<Answers<CallTables['page']>, 'checkUp'> = { checkUp: check };
