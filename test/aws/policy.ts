import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { Credential } from './credentials.js';
import type { Organization } from './organization.js';
import type { PolicyDocument } from './policies.js';

/** One question to the policies: may this caller do that? `callMfa` is true when the call itself carries a good MFA code. */
export interface Question {
  caller: Credential;
  action: string;
  resource: string;
  resourceAccountId: string;
  resourcePolicy?: PolicyDocument;
  region: string;
  now: number;
  callMfa?: boolean;
  context?: Record<string, string | string[]>;
}

/** The engine's answer; `denied` names the layer, as the texts of AWS do. */
export type Answer = { allowed: true } | { allowed: false; denied: 'scp' | 'session' | 'other' };

/**
 * Evaluates SCPs, identity, session and resource policies as AWS does (IAM User Guide, "Policy evaluation logic"). Throws when the
 * engine cannot evaluate: that is a fault of the emulator, never an answer.
 */
export async function mayDo(organization: Organization, question: Question): Promise<Answer> {
  const { caller, action, resource, resourceAccountId, resourcePolicy } = question;
  const { principal } = caller;
  const immune = principal.accountId === organization.managementAccountId;
  const account = organization.accounts.find((candidate) => candidate.id === principal.accountId);
  const outcome = await runSimulation({
    request: { principal: principal.arn, action, resource: { resource, accountId: resourceAccountId }, contextVariables: contextOf(organization, question) },
    identityPolicies: principal.kind === 'user' ? principal.user.policies : principal.role.policies,
    ...(caller.sessionPolicies.length > 0 ? { sessionPolicy: merged(caller.sessionPolicies) } : {}),
    serviceControlPolicies: immune ? [] : account?.serviceControlPolicies ?? [],
    resourceControlPolicies: [],
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  }, {});
  if (outcome.resultType === 'error') throw new Error(`The policies cannot be evaluated: ${JSON.stringify(outcome.errors)}`);
  if (outcome.overallResult === 'Allowed') return { allowed: true };
  const analyses = outcome.resultType === 'single' ? [outcome.result.analysis] : outcome.results.map((result) => result.analysis);
  if (analyses.some((analysis) => analysis.scpAnalysis?.result === 'ExplicitlyDenied')) return { allowed: false, denied: 'scp' };
  if (analyses.some((analysis) => analysis.sessionAnalysis && analysis.sessionAnalysis.result !== 'Allowed')) return { allowed: false, denied: 'session' };
  return { allowed: false, denied: 'other' };
}

/** Whether the engine can make anything of a policy document that somebody sends. */
export async function isPolicy(document: PolicyDocument): Promise<boolean> {
  const outcome = await runSimulation({
    request: {
      principal: 'arn:aws:sts::000000000000:assumed-role/nobody/nobody', action: 's3:ListAllMyBuckets',
      resource: { resource: '*', accountId: '000000000000' }, contextVariables: {},
    },
    identityPolicies: [], sessionPolicy: document, serviceControlPolicies: [], resourceControlPolicies: [],
  }, {});
  return outcome.resultType !== 'error';
}

/** Inline and managed session policies count together: what any of them allows and none of them denies. */
function merged(policies: PolicyDocument[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: policies.flatMap((policy) => policy.Statement) };
}

/** The context of the request. Every value is a string: the engine would take a boolean for a key that never matches. */
function contextOf(organization: Organization, question: Question): Record<string, string | string[]> {
  const { caller, region, now, callMfa = false } = question;
  const { principal } = caller;
  return {
    'aws:PrincipalAccount': principal.accountId,
    'aws:PrincipalArn': principal.kind === 'user' ? principal.arn : principal.role.arn,
    'aws:PrincipalOrgID': organization.id,
    'aws:PrincipalType': principal.kind === 'user' ? 'User' : 'AssumedRole',
    'aws:userid': principal.userId,
    ...(principal.kind === 'user' ? { 'aws:username': principal.user.name } : {}),
    ...(caller.sourceIdentity === undefined ? {} : { 'aws:SourceIdentity': caller.sourceIdentity }),
    ...Object.fromEntries(caller.tags.map((tag) => [`aws:PrincipalTag/${tag.key}`, tag.value])),
    ...mfaContext(caller, now, callMfa),
    'aws:RequestedRegion': region,
    'aws:SourceIp': '127.0.0.1',
    'aws:CurrentTime': new Date(now).toISOString(),
    'aws:EpochTime': String(Math.floor(now / 1000)),
    'aws:SecureTransport': 'true',
    ...question.context,
  };
}

/**
 * A code on the call itself satisfies MFA for that call. Otherwise a session says what it carries, and a long-term key says nothing
 * at all (IAM User Guide, "Configuring MFA-protected API access", and the global condition keys).
 */
function mfaContext(caller: Credential, now: number, callMfa: boolean): Record<string, string> {
  if (callMfa) return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': '0' };
  if (caller.mfa === undefined) return {};
  if (!caller.mfa.present) return { 'aws:MultiFactorAuthPresent': 'false' };
  return { 'aws:MultiFactorAuthPresent': 'true', 'aws:MultiFactorAuthAge': String(Math.floor((now - caller.mfa.authenticatedAt) / 1000)) };
}
