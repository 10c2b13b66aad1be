import { randomUUID } from 'node:crypto';
import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import { type Call, parametersOf, type Reply } from './http.js';
import { iamActions } from './iamActions.js';
import { mayDo } from './policy.js';
import { queryError, queryResult } from './queryXml.js';
import { type Refusal, signatureMismatch } from './sigv4.js';
import { type Elements, toldOf } from './stsActions.js';
import type { World } from './world.js';

const namespace = 'https://iam.amazonaws.com/doc/2010-05-08/';

/** IAM over the Query protocol, for a user's own keys and devices. It answers no CORS (AWS SDK for JavaScript, SERVICES.md). */
export async function answerIam(world: World, call: Call, region: string | undefined): Promise<Reply> {
  if (call.method === 'OPTIONS') return { status: 403, headers: {}, body: '' };
  const name = parametersOf(call).get('Action') ?? '';
  await world.holds.pass(name);
  return perform(world, call, name, region).then(
    (result) => queryResult(namespace, name, result, randomUUID()),
    (cause: unknown) => {
      if (!(cause instanceof AwsError)) throw cause;
      return queryError(namespace, cause, randomUUID());
    },
  );
}

async function perform(world: World, call: Call, name: string, region: string | undefined): Promise<Elements> {
  const parameters = parametersOf(call);
  const verified = await identifyCaller(world, call, { service: 'iam', region, windowMinutes: 15 });
  if ('refused' in verified) throw errorOf(verified);
  const { credential: caller, scope } = verified;
  // GetSessionToken's credentials may call IAM with MFA only (STS API reference, GetSessionToken).
  if (caller.principal.kind === 'user' && caller.mfa?.present === false) throw errorOf({ refused: 'unknown key' });
  const action = iamActions.get(name);
  if (action === undefined || parameters.get('Version') !== '2010-05-08') {
    throw new AwsError(400, 'InvalidAction', `Could not find operation ${name} for version ${parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'}`);
  }
  const happening = {
    caller, eventSource: 'iam.amazonaws.com', eventName: name, region: scope.region, userAgent: call.headers['user-agent'],
    readOnly: /^(?:Get|List)/.test(name), requestParameters: toldOf(parameters, ['UserName', 'AccessKeyId', 'Status']),
  };
  try {
    await refuseUnlessAllowed(world, { caller, action: name, asked: parameters.get('UserName'), ownerless: name === 'GetAccessKeyLastUsed', region: scope.region });
    const result = action(world, parameters);
    world.record({ ...happening, responseElements: withoutSecret(result) });
    return result;
  } catch (cause) {
    if (cause instanceof AwsError) world.record({ ...happening, error: cause });
    throw cause;
  }
}

/**
 * The user is known by the key that signs, unless it is a temporary one (IAM API reference: UserName). `ownerless` for the one call
 * that names a key alone.
 */
async function refuseUnlessAllowed(world: World, { caller, action, asked, ownerless, region }: {
  caller: Credential; action: string; asked: string | null; ownerless: boolean; region: string;
}): Promise<void> {
  const { organization, organization: { user } } = world;
  if (asked === null && !ownerless && caller.sessionToken !== undefined) throw new AwsError(400, 'ValidationError', 'Must specify userName when calling with non-User credentials');
  const resource = user.arn.replace(/user\/.*$/, `user/${asked ?? user.name}`);
  const answer = await mayDo(organization, { caller, action: `iam:${action}`, resource, resourceAccountId: caller.principal.accountId, region, now: world.now() });
  if (!answer.allowed) {
    const reason = answer.denied === 'scp' ? ' with an explicit deny in a service control policy' : ` because no identity-based policy allows the iam:${action} action`;
    throw new AwsError(403, 'AccessDenied', `User: ${caller.principal.arn} is not authorized to perform: iam:${action} on resource: ${resource}${reason}`);
  }
  if (caller.principal.accountId !== user.accountId || (asked !== null && asked !== user.name)) {
    throw new AwsError(404, 'NoSuchEntity', `The user with name ${asked ?? ''} cannot be found.`);
  }
}

/** What CloudTrail keeps of a new key: never its secret. */
function withoutSecret({ AccessKey: key }: Elements): Record<string, unknown> | undefined {
  if (typeof key !== 'object' || Array.isArray(key)) return undefined;
  return { accessKey: { userName: key['UserName'], accessKeyId: key['AccessKeyId'], status: key['Status'], createDate: key['CreateDate'] } };
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
