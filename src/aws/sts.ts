import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import type { Assumption } from '../core/assumptions.js';
import type { AwsClock } from '../core/clock.js';
import { Failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';
import { partitionOfRegion, stsHost } from '../core/partitions.js';
import { type Attempt, withoutCredentials } from './attempts.js';
import { type Asking, attemptOf, complete, type Connection, createSend, readClock, type Send } from './stsClient.js';
import type { SigningKey } from './stsCalls.js';

/** Whoever waits has waited for an answer already. */
const probeTimeoutMs = 3000;

export interface SessionRequest {
  readonly mfaSerial: string;
  readonly code: string;
  /** 900 to 129600. */
  readonly durationSeconds: number;
}

/** The MFA parameters of a call that carries a code itself. */
export type CodeOnCall = Pick<SessionRequest, 'mfaSerial' | 'code'>;

/** What is asked of STS, each call once. All throw a `Failure`. */
export interface Sts {
  /** The ARN of whoever the key belongs to. GetCallerIdentity needs no permission and cannot be denied (STS API reference). */
  getCallerIdentity(key: SigningKey, region: string): Promise<string>;
  /** The first door: GetSessionToken with an MFA code. */
  getSessionToken(key: SigningKey, region: string, request: SessionRequest, values: Attempt['values']): Promise<Credentials>;
  /**
   * The second door: AssumeRole with the credentials of the MFA session or of the role before, which may be repeated safely; or
   * with the user's own key and a code on the call, which may not.
   */
  assumeRole(key: SigningKey, region: string, assumption: Assumption, values: Attempt['values'], mfa?: CodeOnCall): Promise<Credentials>;
  /**
   * Whether a service control policy denies a session even this: GetAccessKeyInfo, which changes nothing and tells only which
   * account a key is of. GetCallerIdentity would not do, since no policy can deny it (STS API reference). What else AWS answers
   * says nothing of the kind: the role itself may not be allowed to make the call. Throws when nothing is answered.
   */
  isDeniedByOrganisation(key: SigningKey, region: string): Promise<boolean>;
  /**
   * Whether the endpoint answers at all, to a request without a signature, of which AWS keeps no record. A browser that has asked the
   * host for permission then need not do so for the calls that follow. Never rejects.
   */
  reaches(region: string): Promise<boolean>;
}

/** STS as it is called with AWS's clock. */
export function createSts(clock: AwsClock, connection?: Connection): Sts {
  const send = createSend(clock, connection);
  return {
    async getCallerIdentity(key, region) {
      const attempt = attemptOf('GetCallerIdentity', region, {});
      const { Arn: arn } = await send({ key, region, attempt }, (sts) => sts.getCallerIdentity());
      if (arn === undefined) throw withoutCredentials(attempt);
      return arn;
    },

    getSessionToken: (key, region, { mfaSerial, code, durationSeconds }, values) => {
      const asking = { key, region, attempt: attemptOf('GetSessionToken', region, values) };
      return send(asking, async (sts, signed) => {
        const { Credentials: given, $metadata } = await sts.getSessionToken({ SerialNumber: mfaSerial, TokenCode: code, DurationSeconds: durationSeconds });
        return complete(given, asking, await readClock(clock, given, durationSeconds, signed), $metadata.requestId);
      });
    },

    assumeRole: (key, region, assumption, values, mfa) =>
      assumed(send, { key, region, attempt: { ...attemptOf('AssumeRole', region, values), spendsCode: mfa !== undefined } }, assumption, mfa),

    isDeniedByOrganisation(key, region) {
      const asking = { key, region, attempt: attemptOf('GetAccessKeyInfo', region, {}) };
      return send(asking, (sts) => sts.getAccessKeyInfo({ AccessKeyId: key.accessKeyId })).then(() => false, deniedByOrganisation);
    },

    reaches,
  };
}

/** What the calls are sent with, beside what a browser lets any page send: it asks the host first whether it may. */
const askedHeaders = ['authorization', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

function reaches(region: string): Promise<boolean> {
  const host = stsHost(partitionOfRegion(region) ?? 'aws', region);
  return fetch(`https://${host}/`, {
    headers: askedHeaders.map((name): [string, string] => [name, '']), credentials: 'omit', redirect: 'manual', signal: AbortSignal.timeout(probeTimeoutMs),
  }).then(() => true, () => false);
}

function assumed(send: Send, asking: Asking, assumption: Assumption, mfa: CodeOnCall | undefined): Promise<Credentials> {
  return send(asking, async (sts, { offsetMs }) => {
    const { Credentials: given, $metadata } = await sts.assumeRole({
      ...inputOf(assumption), ...(mfa ? { SerialNumber: mfa.mfaSerial, TokenCode: mfa.code } : {}),
    });
    return complete(given, asking, offsetMs, $metadata.requestId);
  });
}

/** An assumption in the words of STS. */
function inputOf({ roleArn, roleSessionName, durationSeconds, externalId, sourceIdentity, tags = [], policyArns = [], policy }: Assumption): AssumeRoleCommandInput {
  const transitive = tags.filter((tag) => tag.transitive).map(({ key }) => key);
  return {
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    DurationSeconds: durationSeconds,
    ...(externalId === undefined ? {} : { ExternalId: externalId }),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
    ...(tags.length > 0 ? { Tags: tags.map(({ key, value }) => ({ Key: key, Value: value })) } : {}),
    ...(transitive.length > 0 ? { TransitiveTagKeys: transitive } : {}),
    ...(policyArns.length > 0 ? { PolicyArns: policyArns.map((arn) => ({ arn })) } : {}),
    ...(policy === undefined ? {} : { Policy: policy }),
  };
}

function deniedByOrganisation(thrown: unknown): boolean {
  const answer = thrown instanceof Failure ? thrown.data.answer : undefined;
  if (answer === undefined) throw thrown;
  return answer.code.startsWith('AccessDenied') && /explicit deny in a service control policy/.test(answer.message);
}
