import {
  AssumeRoleCommand, type Credentials as StsCredentials, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient,
} from '@aws-sdk/client-sts';
import { failure } from '../core/failure.js';
import type { Assumption, Credentials } from '../core/journey.js';
import { partitionOfRegion, stsHost } from '../core/partitions.js';
import { type Attempt, refusal } from './refusals.js';

/** An IAM user's own key, or the credentials of a session. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Nobody waits longer than this for one answer. */
const answerTimeoutMs = 10_000;

/** The regional STS endpoint: nothing of the browser's cookies or cache takes part. */
function client(key: SigningKey, region: string, maxAttempts: number): STSClient {
  return new STSClient({
    region,
    maxAttempts,
    credentials: {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      ...(key.sessionToken === undefined ? {} : { sessionToken: key.sessionToken }),
    },
    requestHandler: { credentials: 'omit', cache: 'no-store', requestTimeout: answerTimeoutMs },
  });
}

function attemptOf(call: Attempt['call'], region: string, values: Attempt['values']): Attempt {
  return { call, host: stsHost(partitionOfRegion(region) ?? 'aws', region), values };
}

/** The ARN of whoever the key belongs to. GetCallerIdentity needs no permission and cannot be denied (STS API reference). */
export async function getCallerIdentity(key: SigningKey, region: string): Promise<string> {
  const attempt = attemptOf('GetCallerIdentity', region, {});
  try {
    const { Arn: arn } = await client(key, region, 3).send(new GetCallerIdentityCommand({}));
    return arn ?? '';
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
}

export interface SessionRequest {
  readonly mfaSerial: string;
  readonly code: string;
  /** 900 to 129600. */
  readonly durationSeconds: number;
}

/**
 * The first door: GetSessionToken with an MFA code. One attempt only, because a code counts once and a repeated call
 * would spend it again.
 */
export async function getSessionToken(
  key: SigningKey, region: string, request: SessionRequest, values: Attempt['values'],
): Promise<Credentials> {
  const attempt = attemptOf('GetSessionToken', region, values);
  try {
    const { Credentials: credentials } = await client(key, region, 1).send(new GetSessionTokenCommand({
      SerialNumber: request.mfaSerial, TokenCode: request.code, DurationSeconds: request.durationSeconds,
    }));
    return complete(credentials, attempt);
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
}

/** The second door: AssumeRole with the credentials of the MFA session or of the role before. May be repeated safely. */
export async function assumeRole(
  key: SigningKey, region: string, assumption: Assumption, values: Attempt['values'],
): Promise<Credentials> {
  const attempt = attemptOf('AssumeRole', region, values);
  try {
    const { Credentials: credentials } = await client(key, region, 3).send(new AssumeRoleCommand({
      RoleArn: assumption.roleArn,
      RoleSessionName: assumption.roleSessionName,
      DurationSeconds: assumption.durationSeconds,
      ...(assumption.externalId === undefined ? {} : { ExternalId: assumption.externalId }),
    }));
    return complete(credentials, attempt);
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
}

function complete(credentials: StsCredentials | undefined, attempt: Attempt): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw failure('awsRefused', { ...attempt.values, call: attempt.call, host: attempt.host });
  }
  return {
    accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiresAt: Expiration.getTime(),
  };
}
