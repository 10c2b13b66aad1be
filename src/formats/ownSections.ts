import { parseUserArn } from '../core/arn.js';
import { type Problem, problemAt } from '../core/problems.js';
import type { IdentityProfile, Located, RoleProfile, RuleProfile } from '../core/profiles.js';
import { type Profile, present, setting } from './awsProfiles.js';
import type { Section } from './ini.js';
import { ownValues, ownWords } from './ownText.js';

/** The user that a profile of ours describes without its key, or a problem where `sallyport_user` names none. */
export function identityIn(profile: Profile): IdentityProfile | Problem | undefined {
  const user = setting(profile, 'sallyport_user');
  if (!user) return undefined;
  const more = present(profile, { mfaSerial: 'mfa_serial', stsRegion: 'sallyport_sts_region', sessionSeconds: 'duration_seconds' });
  return describedUser(profile, user, more);
}

/** A user by its ARN and what else is known of it. */
export function describedUser(
  { name, line }: Pick<Profile, 'name' | 'line'>, arn: Located, more: Partial<Pick<IdentityProfile, 'mfaSerial' | 'stsRegion' | 'sessionSeconds'>>,
): IdentityProfile | Problem {
  const owner = parseUserArn(arn.text);
  if (!owner) return problemAt(arn, 'userArnMalformed', { profile: name });
  const place = (text: string): Located => ({ text, line: arn.line });
  return { profile: name, line, userName: place(owner.userName), accountId: place(owner.accountId), partition: place(owner.partition), ...more };
}

/** What we add to a role in AWS's syntax; `color` is AESR's, and Granted has one of its own. */
export function ownSettings(profile: Profile): Partial<RoleProfile> {
  const { tags, ...rest } = ownValues(present(profile, {
    name: 'sallyport_name', accountName: 'sallyport_account', destination: 'sallyport_destination', group: 'group', tags: 'sallyport_tags',
    roleSessionName: 'sallyport_session_name', sourceIdentity: 'sallyport_source_identity', sessionTags: 'sallyport_session_tags',
    sessionPolicyArns: 'sallyport_session_policy_arns', sessionPolicy: 'sallyport_session_policy', strategy: 'sallyport_strategy', guard: 'sallyport_guard',
  }));
  return tags ? { ...rest, tags: ownWords(tags) } : rest;
}

/** A colour rule, or a problem where it does not say what it colours and how. */
export function ruleIn(section: Section): RuleProfile | Problem {
  const { pattern, label, guard } = ownValues(present(section, { pattern: 'pattern', label: 'label', guard: 'guard' }));
  const { on, colour } = present(section, { on: 'on', colour: 'color' });
  if (!on || !pattern || !colour) return problemAt(section, 'ruleIncomplete');
  return { line: section.line, on, pattern, colour, ...(label ? { label } : {}), ...(guard ? { guard } : {}) };
}
