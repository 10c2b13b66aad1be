import { readFileSync } from 'node:fs';

/** An IAM policy document. Only the form matters here; its meaning is the policy engine's business. */
export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: Record<string, unknown>[];
}

/** A policy with the name under which the engine reports it. */
export interface NamedPolicy {
  name: string;
  policy: PolicyDocument;
}

/** `FullAWSAccess`, which AWS attaches to every root, OU and account of an Organization. */
export const fullAwsAccess = allowing('FullAWSAccess', ['*']);

/** The managed policy `AdministratorAccess`. */
export const administratorAccess = allowing('AdministratorAccess', ['*']);

/** The managed policy `ReadOnlyAccess`, cut down to the services of which the emulator and its pages know something. */
export const readOnlyAccess = allowing('ReadOnlyAccess', [
  's3:Get*', 's3:List*', 'cloudtrail:Get*', 'cloudtrail:Describe*', 'cloudtrail:List*', 'cloudtrail:LookupEvents',
  'ec2:Describe*', 'ec2:Get*', 'cloudwatch:Get*', 'cloudwatch:List*', 'cloudwatch:Describe*', 'lambda:Get*', 'lambda:List*', 'iam:Get*', 'iam:List*',
  'rds:Describe*', 'rds:List*', 'dynamodb:Describe*', 'dynamodb:List*', 'dynamodb:Get*', 'logs:Describe*', 'logs:Get*', 'sts:Get*',
  'organizations:Describe*', 'organizations:List*',
]);

/** The identity policy of a person in the auth account: assume roles, say for whom and with which tags. */
export const assumeAnyRole = allowing('AssumeAnyRole', ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession']);

/** What lets people see their own MFA devices with the bare key, and change them with MFA. */
export function ownMfa(partition: string): NamedPolicy {
  return { name: 'OwnMfa', policy: documented('own-mfa', partition) };
}

/** What lets people see, make, switch off and delete their own access keys with MFA. */
export function rotateOwnKey(partition: string): NamedPolicy {
  return { name: 'RotateOwnKey', policy: documented('rotate-own-key', partition) };
}

/** A trust policy whose every statement also lets source identities be set, and sessions tagged. */
export function withSessionData(trust: PolicyDocument): PolicyDocument {
  const more = ['sts:SetSourceIdentity', 'sts:TagSession'];
  return { ...trust, Statement: trust.Statement.map((statement) => ({ ...statement, Action: [statement['Action'], ...more].flat() })) };
}

/** The SCP of the target accounts: it refuses every call whose session does not carry MFA. */
export const denyWithoutMfa: NamedPolicy = { name: 'AllDenyWithoutMFA', policy: documented('deny-without-mfa') };

/** The trust policy of a role that one person assumes with MFA. */
export function userWithMfaTrust(partition: string, accountId: string, userName: string): PolicyDocument {
  return documented('role-trust', partition, { auth_account_id: accountId, iam_username: userName });
}

/** The trust policy of a role that is reached from another role, and demands MFA as well. */
export function roleWithMfaTrust(roleArn: string): PolicyDocument {
  return {
    Version: '2012-10-17',
    Statement: [{
      Effect: 'Allow',
      Principal: { AWS: roleArn },
      Action: 'sts:AssumeRole',
      Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
    }],
  };
}

function allowing(name: string, actions: string[]): NamedPolicy {
  return { name, policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] } };
}

/** A policy of `docs/policies` as an administrator would fill it in: in another partition, and with something for each `<name>`. */
export function documented(name: string, partition = 'aws', values: Readonly<Record<string, string>> = {}): PolicyDocument {
  const text = readFileSync(new URL(`../../docs/policies/${name}.json`, import.meta.url), 'utf8');
  return JSON.parse(text.replaceAll('arn:aws:', `arn:${partition}:`).replace(/<(\w+)>/g, (whole, key: string) => values[key] ?? whole)) as PolicyDocument;
}
