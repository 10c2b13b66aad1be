import { type Credential, roleSession } from './credentials.js';
import { AwsError } from './errors.js';
import { checkMfa } from './mfa.js';
import type { Role } from './organization.js';
import { mayDo } from './policy.js';
import { sessionPoliciesOf, sessionTagsOf, transitiveTagsOf } from './sessionParameters.js';
import { credentialElements, type StsAction, type StsCall, toldOf } from './stsActions.js';
import { assumeRoleRules, checkGrammar, validationError } from './stsGrammar.js';
import type { World } from './world.js';

const chainedLimitSeconds = 3600;
const roleArn = /^arn:(aws|aws-cn|aws-us-gov|aws-eusc):iam::\d{12}:role\/(?:[\x21-\x7E]+\/)?[\w+=,.@-]{1,64}$/;

/** AssumeRole: 900 seconds to the role's maximum, 3600 by default, and no more than 3600 with temporary credentials. */
export const assumeRole: StsAction = {
  tell: (parameters) => ({
    ...toldOf(parameters, ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'SerialNumber', 'ExternalId', 'SourceIdentity']),
    ...(parameters.has('Tags.member.1.Key') ? { tags: sessionTagsOf(parameters).map(({ key, value }) => ({ key, value })) } : {}),
  }),
  perform: async (world, call) => {
    const { caller, parameters } = call;
    checkGrammar(parameters, assumeRoleRules);
    const arn = parameters.get('RoleArn') ?? '';
    if (!roleArn.test(arn)) throw validationError(`${arn} is invalid`);
    if (parameters.get('SourceIdentity')?.startsWith('aws:') === true) throw validationError('SourceIdentity may not start with aws:');
    const chained = caller.sessionToken !== undefined;
    const durationSeconds = Number(parameters.get('DurationSeconds') ?? 3600);
    if (chained && durationSeconds > chainedLimitSeconds) {
      throw validationError('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.');
    }
    const sessionPolicies = await sessionPoliciesOf(parameters, world.organization.partition);
    const tags = [...transitiveTagsOf(caller, parameters), ...sessionTagsOf(parameters)];
    const role = await reachableRole(world, call, arn);
    if (durationSeconds > role.maxSessionSeconds) {
      throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
    }
    const sourceIdentity = caller.sourceIdentity ?? parameters.get('SourceIdentity');
    if (parameters.has('SourceIdentity') && parameters.get('SourceIdentity') !== sourceIdentity) {
      throw new AwsError(403, 'AccessDenied', 'The source identity of a session cannot be changed.');
    }
    const issuedAt = world.now();
    const session = world.credentials.issue({
      principal: roleSession(role, parameters.get('RoleSessionName') ?? ''), issuedAt, expiresAt: issuedAt + (world.behaviour.roleSeconds ?? durationSeconds) * 1000,
      mfa: inheritedMfa(caller), chained, sessionPolicies, tags,
      ...(sourceIdentity === null ? {} : { sourceIdentity }),
    });
    return {
      ...(sourceIdentity === null ? {} : { SourceIdentity: sourceIdentity }),
      AssumedRoleUser: { AssumedRoleId: session.principal.userId, Arn: session.principal.arn },
      Credentials: credentialElements(session),
      ...(sessionPolicies.length + tags.length > 0 ? { PackedPolicySize: Math.min(99, 2 + sessionPolicies.length * 4 + tags.length) } : {}),
    };
  },
};

/**
 * The MFA of a role session is that of the session which assumed it, through any number of hops. A code on the AssumeRole call
 * satisfies the trust policy and leaves no trace: "credentials returned by AssumeRole do not include MFA information" (IAM User
 * Guide, "Configuring MFA-protected API access"); that it travels from GetSessionToken is what users report throughout.
 */
function inheritedMfa(caller: Credential): NonNullable<Credential['mfa']> {
  return caller.mfa ?? { present: false };
}

/** The role, if the policies let the caller assume it. AWS gives one text for a role that is missing and one that is refused. */
async function reachableRole(world: World, call: StsCall, arn: string): Promise<Role> {
  const { organization } = world;
  const { caller, parameters, region } = call;
  const callMfa = checkMfa(world, caller, parameters);
  const role = organization.roles.find((candidate) => candidate.arn === arn);
  const refuse = (action: string, reason = '') => new AwsError(
    403, 'AccessDenied', `User: ${caller.principal.arn} is not authorized to perform: ${action} on resource: ${arn}${reason}`,
  );
  if (role === undefined) throw refuse('sts:AssumeRole');
  const externalId = parameters.get('ExternalId');
  const told = parameters.get('SourceIdentity') ?? caller.sourceIdentity;
  for (const action of ['sts:AssumeRole', ...neededBeside(caller, parameters)]) {
    const answer = await mayDo(organization, {
      caller, action, resource: arn, resourceAccountId: role.accountId, resourcePolicy: role.trust, region, now: world.now(), callMfa,
      context: {
        'sts:RoleSessionName': parameters.get('RoleSessionName') ?? '',
        ...(told === undefined ? {} : { 'sts:SourceIdentity': told }),
        ...Object.fromEntries(sessionTagsOf(parameters).map(({ key, value }) => [`aws:RequestTag/${key}`, value])),
        ...(externalId === null ? {} : { 'sts:ExternalId': externalId }),
      },
    });
    if (answer.allowed) continue;
    if (answer.denied === 'scp') throw refuse(action, ' with an explicit deny in a service control policy');
    throw refuse(action, answer.denied === 'session' ? ` because no session policy allows the ${action} action` : '');
  }
  return role;
}

/**
 * What must be allowed beside AssumeRole: to set a source identity and to tag a session, also where an earlier hop has done so
 * and they are handed on (IAM User Guide, "Monitor and control actions taken with assumed roles" and "Pass session tags in STS").
 */
function neededBeside(caller: Credential, parameters: URLSearchParams): string[] {
  const named = parameters.has('SourceIdentity') || caller.sourceIdentity !== undefined;
  const tagged = parameters.has('Tags.member.1.Key') || caller.tags.some(({ transitive }) => transitive);
  return [...named ? ['sts:SetSourceIdentity'] : [], ...tagged ? ['sts:TagSession'] : []];
}
