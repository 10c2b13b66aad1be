import { instant } from '../core/clock.js';
import { denialIn } from '../core/denial.js';
import { type AwsAnswer, Failure, failure, type FailureKind } from '../core/failure.js';
import { shortened } from '../core/fields.js';
import { type Attempt, strange } from './attempts.js';
import { kindOf } from './refusalRules.js';

/** Turns what the SDK threw into a `Failure` with its kind, what AWS said, and the words its sentence needs. */
export function refusal(thrown: unknown, attempt: Attempt): Failure {
  if (thrown instanceof Failure) return thrown;
  const values = { ...attempt.values, host: attempt.host };
  const status = statusOf(thrown);
  if (status === undefined) {
    const spendsCode = attempt.spendsCode ?? attempt.call === 'GetSessionToken';
    if (isTimeout(thrown) && spendsCode) return failure('unanswered', values);
    return failure('unreachable', values, { origins: [`https://${attempt.host}/*`] });
  }
  const answer = answerOf(thrown, status);
  if (!answer) return strange(status, attempt, strangeKind(thrown, status));
  const kind = kindOf(answer, attempt.call);
  const more = kind === 'clockWrong' ? clockWords(answer.message) : { ...denialIn(answer.message), ...fieldWords(answer.message) };
  return failure(kind, { ...values, call: attempt.call, status: String(status), ...more }, { answer });
}

/** The SDK's own word for an answer that did not come in time: the call may have reached AWS all the same. */
function isTimeout(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'TimeoutError';
}

/** The HTTP status of an answer, also one that could not be read; undefined when none came: the SDK passes the browser's own error on then. */
function statusOf(thrown: unknown): number | undefined {
  if (!(thrown instanceof Error) || !('$metadata' in thrown)) return undefined;
  return (thrown.$metadata as { httpStatusCode?: number }).httpStatusCode;
}

/** AWS's own messages are a line or a few; a session token that one may repeat is left out. */
const messageMost = 4096;
const repeatedRequest = /\s*The Canonical String for this request[^]*$/;

/** STS's answer in an SDK error; undefined when it was none of STS's: the SDK calls it `Unknown`, or could not read it at all. */
function answerOf(thrown: unknown, status: number): AwsAnswer | undefined {
  if (!(thrown instanceof Error) || !('$fault' in thrown)) return undefined;
  if (thrown.name === 'Unknown' && thrown.message === 'Unknown') return undefined;
  const { requestId } = (thrown as unknown as { $metadata: { requestId?: string } }).$metadata;
  const message = shortened(thrown.message, messageMost).replace(repeatedRequest, '');
  return { code: shortened(thrown.name, 128), message, status, ...(requestId === undefined ? {} : { requestId }) };
}

/** What an answer looks like that is not STS's, from its head and how it begins. */
function strangeKind(thrown: unknown, status: number): FailureKind {
  if (status >= 500 && status !== 511) return 'awsFailing';
  const { $response: response, $responseBodyText: body = '' } = thrown as { $response?: { headers?: Readonly<Record<string, string>> }; $responseBodyText?: string };
  if (/^\s*(?:<\?xml[^>]*>\s*)?<(?:ErrorResponse|GetCallerIdentityResponse|GetSessionTokenResponse|AssumeRoleResponse)\b/.test(body.slice(0, 512))) return 'answerCut';
  return response?.headers?.['content-length'] === '0' ? 'answerEmpty' : 'answerForeign';
}

/** The parameter that STS could not take, as it names it. */
function fieldWords(message: string): { field?: string } {
  const [, field] = /^\d+ validation errors? detected: .*? at '([\w.]{1,64})' failed to satisfy/.exec(message) ?? [];
  return field === undefined ? {} : { field };
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
