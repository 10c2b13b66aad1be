import { randomUUID } from 'node:crypto';
import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import { type Call, parametersOf, type Reply } from './http.js';
import type { AccessKey } from './organization.js';
import { mayDo } from './policy.js';
import { queryError, queryResult } from './queryXml.js';
import { type Refusal, signatureMismatch } from './sigv4.js';
import type { Elements } from './stsActions.js';
import type { World } from './world.js';

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** IAM over the Query protocol: ListAccessKeys is all that there is of it. It answers no CORS (AWS SDK for JavaScript, SERVICES.md). */
export async function answerIam(world: World, call: Call, region: string | undefined): Promise<Reply> {
  if (call.method === 'OPTIONS') return { status: 403, headers: {}, body: '' };
  const name = parametersOf(call).get('Action') ?? '';
  await world.holds.pass(name);
  return perform(world, call, name, region).then(
    (keys) => queryResult(namespace, name, listed(world.organization.user.name, keys), randomUUID()),
    (cause: unknown) => {
      if (!(cause instanceof AwsError)) throw cause;
      return queryError(namespace, cause, randomUUID());
    },
  );
}

async function perform(world: World, call: Call, name: string, region: string | undefined): Promise<readonly AccessKey[]> {
  const parameters = parametersOf(call);
  const verified = await identifyCaller(world, call, { service: 'iam', region, windowMinutes: 15 });
  if ('refused' in verified) throw errorOf(verified);
  const { credential: caller, scope } = verified;
  // GetSessionToken's credentials may call IAM with MFA only (STS API reference, GetSessionToken).
  if (caller.principal.kind === 'user' && caller.mfa?.present === false) throw errorOf({ refused: 'unknown key' });
  if (name !== 'ListAccessKeys' || parameters.get('Version') !== '2010-05-08') {
    throw new AwsError(400, 'InvalidAction', `Could not find operation ${name} for version ${parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'}`);
  }
  const userName = parameters.get('UserName');
  const happening = {
    caller, eventSource: 'iam.amazonaws.com', eventName: name, region: scope.region, userAgent: call.headers['user-agent'],
    requestParameters: userName === null ? undefined : { userName },
  };
  try {
    const keys = await accessKeysOf(world, caller, userName, scope.region);
    world.record(happening);
    return keys;
  } catch (cause) {
    if (cause instanceof AwsError) world.record({ ...happening, error: cause });
    throw cause;
  }
}

/** The user is known by the key that signs, unless it is a temporary one (IAM API reference, ListAccessKeys: UserName). */
async function accessKeysOf(world: World, caller: Credential, asked: string | null, region: string): Promise<AccessKey[]> {
  const { organization, credentials } = world;
  const { user } = organization;
  if (asked === null && caller.sessionToken !== undefined) throw new AwsError(400, 'ValidationError', 'Must specify userName when calling with non-User credentials');
  const resource = user.arn.replace(/user\/.*$/, `user/${asked ?? user.name}`);
  const answer = await mayDo(organization, { caller, action: 'iam:ListAccessKeys', resource, resourceAccountId: caller.principal.accountId, region, now: world.now() });
  if (!answer.allowed) {
    const reason = answer.denied === 'scp' ? ' with an explicit deny in a service control policy' : ' because no identity-based policy allows the iam:ListAccessKeys action';
    throw new AwsError(403, 'AccessDenied', `User: ${caller.principal.arn} is not authorized to perform: iam:ListAccessKeys on resource: ${resource}${reason}`);
  }
  if (caller.principal.accountId !== user.accountId || (asked !== null && asked !== user.name)) {
    throw new AwsError(404, 'NoSuchEntity', `The user with name ${asked ?? ''} cannot be found.`);
  }
  const { accessKeyId, issuedAt } = credentials.longTerm;
  return [{ accessKeyId, status: 'Active', createdAt: user.keyCreatedAt ?? issuedAt }, ...user.otherKeys ?? []];
}

function listed(userName: string, keys: readonly AccessKey[]): Elements {
  const member = keys.map(({ accessKeyId, status, createdAt }) => ({
    UserName: userName, AccessKeyId: accessKeyId, Status: status, CreateDate: new Date(createdAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  }));
  return { IsTruncated: 'false', AccessKeyMetadata: { member } };
}

/** The codes and texts of IAM for a signature that is not taken: those of STS. */
function errorOf({ refused, detail }: Refusal): AwsError {
  switch (refused) {
    case 'missing': return new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
    case 'malformed': return new AwsError(400, 'IncompleteSignature', 'The request signature does not conform to AWS standards.');
    case 'unknown key':
    case 'bad token': return new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    case 'expired token': return new AwsError(403, 'ExpiredToken', 'The security token included in the request is expired');
    default: return new AwsError(403, 'SignatureDoesNotMatch', detail ?? signatureMismatch);
  }
}
