import { type Credentials as StsCredentials, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';
import { type AwsClock, awsTimeIn, offsetBetrayed } from '../core/clock.js';
import { Failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';
import { partitionOfRegion, stsHost } from '../core/partitions.js';
import { type Attempt, refusal, withoutCredentials } from './refusals.js';

/** An IAM user's own key, or the credentials of a session. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Where the calls go, if not to the region's own endpoint: for tests. */
export type Connection = Pick<STSClientConfig, 'endpoint'>;

/** Nobody waits longer than this for one answer. */
const answerTimeoutMs = 10_000;
/** A refusal that reads the same offset as the one that was signed with is about something else. */
const sameOffsetMs = 60_000;

/**
 * The regional STS endpoint: nothing of the browser's cookies or cache takes part, and no call is repeated by the SDK, since one
 * that carries a code counts once. Who calls says what may be repeated.
 */
function client(key: SigningKey, region: string, offsetMs: number, connection: Connection): STSClient {
  return new STSClient({
    ...connection,
    region,
    maxAttempts: 1,
    systemClockOffset: offsetMs,
    credentials: {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      ...(key.sessionToken === undefined ? {} : { sessionToken: key.sessionToken }),
    },
    requestHandler: { credentials: 'omit', requestTimeout: answerTimeoutMs },
  });
}

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
export type Send = <T>(asking: Asking, run: (client: STSClient, signed: { readonly sentAt: number; readonly offsetMs: number }) => Promise<T>) => Promise<T>;

/**
 * Sends calls signed with AWS's time. Should AWS refuse the time, its own is noted and the call is made once more: a signature is
 * judged before anything else, so that a code in the call is not spent by it. Throws a `Failure`.
 */
export function createSend(clock: AwsClock, connection: Connection = {}): Send {
  return async ({ key, region, attempt }, run) => {
    const attempted = (offsetMs: number) => run(client(key, region, offsetMs, connection), { sentAt: Date.now(), offsetMs })
      .catch((thrown: unknown) => { throw refusal(thrown, attempt); });
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
