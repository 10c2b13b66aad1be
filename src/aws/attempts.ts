import { type Failure, failure, type FailureKind } from '../core/failure.js';
import type { Call } from './refusalRules.js';

/** What was being tried, for the sentence: names only, never a secret. */
export interface Attempt {
  readonly call: Call;
  /** The host called, whose permission may mend a call that never got there. */
  readonly host: string;
  readonly values: Readonly<Record<string, string>>;
  /** Whether the call carries a code itself, as GetSessionToken always does. */
  readonly spendsCode?: boolean;
}

/** The failure of an answer that says it went well and has nothing in it: whoever gave it, it was not STS. */
export function withoutCredentials(attempt: Attempt, status = 200): Failure {
  return strange(status, attempt, 'answerForeign');
}

/** Nothing of such an answer is kept, since the end of one that was cut may be missing and its credentials there. */
export function strange(status: number, attempt: Attempt, kind: FailureKind): Failure {
  return failure(kind, { ...attempt.values, call: attempt.call, host: attempt.host, status: String(status) });
}
