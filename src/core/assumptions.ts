import { roleArn } from './arn.js';
import type { Identity, Role } from './catalogue.js';
import type { Chain } from './chain.js';
import { failure } from './failure.js';
import { canReadOnly } from './guard.js';
import type { SessionTag } from './sessionFields.js';
import { asSessionWord, asTagValue, filled, hasBlank, type TemplateWords } from './templates.js';

/** How a console is wanted. */
export interface Opening {
  /** Narrowed to looking. */
  readonly readOnly?: true;
  /** The person has said that they mean this role, and to change things in it. */
  readonly confirmed?: true;
  /** Why, in the person's words. */
  readonly reason?: string;
  /** With an MFA session made now, though one lives. */
  readonly fresh?: true;
  /** Although the organisation seems to deny everything to its session. */
  readonly anyway?: true;
}

/** The longest reason. */
export const reasonMost = 200;

/** What one hop asks of AssumeRole. */
export interface Assumption {
  readonly roleArn: string;
  readonly roleSessionName: string;
  readonly durationSeconds: number;
  readonly externalId?: string;
  readonly sourceIdentity?: string;
  readonly tags?: readonly SessionTag[];
  /** Managed policies that narrow the session. */
  readonly policyArns?: readonly string[];
  /** A policy in JSON that narrows it. */
  readonly policy?: string;
}

/** A role session that comes from an MFA session lasts an hour at most: STS counts it as role chaining. What sets no length is asked for as long. */
export const chainedSecondsMost = 3600;

/** The role of a chain that a console is opened in. */
export function wantedRole({ roles }: Chain): Role {
  return roles.at(-1) ?? roles[0];
}

/** Whether the first role is assumed with the user's own key and a code, as the wanted role's strategy says. */
export function isDirect(chain: Chain): boolean {
  return wantedRole(chain).strategy === 'direct';
}

/**
 * What AssumeRole is asked for at each hop. Every hop has what its own role says: external ID, session name, and session tags,
 * since a tag that is not transitive counts in the session it is given to and nowhere else; one that an earlier hop has handed
 * on is left out, because STS takes it for an attempt to change it. The source identity is the wanted role's, or that of the
 * nearest role before it that has one, and is given at the first hop: it stays through the chain and cannot be changed, so that
 * no hop is without it. Session policies narrow the last hop alone; those before only lead there.
 * Throws `readOnlyCombined` or `reasonUnfit`.
 */
export function assumptionsOf(chain: Chain, opening: Opening = {}): readonly [Assumption, ...Assumption[]] {
  const handedOn = new Set<string>();
  const sourceIdentity = sourceIdentityOf(chain, opening);
  const wanted = wantedRole(chain);
  const hops = chain.roles.map((role, at): Assumption => {
    const tags = (role.sessionTags ?? []).filter(({ key }) => !handedOn.has(key.toLowerCase())).map((tag): SessionTag =>
      ({ ...tag, value: asTagValue(filled(tag.value, wordsOf(role, chain.identity, opening))) }));
    for (const { key, transitive } of tags) if (transitive) handedOn.add(key.toLowerCase());
    return {
      ...plainAssumption(role, chain.identity),
      ...(at === 0 && sourceIdentity !== undefined ? { sourceIdentity } : {}),
      ...(tags.length > 0 ? { tags } : {}),
      ...(role === wanted ? policiesOf(role, opening) : {}),
    };
  });
  const [first, ...others] = hops;
  if (!first) throw failure('roleUnknown');
  return [first, ...others];
}

function wordsOf(role: Role, identity: Identity, { reason }: Opening): TemplateWords {
  const { accountId, roleName } = roleArn(role.arn);
  return { user: identity.userName, role: roleName, account: accountId, ...(reason === undefined ? {} : { reason }) };
}

/**
 * The session is named after the IAM user unless the role says otherwise, because administrators may demand
 * `${aws:username}` as `sts:RoleSessionName`; it has two characters at least. An hour is asked at most, also where the user's
 * own key would be given more: a console may last longer than the session it is made from (`consoleSeconds`), and a call
 * that is refused for asking more than the role's maximum would have spent its code.
 */
function plainAssumption(role: Role, identity: Identity): Assumption {
  const name = role.sessionName === undefined ? identity.userName : asSessionWord(filled(role.sessionName, wordsOf(role, identity, {})));
  return {
    roleArn: role.arn,
    roleSessionName: name.padEnd(2, '-'),
    durationSeconds: Math.min(role.durationSeconds ?? chainedSecondsMost, chainedSecondsMost),
    ...(role.externalId === undefined ? {} : { externalId: role.externalId }),
  };
}

function sourceIdentityOf({ identity, roles }: Chain, opening: Opening): string | undefined {
  const role = roles.findLast(({ sourceIdentity }) => sourceIdentity !== undefined);
  if (role?.sourceIdentity === undefined) return undefined;
  const reason = asSessionWord(opening.reason ?? '');
  if (hasBlank(role.sourceIdentity, 'reason') && reason.length < 2) throw failure('reasonUnfit', { role: role.name });
  return asSessionWord(filled(role.sourceIdentity, { ...wordsOf(role, identity, opening), reason })).padEnd(2, '-');
}

/**
 * What narrows the wanted role's session. AWS adds session policies up before it narrows the role with them: ReadOnlyAccess
 * beside a role's own would let it do what either allows, and in their place would let it read what they do not. No call can
 * ask for what both allow, so that the two are not combined.
 */
function policiesOf(role: Role, { readOnly }: Opening): Pick<Assumption, 'policyArns' | 'policy'> {
  const { sessionPolicy, sessionPolicyArns } = role;
  if (readOnly && !canReadOnly(role)) throw failure('readOnlyCombined', { role: role.name });
  if (readOnly) return { policyArns: [`arn:${roleArn(role.arn).partition}:iam::aws:policy/ReadOnlyAccess`] };
  return { ...(sessionPolicyArns ? { policyArns: sessionPolicyArns } : {}), ...(sessionPolicy === undefined ? {} : { policy: sessionPolicy }) };
}

/**
 * How long the sign-in is asked to last, in seconds: only for a session that was made with the user's own key, since AWS refuses
 * it for any other. The role's own maximum does not count then (IAM API reference, CreateRole: MaxSessionDuration).
 */
export function consoleSeconds(chain: Chain): number | undefined {
  return isDirect(chain) && chain.roles.length === 1 ? wantedRole(chain).durationSeconds : undefined;
}
