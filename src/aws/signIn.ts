import { failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';

const answerTimeoutMs = 15_000;

/**
 * Exchanges a role session for a sign-in token at `https://<host>/federation`. The credentials go in the body of a POST,
 * never in the address (IAM User Guide, "custom identity broker": "AWS supports POST requests here"). `SessionDuration`
 * is left out: the endpoint refuses it with 400 for a role session that came from temporary credentials.
 * Throws `signInRefused` with the status; the body of a refusal may echo credentials, so it is not read.
 */
export async function getSignInToken(credentials: Credentials, host: string): Promise<string> {
  const session = {
    sessionId: credentials.accessKeyId,
    sessionKey: credentials.secretAccessKey,
    sessionToken: credentials.sessionToken,
  };
  const response = await fetch(`https://${host}/federation`, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'getSigninToken', Session: JSON.stringify(session) }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => {
    throw failure('unreachable', { host });
  });
  if (!response.ok) throw failure('signInRefused', { host, status: String(response.status) });
  const text = await response.text().catch(() => {
    throw failure('unreachable', { host });
  });
  const token = tokenIn(text);
  if (token === undefined) throw failure('signInRefused', { host, status: String(response.status) });
  return token;
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
