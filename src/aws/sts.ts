import {
  AssumeRoleCommand, type AssumeRoleCommandInput, type Credentials as StsCredentials, GetAccessKeyInfoCommand, GetCallerIdentityCommand, GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Assumption } from '../core/assumptions.js';
import { failure } from '../core/failure.js';
import type { Credentials } from '../core/journey.js';
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
    const { Credentials: credentials, $metadata } = await client(key, region, 1).send(new GetSessionTokenCommand({
      SerialNumber: request.mfaSerial, TokenCode: request.code, DurationSeconds: request.durationSeconds,
    }));
    return complete(credentials, attempt, $metadata.requestId);
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
}

/** The MFA parameters of a call that carries a code itself. */
export type CodeOnCall = Pick<SessionRequest, 'mfaSerial' | 'code'>;

/**
 * The second door: AssumeRole with the credentials of the MFA session or of the role before, which may be repeated safely; or
 * with the user's own key and a code on the call, which may not.
 */
export async function assumeRole(
  key: SigningKey, region: string, assumption: Assumption, values: Attempt['values'], mfa?: CodeOnCall,
): Promise<Credentials> {
  const attempt = { ...attemptOf('AssumeRole', region, values), spendsCode: mfa !== undefined };
  try {
    const { Credentials: credentials, $metadata } = await client(key, region, mfa ? 1 : 3).send(new AssumeRoleCommand({
      ...inputOf(assumption), ...(mfa ? { SerialNumber: mfa.mfaSerial, TokenCode: mfa.code } : {}),
    }));
    return complete(credentials, attempt, $metadata.requestId);
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
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

/**
 * Whether a service control policy denies a session even this: GetAccessKeyInfo, which changes nothing and tells only which
 * account a key is of. GetCallerIdentity would not do, since no policy can deny it (STS API reference). What else becomes of the
 * call says nothing of the kind: the role itself may not be allowed to make it.
 */
export async function isDeniedByOrganisation(key: SigningKey, region: string): Promise<boolean> {
  try {
    await client(key, region, 1).send(new GetAccessKeyInfoCommand({ AccessKeyId: key.accessKeyId }));
    return false;
  } catch (thrown) {
    return thrown instanceof Error && thrown.name.startsWith('AccessDenied') && /explicit deny in a service control policy/.test(thrown.message);
  }
}

function complete(credentials: StsCredentials | undefined, attempt: Attempt, requestId: string | undefined): Credentials {
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (!AccessKeyId || !SecretAccessKey || !SessionToken || !Expiration) {
    throw failure('awsRefused', { ...attempt.values, call: attempt.call, host: attempt.host });
  }
  return {
    accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken, expiresAt: Expiration.getTime(),
    ...(requestId === undefined ? {} : { requestId }),
  };
}
