import { AssumeRoleCommand, type AssumeRoleCommandInput, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import type { Emulator } from '../../aws/emulator.js';

/** A key as SDK clients take it. */
export interface Key {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** A refusal as a person's tools would see it. */
export interface Refused {
  name: string;
  message: string;
  status: number | undefined;
}

/** The SDK's own client, which never tries twice. */
export function stsOf(emulator: Emulator, credentials: Key = emulator.alice, aheadMs = 0): STSClient {
  return new STSClient({ region: 'us-east-1', endpoint: emulator.api.endpoint, credentials, maxAttempts: 1, systemClockOffset: aheadMs });
}

/** An MFA session for alice, with a code that is good. */
export async function mfaSession(emulator: Emulator, durationSeconds?: number): Promise<Key> {
  const { Credentials } = await stsOf(emulator).send(new GetSessionTokenCommand({
    SerialNumber: emulator.alice.mfaSerial, TokenCode: emulator.device.freshCode(),
    ...(durationSeconds === undefined ? {} : { DurationSeconds: durationSeconds }),
  }));
  return keyIn(Credentials);
}

/** A role session, assumed with that key. */
export async function assume(emulator: Emulator, key: Key, roleName: string, more: Partial<AssumeRoleCommandInput> = {}): Promise<Key> {
  const { Credentials } = await stsOf(emulator, key).send(new AssumeRoleCommand({ RoleArn: arnOf(emulator, roleName), RoleSessionName: 'alice', ...more }));
  return keyIn(Credentials);
}

/** A role session the direct way: alice's own key, with a code on the call. */
export function assumeDirectly(emulator: Emulator, roleName: string, more: Partial<AssumeRoleCommandInput> = {}): Promise<Key> {
  return assume(emulator, emulator.alice, roleName, { SerialNumber: emulator.alice.mfaSerial, TokenCode: emulator.device.freshCode(), ...more });
}

/** A role session the chained way: GetSessionToken with a code, then AssumeRole. */
export async function assumeChained(emulator: Emulator, roleName: string, more: Partial<AssumeRoleCommandInput> = {}): Promise<Key> {
  return assume(emulator, await mfaSession(emulator), roleName, more);
}

export function arnOf(emulator: Emulator, roleName: string): string {
  const role = emulator.roles.find(({ name }) => name === roleName);
  if (role === undefined) throw new Error(`No role ${roleName}`);
  return role.arn;
}

/** What a call was refused with. Throws when it was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Refused> {
  const cause = await call.then(() => undefined, (reason: unknown) => reason);
  if (!(cause instanceof Error)) throw new Error('The call was not refused');
  const metadata = '$metadata' in cause ? cause.$metadata as { httpStatusCode?: number } : {};
  return { name: cause.name, message: cause.message, status: metadata.httpStatusCode };
}

/** The environment in which a command-line client uses a key. */
export function environmentOf(key: Key): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH, HOME, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_DEFAULT_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ACCESS_KEY_ID: key.accessKeyId, AWS_SECRET_ACCESS_KEY: key.secretAccessKey, AWS_SESSION_TOKEN: key.sessionToken,
  };
}

/** The key in an answer of STS. */
export function keyIn(credentials: { AccessKeyId?: string | undefined; SecretAccessKey?: string | undefined; SessionToken?: string | undefined } = {}): Key {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = credentials;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
