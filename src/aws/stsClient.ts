import type { Credentials as StsCredentials } from '@aws-sdk/client-sts';
import { type AwsClock, awsTimeIn, offsetBetrayed } from '../core/clock.js';
import { Failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';
import { partitionOfRegion, stsHost } from '../core/partitions.js';
import { type Attempt, withoutCredentials } from './attempts.js';
import { createStsCalls, type SigningKey, type StsCalls } from './stsCalls.js';

/** Where the calls go, if not to the region's own endpoint (for tests), and what the browser's cache has to do with them. */
export interface Connection {
  readonly endpoint?: string;
  /**
   * `no-store` unless the browser is known to write no answer to a POST on its disk: Firefox does. Chromium does not, and would
   * remember no preflight with `no-store`.
   */
  readonly cache?: 'no-store' | 'default';
}

/** A refusal that reads the same offset as the one that was signed with is about something else. */
const sameOffsetMs = 60_000;

/** What explains a refusal is loaded with it. */
const refusals = () => import(/* webpackMode: "lazy", webpackChunkName: "seldom" */ './refusals.js');

export function attemptOf(call: Attempt['call'], region: string, values: Attempt['values']): Attempt {
  return { call, host: stsHost(partitionOfRegion(region) ?? 'aws', region), values };
}

/** One call: with what it is signed, and where it goes. */
export interface Asking {
  readonly key: SigningKey;
  readonly region: string;
  readonly attempt: Attempt;
}

/** A call of STS by AWS's clock. */
export type Send = <T>(asking: Asking, run: (calls: StsCalls, signed: { readonly sentAt: number; readonly offsetMs: number }) => Promise<T>) => Promise<T>;

/**
 * Sends calls to the regional endpoint, signed with AWS's time. Should AWS refuse the time, its own is noted and the call is made once more: a signature is
 * judged before anything else, so that a code in the call is not spent by it. Otherwise no call is repeated, since one that carries a code counts
 * once: who calls says what may be. Throws a `Failure`.
 */
export function createSend(clock: AwsClock, connection: Connection = {}): Send {
  return async ({ key, region, attempt }, run) => {
    const { endpoint = `https://${attempt.host}`, cache = 'no-store' } = connection;
    const attempted = (offsetMs: number) => run(createStsCalls({ key, region, endpoint, cache, offsetMs }), { sentAt: Date.now(), offsetMs })
      .catch(async (thrown: unknown) => { throw (await refusals()).refusal(thrown, attempt); });
    const offsetMs = await clock.offsetMs();
    try {
      return await attempted(offsetMs);
    } catch (thrown) {
      const reading = offsetIn(thrown);
      if (reading === undefined || Math.abs(reading - offsetMs) < sameOffsetMs) throw thrown;
      await clock.note(reading);
      return attempted(reading);
    }
  };
}

/** What the refusal of a signature says of AWS's clock beside this computer's. */
function offsetIn(thrown: unknown): number | undefined {
  const answer = thrown instanceof Failure ? thrown.data.answer : undefined;
  const awsTime = answer && awsTimeIn(answer.message);
  return awsTime === undefined ? undefined : awsTime - Date.now();
}

/** The credentials of an answer, whose end is given by this computer's clock. Throws `answerForeign` when something is missing. */
export function complete(given: StsCredentials | undefined, { attempt }: Pick<Asking, 'attempt'>, offsetMs: number, requestId: string | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = given ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw withoutCredentials(attempt);
  }
  return {
    accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiresAt: Expiration.getTime() - offsetMs,
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** Notes the offset that a new session betrays, and gives the one to go on with. */
export async function readClock(clock: AwsClock, given: StsCredentials | undefined, seconds: number, { sentAt, offsetMs }: { sentAt: number; offsetMs: number }): Promise<number> {
  const endsAt = given?.Expiration?.getTime();
  const betrayed = endsAt === undefined ? undefined : offsetBetrayed({ endsAt, seconds, sentAt, signedWith: offsetMs });
  if (betrayed !== undefined) await clock.note(betrayed);
  return clock.offsetMs();
}
