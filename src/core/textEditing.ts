import { groupedAccount } from './arn.js';
import { type Catalogue, emptyCatalogue, type Identity, type Role } from './catalogue.js';
import { rulesMost } from './colourRules.js';
import { proposedColour } from './colours.js';
import { checkName } from './fields.js';
import { identitySettings } from './importingIdentities.js';
import { type WantedRole } from './importingRoles.js';
import { ruleKey, wantedRules } from './importingRules.js';
import { arnOf, soundSettings } from './importingSettings.js';
import { sourceFinder } from './importingSources.js';
import { partitions } from './partitions.js';
import { noting, type Parsed, type Problem, problemAt } from './problems.js';
import type { Profiles, RoleProfile } from './profiles.js';
import { unreached } from './reaching.js';
import { roleIds } from './textRoles.js';

/**
 * The catalogue as a text of the whole of it says: what does not stand in it is not there. Every problem is one that a form
 * would have refused. A user's key never stands in it, so that identities may be changed in it, and neither added nor removed.
 */
export function catalogueOfText(profiles: Profiles, present: Catalogue, newId: () => string): Parsed<Catalogue> {
  const problems: Problem[] = profiles.keys.map((key) => problemAt(key, 'keyInText', { profile: key.profile }));
  const { identities, byProfile } = identitiesOf(profiles, present, problems);
  const roles = rolesOf(profiles, byProfile, present, newId, problems);
  const value = { identities, roles, rules: rulesOf(profiles, present, newId, problems) };
  const lost = unreached(value);
  const places = new Map(profiles.roles.map((profile) => [nameOf(profile), profile]));
  for (const { id, name } of roles) {
    const place = places.get(name);
    if (lost.has(id)) problems.push(problemAt(place?.sourceProfile ?? place ?? { line: 0 }, 'sourceAstray', { role: name }));
  }
  return { value, problems: problems.map(withoutOutcome).sort((one, other) => one.line - other.line) };
}

/** Nothing is done about a problem here: it is to be mended. */
function withoutOutcome(problem: Problem): Problem {
  return { ...problem, values: Object.fromEntries(Object.entries(problem.values).filter(([name]) => name !== 'outcome')) };
}

function nameOf({ profile, name }: RoleProfile): string {
  return (name?.text ?? profile).trim();
}

function identitiesOf(profiles: Profiles, present: Catalogue, problems: Problem[]): { identities: Identity[]; byProfile: Map<string, Identity> } {
  const byUser = new Map(present.identities.map((identity) => [`${identity.accountId} ${identity.userName}`, identity]));
  const byProfile = new Map<string, Identity>();
  const next = new Map<string, Identity>();
  for (const profile of profiles.identities ?? []) {
    const user = profile.userName.text.trim();
    const account = profile.accountId.text.trim();
    const before = byUser.get(`${account} ${user}`);
    if (!before) problems.push(problemAt(profile, 'identityNotThere', { user, account: groupedAccount(account) }));
    else if (next.has(before.id)) problems.push(problemAt(profile, 'identityTwice', { user, account: groupedAccount(account) }));
    else {
      const after = { ...before, ...identitySettings(profile, before, problems) };
      next.set(before.id, after);
      byProfile.set(profile.profile, after);
    }
  }
  for (const { id, userName, accountId } of present.identities) {
    if (!next.has(id)) problems.push(problemAt({ line: 0 }, 'identityGone', { user: userName, account: groupedAccount(accountId) }));
  }
  return { identities: present.identities.map((identity) => next.get(identity.id) ?? identity), byProfile };
}

/** The roles of the text whose own settings are sound, in its order. */
function soundRoles(profiles: readonly RoleProfile[], { roles }: Catalogue, problems: Problem[]): Omit<WantedRole, 'id'>[] {
  const byName = new Map(roles.map((role) => [role.name, role]));
  const taken = new Set<string>();
  return profiles.flatMap((profile) => {
    const arn = arnOf(profile, problems);
    const settings = arn && soundSettings(profile, arn, problems);
    const place = profile.name ?? { text: profile.profile, line: profile.line };
    const name = noting(problems, place, checkName(place.text));
    if (!arn || !settings || name === undefined) return [];
    if (taken.has(name)) {
      problems.push(problemAt(place, 'nameTaken'));
      return [];
    }
    taken.add(name);
    return [{ profile, arn, name, settings, known: byName.get(name) }];
  });
}

function rolesOf(
  { keys, roles, identities }: Profiles, byProfile: ReadonlyMap<string, Identity>, present: Catalogue, newId: () => string, problems: Problem[],
): Role[] {
  const sound = soundRoles(roles, present, problems);
  const users = new Set([...keys, ...identities ?? []].map(({ profile }) => profile));
  const inText = new Set([...users, ...roles.map(({ profile }) => profile)]);
  const find = sourceFinder({ identities: byProfile, roles: new Map(sound.map(({ profile: { profile } }) => [profile, profile])), inText, users }, emptyCatalogue);
  const sourced = sound.flatMap((role) => {
    const found = find(role.profile);
    if (!('problem' in found)) return [{ ...role, source: found.source }];
    const { sourceProfile, line } = role.profile;
    problems.push(found.problem === 'sourceLeftOut' || sourceProfile?.text === role.profile.profile
      ? problemAt(sourceProfile ?? { line }, 'sourceAstray', { role: role.name })
      : problemAt(sourceProfile ?? { line }, sourceProfile ? 'sourceUnknown' : 'sourceNotNamed', { source: sourceProfile?.text ?? '' }));
    return [];
  });
  const ids = roleIds(sourced, present, newId);
  const byId = new Map(present.roles.map((role) => [role.id, role]));
  return sourced.map(({ profile: { profile }, arn, name, settings, source }, at) => {
    const id = ids.get(profile) ?? newId();
    const known = byId.get(id);
    return {
      id, name, arn: arn.arn, destination: '',
      colour: known?.colour ?? proposedColour(name, at),
      region: known?.arn === arn.arn ? known.region : partitions[arn.partition].defaultRegion,
      ...settings,
      source: source.kind === 'role' ? { ...source, id: ids.get(source.id) ?? '' } : source,
    };
  });
}

function rulesOf({ rules = [] }: Profiles, present: Catalogue, newId: () => string, problems: Problem[]): Catalogue['rules'] {
  const ids = new Map(present.rules.map((rule) => [ruleKey(rule), rule.id]));
  const sound = wantedRules(rules, problems).map((rule) => {
    const id = ids.get(ruleKey(rule)) ?? newId();
    ids.delete(ruleKey(rule));
    return { id, ...rule };
  });
  if (sound.length > rulesMost) problems.push(problemAt(rules[rulesMost] ?? { line: 0 }, 'rulesTooMany', { most: String(rulesMost) }));
  return sound;
}
