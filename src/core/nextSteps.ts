import type { FailureData, FailureKind } from './failure.js';

/**
 * What a person can do about a failure. Three are words alone: the field for a new code is on screen already, and the clock is
 * the computer's.
 */
export type NextStep =
  | 'newCode' | 'freshSession' | 'editSettings' | 'setClock' | 'askAdministrator' | 'allowAccess' | 'retry'
  | 'useMfaSession' | 'openAnyway' | 'openAsItIs';

const settings: readonly NextStep[] = ['editSettings', 'retry'];
const code: readonly NextStep[] = ['newCode'];

const steps: Partial<Readonly<Record<FailureKind, readonly NextStep[]>>> = {
  codeNeeded: code, codeMalformed: code, codeReused: code, codeRefused: code, codeUncertain: code, unanswered: code, sessionExpired: code,
  serialRefused: settings, mfaHalf: settings, keyUnknown: settings, secretWrong: settings, keyTemporary: settings, keyOfRoot: settings, keyNotOfUser: settings,
  durationChained: settings, durationOfRole: settings, durationRange: settings, requestRefused: settings, policyMalformed: settings, policyTooLarge: settings,
  identityUnknown: settings, sourceMissing: settings, chainLoops: settings, partitionDiffers: settings, destinationWrong: settings, scopeWrong: settings,
  regionOff: ['editSettings', 'askAdministrator', 'retry'],
  clockWrong: ['setClock', 'retry'],
  sessionRefused: ['askAdministrator', 'retry'],
  tagsRefused: ['askAdministrator', 'editSettings', 'retry'],
  sourceIdentityRefused: ['askAdministrator', 'editSettings', 'retry'],
  accountUnready: ['askAdministrator', 'retry'],
  limitReached: ['askAdministrator', 'retry'],
  awsRefused: ['retry', 'askAdministrator'],
  directRefused: ['useMfaSession', 'askAdministrator'],
  directDenied: ['useMfaSession', 'openAnyway'],
  readOnlyCombined: ['openAsItIs'],
};

interface Renewing {
  /** Whether an MFA session was used that can be replaced, and whether it is old. */
  readonly mayRenew: boolean;
  readonly isOld: boolean;
}

/** What to do next, the best first. */
export function nextSteps({ kind, values, origins = [] }: FailureData, { isOld, mayRenew }: Renewing): readonly NextStep[] {
  if (kind === 'roleRefused') return afterRefusal(values['policy'], isOld);
  // The session is of a key that is no more, and would be refused again.
  if (kind === 'keyUnknown' && values['call'] === 'AssumeRole' && mayRenew) return ['freshSession', 'editSettings'];
  const usual = steps[kind] ?? ['retry'];
  return origins.length > 0 ? ['allowAccess', ...usual] : usual;
}

/**
 * A session that is old is renewed first, where a policy that limits its age may have refused it; a service control policy or a
 * boundary seldom does, and the others know nothing of it.
 */
function afterRefusal(policy: string | undefined, isOld: boolean): readonly NextStep[] {
  const own: readonly NextStep[] = policy === undefined || policy === 'trust' ? ['editSettings'] : [];
  if (isOld && (policy === undefined || policy === 'identity' || policy === 'trust')) return ['freshSession', 'askAdministrator', 'retry'];
  if (isOld && (policy === 'serviceControl' || policy === 'boundary')) return ['askAdministrator', 'freshSession', 'retry'];
  return ['askAdministrator', ...own, 'retry'];
}
