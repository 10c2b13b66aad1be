import { failure, type FailureKind } from '../../../src/core/failure.js';
import type { Credentials } from '../../../src/core/journey.js';
import { type MfaSessionPorts, takeMfaSession, type UsedCode } from '../../../src/core/mfaSession.js';
import { alice, failureOf } from '../scenario.js';

export const hour = 3_600_000;
export const session = (expiresAt: number): Credentials => ({ accessKeyId: `ASIA${expiresAt}`, secretAccessKey: 's', sessionToken: 't', expiresAt });
export const kindOf = async (promise: Promise<unknown>): Promise<FailureKind> => (await failureOf(promise)).kind;

/** What MFA sessions need from outside, with everything that it remembers, and STS's answer, open to a test. */
export function fakeMfa() {
  let queue: Promise<unknown> = Promise.resolve();
  const mfa = {
    now: Date.UTC(2026, 0, 1),
    sessions: new Map<string, Credentials>(),
    used: [] as readonly UsedCode[],
    calls: [] as { user: string; code: string }[],
    answer: async (): Promise<Credentials> => session(mfa.now + 12 * hour),
    reached: false,
    refuseWith(kind: FailureKind): void { mfa.answer = () => Promise.reject(failure(kind)); },
    take: (code?: string, identity = alice): Promise<Credentials> => takeMfaSession(identity, code, ports),
    get ports(): MfaSessionPorts { return ports; },
  };
  const ports: MfaSessionPorts = {
    now: () => mfa.now,
    alone(run) {
      const turn = queue.catch(() => undefined).then(run);
      queue = turn;
      return turn;
    },
    stored: async ({ id }) => mfa.sessions.get(id),
    keep: async ({ id }, kept) => { mfa.sessions.set(id, kept); },
    usedCodes: async () => mfa.used,
    keepUsedCodes: async (codes) => { mfa.used = codes; },
    reaches: async () => mfa.reached,
    getSessionToken: async ({ userName }) => (code) => {
      mfa.calls.push({ user: userName, code });
      return mfa.answer();
    },
  };
  return mfa;
}
