import { type Partition, partitionNamed } from './partitions.js';
import {
  administratorAccess, assumeAnyRole, denyWithoutMfa, fullAwsAccess, type NamedPolicy, ownMfa, type PolicyDocument, roleWithMfaTrust, rotateOwnKey, userWithMfaTrust,
} from './policies.js';
import { randomId } from './random.js';

/** A member account. `serviceControlPolicies` come root first, the account's own last, as SCPs are inherited. */
export interface Account {
  id: string;
  name: string;
  alias: string;
  serviceControlPolicies: { orgIdentifier: string; policies: NamedPolicy[] }[];
  buckets: { name: string; region: string; createdAt: number }[];
  /** As AWS Organizations has it; `ACTIVE` unless given. */
  state?: 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';
}

/** An MFA device beside the one whose codes the emulator knows, such as a security key (`:u2f/`). */
export interface OtherDevice {
  serial: string;
  enabledAt: number;
}

/** An IAM user with a virtual MFA device, and others. Its access keys are in the store of credentials. */
export interface User {
  name: string;
  accountId: string;
  arn: string;
  id: string;
  mfaSerial: string;
  otherDevices: OtherDevice[];
  policies: NamedPolicy[];
}

/** An IAM role. `region` is where its people work, `behind` the ARN of the role that it is reached from. */
export interface Role {
  name: string;
  accountId: string;
  arn: string;
  id: string;
  region: string;
  maxSessionSeconds: number;
  trust: PolicyDocument;
  policies: NamedPolicy[];
  behind?: string;
}

/** An AWS Organization: one auth account with one user, and target accounts with roles. */
export interface Organization {
  id: string;
  partition: Partition;
  /** Service control policies do not bind the management account (AWS Organizations User Guide). */
  managementAccountId: string;
  /** The member accounts that may list the others. */
  delegatedAdministratorIds: string[];
  accounts: Account[];
  user: User;
  roles: Role[];
}

const authAccountId = '111111111111';
const userName = 'alice';
const regionsOfPartition: Record<Partition['name'], [near: string, home: string, far: string]> = {
  aws: ['ap-northeast-1', 'us-east-1', 'eu-west-1'],
  'aws-cn': ['cn-northwest-1', 'cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1', 'us-gov-east-1'],
  'aws-eusc': ['eusc-de-east-1', 'eusc-de-east-1', 'eusc-de-east-1'],
};

/** The Organization of the scenario, with ids that are new each time. */
export function createOrganization(partitionName: Partition['name'] = 'aws'): Organization {
  const [near, home, far] = regionsOfPartition[partitionName];
  const arnOf = (accountId: string, resource: string) => `arn:${partitionName}:iam::${accountId}:${resource}`;
  const trustsUser = userWithMfaTrust(partitionName, authAccountId, userName);
  const role = (accountId: string, path: string, region: string, trust: PolicyDocument, maxSessionSeconds = 3600): Role => ({
    name: path.slice(path.lastIndexOf('/') + 1), accountId, arn: arnOf(accountId, `role/${path}`), id: randomId('AROA'),
    region, maxSessionSeconds, trust, policies: [administratorAccess],
  });
  const staging = role('333333333333', 'staging-admin', home, trustsUser, 43_200);
  return {
    id: 'o-sallyport1',
    partition: partitionNamed(partitionName),
    managementAccountId: '999999999999',
    delegatedAdministratorIds: ['333333333333'],
    accounts: accounts(near, home, far),
    user: {
      name: userName, accountId: authAccountId, arn: arnOf(authAccountId, `user/${userName}`), id: randomId('AIDA'),
      mfaSerial: arnOf(authAccountId, 'mfa/alice-phone'),
      otherDevices: [{ serial: arnOf(authAccountId, `u2f/user/${userName}/alice-key-U2FEXAMPLE`), enabledAt: Date.UTC(2025, 8, 1, 8) }],
      policies: [assumeAnyRole, ownMfa(partitionName), rotateOwnKey(partitionName)],
    },
    roles: [
      role('222222222222', 'prod-admin', near, trustsUser),
      staging,
      role('333333333333', 'team/sandbox-admin', home, trustsUser),
      { ...role('444444444444', 'data-admin', far, roleWithMfaTrust(staging.arn)), behind: staging.arn },
    ],
  };
}

function accounts(near: string, home: string, far: string): Account[] {
  return [
    { id: authAccountId, name: 'Auth', alias: 'acme-auth', serviceControlPolicies: [root, own(authAccountId)], buckets: [] },
    target('222222222222', 'Acme Prod', near, ['acme-prod-assets', 'acme-prod-audit-logs', 'acme-prod-invoices']),
    target('333333333333', 'Acme Staging', home, ['acme-staging-artifacts', 'acme-staging-assets']),
    target('444444444444', 'Acme Data', far, ['acme-data-exports', 'acme-data-lake-curated', 'acme-data-lake-raw']),
  ];
}

const root = { orgIdentifier: 'r-acme', policies: [fullAwsAccess] };

function own(accountId: string): Account['serviceControlPolicies'][number] {
  return { orgIdentifier: accountId, policies: [fullAwsAccess] };
}

function target(id: string, name: string, region: string, bucketNames: string[]): Account {
  const workloads = { orgIdentifier: 'ou-acme-workloads', policies: [fullAwsAccess, denyWithoutMfa] };
  return {
    id,
    name,
    alias: name.toLowerCase().replace(' ', '-'),
    serviceControlPolicies: [root, workloads, own(id)],
    buckets: bucketNames.map((bucket, index) => ({ name: bucket, region, createdAt: Date.UTC(2024, 2 + index * 5, 3 + index * 7, 9, 12, 44) })),
  };
}
