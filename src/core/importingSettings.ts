import type { Checked, RoleArn } from './arn.js';
import { parseRoleArn } from './arnFields.js';
import type { Role } from './catalogue.js';
import { parseColour } from './colours.js';
import { isDestination } from './destinations.js';
import { checkDurationSeconds, checkExternalId, checkName, checkRegion, checkTags, shortened } from './fields.js';
import { checkGuard } from './guard.js';
import { noting, type Problem, problemAt } from './problems.js';
import type { Located, RoleProfile } from './profiles.js';
import {
  checkPolicyArns, checkSessionName, checkSessionPolicy, checkSessionTags, checkSourceIdentity, checkStrategy, sessionPoliciesProblem,
} from './sessionFields.js';

/** AssumeRole's own limit; what an MFA session allows is less and is applied when the role is opened. */
const durationSecondsMost = 43_200;

/** What a profile says of a role beside its ARN and its source. */
export type RoleSettings = Partial<Omit<Role, 'id' | 'name' | 'arn' | 'source'>>;

/** A colour as `#rrggbb`, or without the `#`. */
export function soundColour(place: Located, problems: Problem[], values: Problem['values'] = {}): string | undefined {
  const colour = parseColour(place.text.trim().replace(/^#?/, '#'));
  if (colour === undefined) problems.push(problemAt(place, 'colourUnreadable', { ...values, colour: shortened(place.text, 32) }));
  return colour;
}

function checkDestination(text: string): Checked<string> {
  return isDestination(text) ? { value: text.trim() } : { problem: 'destinationMalformed' };
}

function joined(tags: readonly Located[] | undefined): Located | undefined {
  return tags?.[0] && { text: tags.map(({ text }) => text).join(','), line: tags[0].line };
}

/** The profile's role ARN. */
export function arnOf(profile: RoleProfile, problems: Problem[]): RoleArn | undefined {
  return noting(problems, profile.roleArn, parseRoleArn(profile.roleArn.text), { profile: profile.profile, outcome: 'leftOut' });
}

/**
 * The settings of a profile. One that is wrong is noted, and is as if it were not there; without what names or narrows its
 * sessions, or guards them, a role could not be assumed as it is meant, so that it is left out.
 */
export function soundSettings(profile: RoleProfile, role: RoleArn, problems: Problem[]): RoleSettings | undefined {
  const settings: { -readonly [Key in keyof RoleSettings]: RoleSettings[Key] } = {};
  let sound = true;
  const set = <Key extends keyof RoleSettings>(
    key: Key, place: Located | undefined, check: (text: string) => Checked<NonNullable<RoleSettings[Key]>>, outcome = 'without',
  ): void => {
    if (!place) return;
    const value = noting(problems, place, check(place.text), { profile: profile.profile, outcome });
    if (value !== undefined) settings[key] = value;
    else if (outcome === 'leftOut') sound = false;
  };
  set('region', profile.region, (text) => checkRegion(text, role.partition), 'usual');
  set('durationSeconds', profile.durationSeconds, (text) => checkDurationSeconds(text, durationSecondsMost), 'usual');
  set('accountName', profile.accountName, (text) => checkName(text));
  set('destination', profile.destination, checkDestination);
  set('group', profile.group, (text) => checkName(text));
  set('tags', joined(profile.tags), checkTags);
  set('externalId', profile.externalId, checkExternalId, 'leftOut');
  set('sessionName', profile.roleSessionName, checkSessionName, 'leftOut');
  set('sourceIdentity', profile.sourceIdentity, checkSourceIdentity, 'leftOut');
  set('sessionTags', profile.sessionTags, checkSessionTags, 'leftOut');
  set('sessionPolicyArns', profile.sessionPolicyArns, (text) => checkPolicyArns(text, role), 'leftOut');
  set('sessionPolicy', profile.sessionPolicy, checkSessionPolicy, 'leftOut');
  set('strategy', profile.strategy, checkStrategy, 'usual');
  set('guard', profile.guard, checkGuard, 'leftOut');
  const policies = profile.sessionPolicy ?? profile.sessionPolicyArns;
  const together = sessionPoliciesProblem({ ...settings, arn: role.arn });
  set('sessionPolicy', together && policies, () => ({ problem: together ?? 'policyTooLong' }), 'leftOut');
  const colour = profile.colour && soundColour(profile.colour, problems, { profile: profile.profile, outcome: 'usual' });
  if (colour !== undefined) settings.colour = colour;
  if (settings.tags?.length === 0) delete settings.tags;
  return sound ? settings : undefined;
}
