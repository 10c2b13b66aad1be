import type { AwsClock } from '../core/clock.js';
import { failure } from '../core/failure.js';
import type { Credentials, SignInToken } from '../core/journey.js';
import { answerTimeoutMs } from './patience.js';

/**
 * Exchanges a role session for a sign-in token at `https://<host>/federation`. The credentials go in the body of a POST,
 * never in the address (IAM User Guide, "custom identity broker": "AWS supports POST requests here"). `SessionDuration`, from
 * 900 to 43200 seconds, is given only where it is asked for: the endpoint refuses it with 400 for a role session that came from
 * temporary credentials, and is said to refuse it now and then for others too, so that it is left out then. AWS's clock is read from the answer's date.
 * Throws `signInRefused` with the status, or `answerCut`; the body of a refusal may echo credentials, so it is not read.
 */
export async function getSignInToken(credentials: Credentials, host: string, clock: AwsClock, seconds?: number): Promise<SignInToken> {
  const session = JSON.stringify({
    sessionId: credentials.accessKeyId,
    sessionKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  });
  const asked = { Action: 'getSigninToken', Session: session };
  const first = await post(host, seconds === undefined ? asked : { ...asked, SessionDuration: String(seconds) });
  const lengthRefused = first.status === 400 && seconds !== undefined;
  const response = lengthRefused ? await post(host, asked) : first;
  if (!response.ok) throw failure('signInRefused', { host, status: String(response.status) });
  const date = Date.parse(response.headers.get('date') ?? '');
  if (!Number.isNaN(date)) await clock.note(date - Date.now());
  const text = await response.text().catch(() => {
    throw failure('unreachable', { host });
  });
  const token = tokenIn(text);
  if (token === undefined) throw failure(isCut(text) ? 'answerCut' : 'signInRefused', { host, status: String(response.status) });
  return seconds === undefined || lengthRefused ? { token } : { token, endsAt: Date.now() + seconds * 1000 };
}

function post(host: string, asked: Readonly<Record<string, string>>): Promise<Response> {
  return fetch(`https://${host}/federation`, {
    method: 'POST',
    body: new URLSearchParams(asked),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => {
    throw failure('unreachable', { host });
  });
}

/** Whether it is the beginning of the JSON that AWS answers with, and no more: another answer may be whole. */
function isCut(text: string): boolean {
  return text.startsWith('{') && parsed(text) === undefined;
}

function tokenIn(text: string): string | undefined {
  const answer = parsed(text);
  if (typeof answer !== 'object' || answer === null || !('SigninToken' in answer)) return undefined;
  return typeof answer.SigninToken === 'string' && answer.SigninToken !== '' ? answer.SigninToken : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
