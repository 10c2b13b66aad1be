import { randomUUID } from 'node:crypto';
import { assumeRole } from './assumeRole.js';
import { identifyCaller } from './callers.js';
import { corsHeaders, preflight } from './cors.js';
import { AwsError } from './errors.js';
import { type Call, parametersOf, type Reply } from './http.js';
import { queryError, queryResult } from './queryXml.js';
import { type Refusal, signatureMismatch } from './sigv4.js';
import { type Elements, getAccessKeyInfo, getCallerIdentity, getSessionToken, type StsAction } from './stsActions.js';
import type { World } from './world.js';

const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
const actions = new Map<string, StsAction>(Object.entries({
  GetAccessKeyInfo: getAccessKeyInfo, GetCallerIdentity: getCallerIdentity, GetSessionToken: getSessionToken, AssumeRole: assumeRole,
}));

/** STS over the Query protocol. `region` is the one of the host, if the host has one: the call must be signed for it. */
export async function answerSts(world: World, call: Call, region: string | undefined): Promise<Reply> {
  if (call.method === 'OPTIONS') return preflight(world, call);
  const requestId = randomUUID();
  const name = parametersOf(call).get('Action') ?? '';
  await world.holds.pass(name);
  const reply = await perform(world, call, name, region).then(
    (result) => queryResult(namespace, name, result, requestId),
    (cause: unknown) => {
      if (!(cause instanceof AwsError)) throw cause;
      return queryError(namespace, cause, requestId);
    },
  );
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(world, call) } };
}

/** A refusal in the form of STS, which other sites may read too. */
export function stsError(world: World, call: Call, error: AwsError): Reply {
  const reply = queryError(namespace, error, randomUUID());
  return { ...reply, headers: { ...reply.headers, ...corsHeaders(world, call) } };
}

async function perform(world: World, call: Call, name: string, region: string | undefined): Promise<Elements> {
  const parameters = parametersOf(call);
  const verified = await identifyCaller(world, call, { service: 'sts', region, windowMinutes: 15 });
  if ('refused' in verified) throw errorOf(verified);
  const action = actions.get(name);
  if (action === undefined || parameters.get('Version') !== '2011-06-15') {
    throw new AwsError(400, 'InvalidAction', `Could not find operation ${name} for version ${parameters.get('Version') ?? 'NO_VERSION_SPECIFIED'}`);
  }
  const { credential: caller, scope } = verified;
  if (world.disabledRegions.has(scope.region)) throw regionDisabled(caller.principal.accountId);
  const happening = {
    caller, eventSource: 'sts.amazonaws.com', eventName: name, region: scope.region,
    userAgent: call.headers['user-agent'], requestParameters: action.tell(parameters),
  };
  try {
    const result = await action.perform(world, { caller, parameters, region: scope.region });
    world.record({ ...happening, responseElements: withoutSecrets(result) });
    return result;
  } catch (cause) {
    if (cause instanceof AwsError) world.record({ ...happening, error: cause });
    throw cause;
  }
}

/** The text is the one that users report; the code and the status are those of the STS API model. */
function regionDisabled(accountId: string): AwsError {
  return new AwsError(403, 'RegionDisabledException', `STS is not activated in this region for account:${accountId}. `
    + 'Your account administrator can activate STS in this region using the IAM Console.');
}

/** The codes and texts of STS for a signature that is not taken, as users report them. */
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

/** What CloudTrail keeps of an answer: who was assumed, and of the new credentials their id and end. */
function withoutSecrets({ Credentials: credentials, AssumedRoleUser: user }: Elements): Record<string, unknown> | undefined {
  if (typeof credentials !== 'object' || Array.isArray(credentials)) return undefined;
  return {
    credentials: { accessKeyId: credentials['AccessKeyId'], expiration: credentials['Expiration'] },
    ...(typeof user === 'object' && !Array.isArray(user) ? { assumedRoleUser: { assumedRoleId: user['AssumedRoleId'], arn: user['Arn'] } } : {}),
  };
}
