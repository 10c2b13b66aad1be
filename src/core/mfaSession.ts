import { checkMfaCode } from './accessKey.js';
import { groupedAccount, mfaDeviceName } from './arn.js';
import type { Identity } from './catalogue.js';
import { Failure, failure } from './failure.js';
import type { Credentials } from './journey.js';
import { together } from './turns.js';

/** A session that ends within five minutes is renewed rather than used, so that it does not end half-way. */
export const renewalMarginMs = 5 * 60_000;

/** How long a code that reached AWS is refused here: its own 30 seconds and one step on either side. */
const codeMemoryMs = 90_000;

export interface UsedCode {
  readonly mfaSerial: string;
  readonly code: string;
  readonly usedAt: number;
}

/** What spending a code needs from outside. */
export interface CodePorts {
  now(): number;
  /** Runs one request at a time, in all windows: a second one waits and then finds the session there. */
  alone<T>(run: () => Promise<T>): Promise<T>;
  usedCodes(): Promise<readonly UsedCode[]>;
  keepUsedCodes(codes: readonly UsedCode[]): Promise<void>;
  /** Whether AWS can be reached now: then it may have got a call that it has not answered. */
  reaches(identity: Identity): Promise<boolean>;
}

/** A call that is ready to be made, but for its code. */
export type CallWithCode<T> = (code: string) => Promise<T>;

/** What taking an MFA session needs from outside. */
export interface MfaSessionPorts extends CodePorts {
  stored(identity: Identity): Promise<Credentials | undefined>;
  keep(identity: Identity, session: Credentials): Promise<void>;
  /** Makes ready for GetSessionToken with the code, which is never repeated by itself once it may have reached AWS. */
  getSessionToken(identity: Identity): Promise<CallWithCode<Credentials>>;
}

export function isLive(expiresAt: number, now: number): boolean {
  return expiresAt - now > renewalMarginMs;
}

/**
 * The identity's MFA session: the stored one while it lives, a new one from the code otherwise, or in any case if it is to be fresh.
 * Throws `codeNeeded` without a code, `codeMalformed`, `codeReused`, or what GetSessionToken throws.
 */
export async function takeMfaSession(identity: Identity, code: string | undefined, ports: MfaSessionPorts, fresh = false): Promise<Credentials> {
  return ports.alone(async () => {
    const stored = fresh ? undefined : await ports.stored(identity);
    if (stored && isLive(stored.expiresAt, ports.now())) return stored;
    const session = await spendCode(identity, code, ports, () => ports.getSessionToken(identity));
    await ports.keep(identity, session);
    return session;
  });
}

/**
 * Makes journeys that need an identity's MFA session at once have the same, without each looking at what is stored in its turn. `take`
 * is what one does by itself: where the first gets none, as for want of a code, each other tries so, and one that is to have a fresh
 * session in any case.
 */
export function sharingSessions(): (identity: Identity, take: () => Promise<Credentials>, fresh?: boolean) => Promise<Credentials> {
  const taking = together<Credentials>();
  return ({ id, accessKeyId }, take, fresh = false) => {
    if (fresh) return take();
    let isFirst = false;
    const session = taking(`${id} ${accessKeyId}`, () => {
      isFirst = true;
      return take();
    });
    return isFirst ? session : session.catch(take);
  };
}

/**
 * A call of the user's own key that carries a code itself, and leaves no MFA session.
 * Throws as `takeMfaSession` does, or what the call throws.
 */
export async function callWithCode<T>(identity: Identity, code: string | undefined, ports: CodePorts, ready: () => Promise<CallWithCode<T>>): Promise<T> {
  return ports.alone(() => spendCode(identity, code, ports, ready));
}

/** Makes a call with a code, which counts as used from then on, unless the call never got to AWS. */
async function spendCode<T>(identity: Identity, code: string | undefined, ports: CodePorts, ready: () => Promise<CallWithCode<T>>): Promise<T> {
  if (code === undefined) throw failure('codeNeeded', wordsFor(identity));
  const [unused, call] = await Promise.all([unusedCode(identity, code, ports), ready()]);
  return call(unused).catch((thrown: unknown) => giveBackCode(thrown, identity, code, ports));
}

/** Takes a code for its one use: from here on it counts as used. */
async function unusedCode(identity: Identity, typed: string, ports: CodePorts): Promise<string> {
  const checked = checkMfaCode(typed);
  if ('problem' in checked) throw failure('codeMalformed');
  const now = ports.now();
  const recent = (await ports.usedCodes()).filter(({ usedAt }) => Math.abs(now - usedAt) < codeMemoryMs);
  const known = recent.some(({ code, mfaSerial }) => code === checked.value && mfaSerial === identity.mfaSerial);
  if (known) throw failure('codeReused', wordsFor(identity));
  await ports.keepUsedCodes([...recent, { mfaSerial: identity.mfaSerial, code: checked.value, usedAt: now }]);
  return checked.value;
}

/**
 * A call that never got to AWS leaves its code usable: the person may press the same button again. Browsers do not tell a connection
 * that was never made from one that broke, so that the code counts as used if AWS can be reached: `unanswered` then.
 */
async function giveBackCode(thrown: unknown, identity: Identity, typed: string, ports: CodePorts): Promise<never> {
  const checked = checkMfaCode(typed);
  if (thrown instanceof Failure && thrown.data.kind === 'unreachable' && 'value' in checked) {
    if (await ports.reaches(identity)) throw failure('unanswered', { ...thrown.data.values, ...wordsFor(identity) });
    const others = (await ports.usedCodes()).filter(({ code, mfaSerial }) =>
      code !== checked.value || mfaSerial !== identity.mfaSerial);
    await ports.keepUsedCodes(others);
  }
  throw thrown;
}

/** What a question about the identity's code names: the person, the account and the device. */
export function wordsFor(identity: Identity): { user: string; account: string; device: string } {
  return {
    user: identity.userName,
    account: groupedAccount(identity.accountId),
    device: mfaDeviceName(identity.mfaSerial),
  };
}
