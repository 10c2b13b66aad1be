import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import type { Elements } from './stsActions.js';
import type { World } from './world.js';

/** An action of IAM on the user's own things, once the policies have allowed it. */
type IamAction = (world: World, parameters: URLSearchParams) => Elements;

/** Two, and inactive ones count (IAM User Guide, "IAM and AWS STS quotas"). */
const keysMost = 2;

/** The actions by name. Nothing of an answer is ever recorded but what CloudTrail keeps. */
export const iamActions: ReadonlyMap<string, IamAction> = new Map(Object.entries({
  ListAccessKeys: ({ organization: { user }, credentials }) => ({
    IsTruncated: 'false', AccessKeyMetadata: { member: credentials.ofUser().map((key) => ({ UserName: user.name, ...metadata(key) })) },
  }),

  CreateAccessKey: ({ organization: { user }, credentials, behaviour }) => {
    if (credentials.ofUser().length >= keysMost) throw new AwsError(409, 'LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${keysMost}`);
    const key = credentials.create(behaviour.newKeyUnknownMs);
    return { AccessKey: { UserName: user.name, ...metadata(key), SecretAccessKey: key.secretAccessKey } };
  },

  UpdateAccessKey: (world, parameters) => {
    const status = parameters.get('Status');
    if (status !== 'Active' && status !== 'Inactive') {
      throw new AwsError(400, 'ValidationError', `1 validation error detected: Value '${status}' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive]`);
    }
    named(world, parameters).inactive = status === 'Inactive';
    return {};
  },

  DeleteAccessKey: (world, parameters) => {
    world.credentials.remove(named(world, parameters).accessKeyId);
    return {};
  },

  // A key that was never used has no date, and N/A for the rest (IAM API reference, AccessKeyLastUsed).
  GetAccessKeyLastUsed: (world, parameters) => {
    const { lastUsed } = named(world, parameters);
    return {
      UserName: world.organization.user.name,
      AccessKeyLastUsed: lastUsed ? { LastUsedDate: wholeSeconds(lastUsed.at), ServiceName: lastUsed.service, Region: lastUsed.region } : { ServiceName: 'N/A', Region: 'N/A' },
    };
  },

  ListMFADevices: ({ organization: { user }, credentials }) => {
    const devices = [{ serial: user.mfaSerial, enabledAt: credentials.longTerm.issuedAt }, ...user.otherDevices];
    return {
      IsTruncated: 'false',
      MFADevices: { member: devices.map(({ serial, enabledAt }) => ({ UserName: user.name, SerialNumber: serial, EnableDate: wholeSeconds(enabledAt) })) },
    };
  },
} satisfies Record<string, IamAction>));

function named({ credentials }: World, parameters: URLSearchParams): Credential {
  const id = parameters.get('AccessKeyId') ?? '';
  const key = credentials.ofUser().find(({ accessKeyId }) => accessKeyId === id);
  if (!key) throw new AwsError(404, 'NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
  return key;
}

function metadata({ accessKeyId, inactive, issuedAt }: Credential): { AccessKeyId: string; Status: string; CreateDate: string } {
  return { AccessKeyId: accessKeyId, Status: inactive === true ? 'Inactive' : 'Active', CreateDate: wholeSeconds(issuedAt) };
}

function wholeSeconds(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
