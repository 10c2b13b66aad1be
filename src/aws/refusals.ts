import { type AwsAnswer, Failure, failure, type FailureKind } from '../core/failure.js';

/** What was being tried, for the sentence: names only, never a secret. */
export interface Attempt {
  readonly call: 'GetCallerIdentity' | 'GetSessionToken' | 'AssumeRole' | 'GetAccessKeyInfo' | 'ListAccessKeys';
  /** The host called, whose permission may mend a call that never got there. */
  readonly host: string;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the call carries a code itself, as GetSessionToken always does. */
  readonly spendsCode?: boolean;
}

/**
 * STS's errors by code and by the front of their message. Messages may end in a stray space, a full stop, or more text
 * about the policy that refused, so nothing is matched at the end (sources: STS API reference, "Common errors", and the
 * issue trackers of the tools named in the project's notes on AWS).
 */
const rules: readonly { kind: FailureKind; code?: RegExp; message?: RegExp; call?: Attempt['call'] }[] = [
  { kind: 'clockWrong', message: /^Signature (?:expired|not yet current)/ },
  { kind: 'clockWrong', code: /^Request(?:Expired|TimeTooSkewed)$/ },
  { kind: 'secretWrong', code: /^SignatureDoesNotMatch$/ },
  { kind: 'codeRefused', message: /^MultiFactorAuthentication failed with invalid MFA one time/ },
  { kind: 'serialRefused', message: /^MultiFactorAuthentication failed, unable to validate MFA/ },
  { kind: 'keyTemporary', message: /^Cannot call GetSessionToken with session credentials/ },
  { kind: 'sessionExpired', code: /^ExpiredToken/ },
  { kind: 'keyUnknown', code: /^InvalidClientTokenId$/ },
  { kind: 'regionOff', code: /^RegionDisabledException$/ },
  { kind: 'throttled', code: /^Throttling/ },
  { kind: 'roleRefused', code: /^AccessDenied/, call: 'AssumeRole' },
];

/** Turns what the SDK threw into a `Failure` with its kind, what AWS said, and the words its sentence needs. */
export function refusal(thrown: unknown, attempt: Attempt): Failure {
  if (thrown instanceof Failure) return thrown;
  const answer = answerOf(thrown);
  const spendsCode = attempt.spendsCode ?? attempt.call === 'GetSessionToken';
  if (!answer && isTimeout(thrown) && spendsCode) return failure('unanswered', { ...attempt.values, host: attempt.host });
  if (!answer) return failure('unreachable', { ...attempt.values, host: attempt.host }, { origins: [`https://${attempt.host}/*`] });
  const rule = rules.find(({ code, message, call }) =>
    (!code || code.test(answer.code)) && (!message || message.test(answer.message)) && (!call || call === attempt.call));
  const kind = rule?.kind ?? 'awsRefused';
  const clock = kind === 'clockWrong' ? clockWords(answer.message) : {};
  return failure(kind, { ...attempt.values, call: attempt.call, host: attempt.host, ...clock }, { answer });
}

/** The SDK's own word for an answer that did not come in time: the call may have reached AWS all the same. */
function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

/** The answer in an SDK error; undefined when no answer came: the SDK passes the browser's own error on then. */
function answerOf(thrown: unknown): AwsAnswer | undefined {
  if (!(thrown instanceof Error) || !('$metadata' in thrown) || !('$fault' in thrown)) return undefined;
  const { httpStatusCode: status = 0, requestId } = thrown.$metadata as { httpStatusCode?: number; requestId?: string };
  return { code: thrown.name, message: thrown.message, status, ...(requestId === undefined ? {} : { requestId }) };
}

/** `20220127T001427Z` as milliseconds since the epoch. */
function instant(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/**
 * How far this computer's clock is off, from `Signature expired: <ours> is now earlier than <limit> (<AWS's> - 15 min.)`
 * and its counterpart. No words when the text is another.
 */
function clockWords(message: string): { minutes?: string; direction?: string } {
  const [, ours, theirs] = /: (\d{8}T\d{6}Z) .*\((\d{8}T\d{6}Z) [-+]/.exec(message) ?? [];
  if (!ours || !theirs) return {};
  const difference = instant(ours) - instant(theirs);
  return { minutes: String(Math.round(Math.abs(difference) / 60_000)), direction: difference < 0 ? 'behind' : 'ahead' };
}
