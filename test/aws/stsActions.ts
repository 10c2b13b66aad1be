import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import { checkMfa } from './mfa.js';
import { mayDo } from './policy.js';
import { checkGrammar, getSessionTokenRules } from './stsGrammar.js';
import type { World } from './world.js';

/** A verified call of an STS action. */
export interface StsCall {
  caller: Credential;
  parameters: URLSearchParams;
  region: string;
}

/** What an action answers, as an element tree: keys are element names, in order. */
export interface Elements {
  [name: string]: string | number | Elements | Elements[];
}

/** An action of STS. `tell` gives the request parameters that CloudTrail may know: never a code. */
export interface StsAction {
  tell(parameters: URLSearchParams): Record<string, unknown> | undefined;
  perform(world: World, call: StsCall): Promise<Elements>;
}

/** GetCallerIdentity is always answered: no policy can deny it (STS API reference). */
export const getCallerIdentity: StsAction = {
  tell: () => undefined,
  perform: (_world, { caller: { principal } }) => Promise.resolve({ Arn: principal.arn, UserId: principal.userId, Account: principal.accountId }),
};

/** GetAccessKeyInfo tells whose account a key is of, to whoever may ask; not to GetSessionToken's credentials (STS API reference). */
export const getAccessKeyInfo: StsAction = {
  tell: (parameters) => toldOf(parameters, ['AccessKeyId']),
  perform: async (world, { caller, parameters, region }) => {
    const { principal } = caller;
    const refuse = (reason: string) => new AwsError(403, 'AccessDenied', `User: ${principal.arn} is not authorized to perform: sts:GetAccessKeyInfo${reason}`);
    if (principal.kind === 'user' && caller.sessionToken !== undefined) throw new AwsError(403, 'AccessDenied', 'Cannot call GetAccessKeyInfo with session credentials');
    const answer = await mayDo(world.organization, {
      caller, action: 'sts:GetAccessKeyInfo', resource: '*', resourceAccountId: principal.accountId, region, now: world.now(),
    });
    if (!answer.allowed) throw refuse(answer.denied === 'scp' ? ' with an explicit deny in a service control policy' : ' because no identity-based policy allows the sts:GetAccessKeyInfo action');
    const owner = world.credentials.find(parameters.get('AccessKeyId') ?? '');
    if (owner === undefined) throw new AwsError(400, 'ValidationError', 'The access key is not known.');
    return { Account: owner.principal.accountId };
  },
};

/** GetSessionToken is not subject to policies either, and takes long-term keys only. 900 to 129600 seconds, 43200 by default. */
export const getSessionToken: StsAction = {
  tell: (parameters) => toldOf(parameters, ['SerialNumber', 'DurationSeconds']),
  perform: (world, { caller, parameters }) => {
    if (caller.sessionToken !== undefined) throw new AwsError(403, 'AccessDenied', 'Cannot call GetSessionToken with session credentials');
    checkGrammar(parameters, getSessionTokenRules);
    const issuedAt = world.now();
    const mfa = checkMfa(world, caller, parameters) ? { present: true, authenticatedAt: issuedAt } as const : { present: false } as const;
    const session = world.credentials.issue({
      principal: caller.principal, issuedAt, expiresAt: issuedAt + Number(parameters.get('DurationSeconds') ?? 43_200) * 1000,
      mfa, chained: false, sessionPolicies: [], tags: [],
    });
    return Promise.resolve({ Credentials: credentialElements(session) });
  },
};

/** The Credentials element of an answer. */
export function credentialElements(session: ReturnType<World['credentials']['issue']>): Elements {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: new Date(session.expiresAt).toISOString().replace(/\.\d{3}Z$/, 'Z'),
  };
}

/** Some parameters in CloudTrail's spelling. */
export function toldOf(parameters: URLSearchParams, names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => {
    const value = parameters.get(name);
    if (value === null) return [];
    return [[name.charAt(0).toLowerCase() + name.slice(1), name === 'DurationSeconds' ? Number(value) : value]];
  }));
}
