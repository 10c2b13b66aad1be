import { isFidoSerial, isSmsSerial } from './arnFields.js';
import type { Identity, Role } from './catalogue.js';
import type { Chain } from './chain.js';
import type { FailureData, FailureKind } from './failure.js';
import { partitions } from './partitions.js';
import { type NextStep, nextSteps } from './nextSteps.js';

/** Why AWS may have refused: the words are `cause_<name>`, filled from the failure's values and the explanation's own. */
export type Cause =
  | 'explicit' | 'implicit' | 'sessionOld' | 'trustUnknown' | 'externalIdMissing' | 'externalIdWrong' | 'ownPolicies'
  | 'serialFido' | 'serialSms' | 'serialElse' | 'deviceOutOfStep' | 'sessionOfOldKey' | 'regionNotEnabled' | 'field' | 'between' | 'codeSpent';

/** What is known here of what was tried; what is not known is left out. */
export interface Known {
  readonly identity?: Pick<Identity, 'mfaSerial' | 'stsRegion' | 'partition'>;
  /** The role whose AssumeRole was refused, where it is one of ours. */
  readonly hop?: Pick<Role, 'externalId'>;
  /** Whether the call carried a code itself, with no MFA session. */
  readonly direct?: boolean;
  /** How long ago the MFA session began that was used. */
  readonly sessionAgeMs?: number;
  /** Whether another MFA session can be taken in its place. */
  readonly mayRenew?: boolean;
}

export interface Explanation {
  /** The likeliest first. */
  readonly causes: readonly Cause[];
  /** What can be done about it, the best first. */
  readonly next: readonly NextStep[];
}

/**
 * From this age on a session may be too old for a policy that limits `aws:MultiFactorAuthAge`, which counts from
 * GetSessionToken (IAM User Guide, "AWS global condition context keys").
 */
export const oldSessionMs = 5 * 60_000;

/** What is known of a journey along a chain that failed, with the end of the MFA session that it may have used. */
export function knownOf({ identity, roles }: Chain, { values }: FailureData, sessionEndsAt: number | undefined, now: number): Known {
  const hop = roles.find(({ arn }) => arn === values['role']);
  const direct = roles.at(-1)?.strategy === 'direct';
  return {
    identity, direct, ...(hop ? { hop } : {}),
    ...(direct || sessionEndsAt === undefined ? {} : { sessionAgeMs: Math.max(0, now - (sessionEndsAt - identity.sessionSeconds * 1000)) }),
  };
}

/** The likely causes of a failure, and what to do next. */
export function explain(failure: FailureData, known: Known = {}): Explanation {
  return { causes: causesOf(failure, known), next: nextSteps(failure, { mayRenew: mayRenew(known), isOld: isOld(known) }) };
}

function mayRenew({ mayRenew: may, sessionAgeMs }: Known): boolean {
  return may === true && sessionAgeMs !== undefined;
}

function isOld(known: Known): boolean {
  return mayRenew(known) && (known.sessionAgeMs ?? 0) >= oldSessionMs;
}

const others: Partial<Readonly<Record<FailureKind, readonly Cause[]>>> = {
  codeRefused: ['deviceOutOfStep'],
  unsigned: ['between'],
};

function causesOf({ kind, values }: FailureData, known: Known): readonly Cause[] {
  const old: Cause[] = isOld(known) ? ['sessionOld'] : [];
  const { policy, effect } = values;
  const denied: Cause[] = policy === undefined ? [] : [effect === 'explicit' ? 'explicit' : 'implicit'];
  switch (kind) {
    case 'roleRefused': return policy === undefined ? [...old, ...unnamed(known)] : [...denied, ...(mayBeAge(policy) ? old : []), ...byTrust(policy, effect, known)];
    case 'sessionRefused': case 'tagsRefused': case 'sourceIdentityRefused': case 'directRefused': return denied;
    case 'serialRefused': return [serialCause(known)];
    case 'keyUnknown': return [...(values['call'] === 'AssumeRole' && !known.direct ? ['sessionOfOldKey' as const] : []), ...elsewhere(known)];
    case 'requestRefused': return values['field'] === undefined ? [] : ['field'];
    case 'answerForeign': case 'answerEmpty': return ['between', ...spent(values, known)];
    case 'answerCut': case 'awsFailing': return spent(values, known);
    default: return others[kind] ?? [];
  }
}

/** A code that went along has reached somebody, and counts as used. */
function spent({ device, call }: FailureData['values'], { direct = false }: Known): readonly Cause[] {
  return device !== undefined && (call === 'GetSessionToken' || direct) ? ['codeSpent'] : [];
}

/** AWS says the same for all of these, so that the likely ones are listed. */
function unnamed({ hop }: Known): readonly Cause[] {
  return ['trustUnknown', ...externalId(hop), 'ownPolicies'];
}

function byTrust(policy: string, effect: string | undefined, { hop }: Known): readonly Cause[] {
  return policy === 'trust' && effect === 'implicit' ? externalId(hop) : [];
}

function externalId(hop: Known['hop']): readonly Cause[] {
  if (!hop) return [];
  return [hop.externalId === undefined ? 'externalIdMissing' : 'externalIdWrong'];
}

/** Whether a policy of this type is one that limits the age of an MFA session. */
export function mayBeAge(policy: string): boolean {
  return ['identity', 'trust', 'serviceControl', 'boundary'].includes(policy);
}

function serialCause({ identity }: Known): Cause {
  if (identity && isFidoSerial(identity.mfaSerial)) return 'serialFido';
  return identity && isSmsSerial(identity.mfaSerial) ? 'serialSms' : 'serialElse';
}

/** The region of a partition that is always on cannot be the cause. */
function elsewhere({ identity }: Known): readonly Cause[] {
  return identity && identity.stsRegion !== partitions[identity.partition].defaultRegion ? ['regionNotEnabled'] : [];
}
