import * as v from 'valibot';
import { parseUserArn, type RoleArn } from './arn.js';
import { proposedColour } from './colours.js';
import { rulesMost } from './colourRules.js';
import { type GivenCatalogue, type GivenRole, givenRoleSchema, givenRolesMost } from './given.js';
import { wantedRules } from './importingRules.js';
import { arnOf, soundSettings } from './importingSettings.js';
import { partitions } from './partitions.js';
import { type Parsed, type Problem, problemAt } from './problems.js';
import type { Profiles, RoleProfile } from './profiles.js';
import { nameClaims, nameFor } from './roleNames.js';

interface Named {
  readonly profile: RoleProfile;
  readonly arn: RoleArn;
  readonly name: string;
}

/**
 * The roles and rules of a text as a catalogue that is given to others: a user that a role names becomes the user's account.
 * What is wrong is noted and left out.
 */
export function givenFrom({ roles, rules = [] }: Profiles): Parsed<GivenCatalogue> {
  const problems: Problem[] = [];
  const claim = nameClaims();
  const named = roles.slice(0, givenRolesMost).flatMap((profile): Named[] => {
    const arn = arnOf(profile, problems);
    // A role without a name of its own is called as in AWS.
    const called = profile.profile === profile.roleArn.text ? { ...profile, profile: '' } : profile;
    return arn ? [{ profile, arn, name: claim(nameFor(called, arn)) }] : [];
  });
  const names = new Map(named.map(({ profile, name }) => [profile.profile, name]));
  const value = { roles: named.flatMap((role, at) => givenRole(role, at, names, problems)), rules: wantedRules(rules.slice(0, rulesMost), problems) };
  const [first, over] = [roles[givenRolesMost], rules[rulesMost]];
  if (first) problems.push(problemAt(first, 'rolesTooMany', { most: String(givenRolesMost) }));
  if (over) problems.push(problemAt(over, 'rulesTooMany', { most: String(rulesMost) }));
  return { value, problems };
}

function givenRole({ profile, arn, name }: Named, at: number, names: ReadonlyMap<string, string>, problems: Problem[]): GivenRole[] {
  const settings = soundSettings(profile, arn, problems);
  const source = givenSource(profile, names);
  if (source && 'unknown' in source) problems.push(problemAt(profile.sourceProfile ?? profile.sourceAccount ?? profile, 'sourceUnknown', { source: source.unknown }));
  if (!settings || (source && 'unknown' in source)) return [];
  const usual = { colour: proposedColour(name, at), region: partitions[arn.partition].defaultRegion, destination: '' };
  const role = { name, arn: arn.arn, ...usual, ...settings, ...(source ? { source } : {}) };
  const parsed = v.safeParse(givenRoleSchema, role);
  if (parsed.success) return [role];
  // A vault or a policy that holds it could not be read.
  const [key = 'role'] = parsed.issues.flatMap(({ path }) => path?.map((step) => String(step.key)) ?? []);
  problems.push(problemAt(profile, 'valueWrongKind', { key, profile: profile.profile, outcome: 'leftOut' }));
  return [];
}

function givenSource({ profile, sourceProfile, sourceAccount }: RoleProfile, names: ReadonlyMap<string, string>): GivenRole['source'] | { unknown: string } {
  if (sourceAccount) return /^\d{12}$/.test(sourceAccount.text) ? { account: sourceAccount.text } : { unknown: sourceAccount.text };
  if (!sourceProfile) return undefined;
  const role = sourceProfile.text === profile ? undefined : names.get(sourceProfile.text);
  if (role !== undefined) return { role };
  const user = parseUserArn(sourceProfile.text);
  return user ? { account: user.accountId } : { unknown: sourceProfile.text };
}
