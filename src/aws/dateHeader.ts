import type { AwsTime } from '../core/checkUpPorts.js';
import { answerTimeoutMs } from './patience.js';

/**
 * Asks the sign-in host what time it is. STS would tell too, but lets nobody without permission for its host read the `Date`
 * header. A call of the federation endpoint without parameters is refused, with a page and not with a redirect, and is nobody's
 * call, so that no trail has it. Undefined when no answer came, or none with a date.
 */
export async function readAwsTime(signInHost: string, now: () => number): Promise<AwsTime | undefined> {
  const askedAt = now();
  const response = await fetch(`https://${signInHost}/federation`, {
    credentials: 'omit', cache: 'no-store', redirect: 'manual', referrerPolicy: 'no-referrer', signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => undefined);
  const answeredAt = now();
  const at = Date.parse(response?.headers.get('date') ?? '');
  return Number.isNaN(at) ? undefined : { askedAt, answeredAt, at };
}
