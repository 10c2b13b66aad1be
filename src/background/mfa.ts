import { mfaSessions, usedCodes } from '../browser/stored.js';
import { unlockedDataKey } from '../browser/lock.js';
import { forgetMfaSession } from '../browser/mfaSessions.js';
import type { Assumption } from '../core/assumptions.js';
import type { Identity } from '../core/catalogue.js';
import { Failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';
import { callWithCode, isLive, type MfaSessionPorts, sharingSessions, takeMfaSession, type UsedCode, wordsFor } from '../core/mfaSession.js';
import { seal, sessionPlace, unseal } from '../core/vault/seal.js';
import { secretAccessKeyOf } from './secrets.js';
import { sts } from './sts.js';

const codesPlace = sessionPlace('codes', 'all');
const sessionPlaceOf = (identity: Identity): string => sessionPlace('mfaSession', identity.id);

const ports: MfaSessionPorts = {
  now: Date.now,
  alone: (run) => navigator.locks.request('mfaSession', run),

  async stored(identity) {
    const session = (await mfaSessions.get())[identity.id];
    if (!session || session.accessKeyId !== identity.accessKeyId) return undefined;
    try {
      return await unseal(await unlockedDataKey(), sessionPlaceOf(identity), session.credentials) as Credentials;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.data.kind === 'vaultLocked') throw thrown;
      // A session that cannot be read is none: once it is forgotten, a code is asked for.
      await forgetMfaSession(identity.id);
      return undefined;
    }
  },

  async keep(identity, session) {
    const credentials = await seal(await unlockedDataKey(), sessionPlaceOf(identity), session);
    const { accessKeyId } = identity;
    await mfaSessions.change((all) => ({ ...all, [identity.id]: { expiresAt: session.expiresAt, accessKeyId, credentials } }));
  },

  async usedCodes() {
    const sealed = await usedCodes.get();
    // What was sealed under a data key that is no more is forgotten: AWS itself still refuses those codes.
    return sealed ? unseal(await unlockedDataKey(), codesPlace, sealed).then((codes) => codes as UsedCode[], () => []) : [];
  },

  async keepUsedCodes(codes) {
    await usedCodes.set(await seal(await unlockedDataKey(), codesPlace, codes));
  },

  reaches: ({ stsRegion }) => sts.reaches(stsRegion),

  async getSessionToken(identity) {
    const { accessKeyId, stsRegion, mfaSerial, sessionSeconds } = identity;
    const secretAccessKey = await secretAccessKeyOf(identity);
    return (code) => sts.getSessionToken({ accessKeyId, secretAccessKey }, stsRegion, { mfaSerial, code, durationSeconds: sessionSeconds }, wordsFor(identity));
  },
};

/** Whether a journey of the identity needs no code now. */
export async function mfaSessionLives({ id, accessKeyId }: Identity): Promise<boolean> {
  const session = (await mfaSessions.get())[id];
  return session?.accessKeyId === accessKeyId && isLive(session.expiresAt, Date.now());
}

/** How an MFA session is taken. */
export interface Taking {
  /** Made in any case. */
  readonly fresh?: true | undefined;
  /** Called when GetSessionToken is on its way, if it is called at all. */
  readonly sent?: (() => void) | undefined;
}

const shared = sharingSessions();

/** The identity's MFA session, stored or made from the code. */
export function mfaSession(identity: Identity, code: string | undefined, how: Taking = {}): Promise<Credentials> {
  return shared(identity, () => takeSession(identity, code, how), how.fresh);
}

function takeSession(identity: Identity, code: string | undefined, { fresh, sent }: Taking): Promise<Credentials> {
  const getSessionToken: MfaSessionPorts['getSessionToken'] = async (of) => {
    const call = await ports.getSessionToken(of);
    return (unused) => {
      const answer = call(unused);
      sent?.();
      return answer;
    };
  };
  return takeMfaSession(identity, code, { ...ports, getSessionToken }, fresh);
}

/** A role session made with the user's own key and a code on the call itself. */
export function directSession(identity: Identity, code: string | undefined, assumption: Assumption): Promise<Credentials> {
  const { accessKeyId, stsRegion, mfaSerial } = identity;
  return callWithCode(identity, code, ports, async () => {
    const secretAccessKey = await secretAccessKeyOf(identity);
    const words = { ...wordsFor(identity), role: assumption.roleArn };
    return (unused) => sts.assumeRole({ accessKeyId, secretAccessKey }, stsRegion, assumption, words, { mfaSerial, code: unused });
  });
}
