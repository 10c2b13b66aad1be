import { parseRoleArn, type RoleArn } from './arn.js';
import type { Catalogue, Identity, Role, Source } from './catalogue.js';
import { findChain } from './chain.js';
import { proposedColour } from './colours.js';
import { checkDurationSeconds, checkExternalId, checkName, checkRegion, checkSessionName, nameMost, shortened, withoutControls } from './fields.js';
import { partitions } from './partitions.js';
import { noting, type Parsed, type Problem, problemAt } from './problems.js';
import type { RoleProfile } from './profiles.js';

/** AssumeRole's own limit; what an MFA session allows is less and is applied when the role is opened. */
const durationSecondsMost = 43_200;

/** A role whose own settings are sound, before its source is found. */
interface Candidate {
  readonly profile: RoleProfile;
  readonly arn: RoleArn;
  readonly role: Omit<Role, 'source'>;
}

/** What the profiles of the text turned out to be: identities by profile name, and every name that stands in it. */
interface TextSources {
  readonly byProfile: ReadonlyMap<string, Identity>;
  readonly inText: ReadonlySet<string>;
  /** The names of the profiles that hold a key, used or not. */
  readonly keyProfiles: ReadonlySet<string>;
}

/**
 * The roles of a text whose sources are found: in the text, in the catalogue by name or MFA serial, or, when there is
 * one identity only, that one. A source that stands in the text and was left out takes the role with it.
 */
export function importRoles(
  profiles: readonly RoleProfile[], sources: TextSources, catalogue: Catalogue, newId: () => string,
): Parsed<Role[]> {
  const problems: Problem[] = [];
  const names = new Set(catalogue.roles.map(({ name }) => name));
  const candidates = profiles.flatMap((profile) => {
    const arn = noting(problems, profile.roleArn, parseRoleArn(profile.roleArn.text), { profile: profile.profile, outcome: 'leftOut' });
    if (!arn) return [];
    const wanted = nameFor(profile, arn);
    if (catalogue.roles.some((role) => role.arn === arn.arn && role.name === wanted)) {
      problems.push(problemAt(profile, 'roleKnown', { role: wanted }));
      return [];
    }
    const settings = soundSettings(profile, arn, problems);
    if (!settings) return [];
    const name = freeName(wanted, names);
    names.add(name);
    const colour = proposedColour(name, names.size);
    return [{ profile, arn, role: { id: newId(), name, arn: arn.arn, colour, destination: '', ...settings } }];
  });
  return { value: withSources(candidates, sources, catalogue, problems), problems };
}

type Settings = Pick<Role, 'region' | 'durationSeconds' | 'externalId' | 'sessionName'>;

/**
 * The settings of a profile. A region or a length that is wrong is noted, and the usual one stands in for it; without its
 * external ID or session name a role could not be assumed as it is meant, so that it is left out.
 */
function soundSettings(profile: RoleProfile, { partition }: RoleArn, problems: Problem[]): Settings | undefined {
  const { region, durationSeconds, externalId, roleSessionName } = profile;
  const usual = { profile: profile.profile, outcome: 'usual' };
  const leftOut = { profile: profile.profile, outcome: 'leftOut' };
  const settings: { -readonly [Key in keyof Settings]: Settings[Key] } = { region: partitions[partition].defaultRegion };
  if (region) settings.region = noting(problems, region, checkRegion(region.text, partition), usual) ?? settings.region;
  if (durationSeconds) {
    const seconds = noting(problems, durationSeconds, checkDurationSeconds(durationSeconds.text, durationSecondsMost), usual);
    if (seconds !== undefined) settings.durationSeconds = seconds;
  }
  const before = problems.length;
  if (externalId) settings.externalId = noting(problems, externalId, checkExternalId(externalId.text), leftOut) ?? '';
  if (roleSessionName) settings.sessionName = noting(problems, roleSessionName, checkSessionName(roleSessionName.text), leftOut) ?? '';
  return problems.length === before ? settings : undefined;
}

/** The profile's name as far as it can be a role's, or the role's own in AWS. */
function nameFor({ profile }: RoleProfile, { roleName }: RoleArn): string {
  const checked = checkName(shortened(withoutControls(profile).trim(), nameMost));
  return 'value' in checked ? checked.value : roleName;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count += 1) {
    const ending = ` (${count})`;
    name = shortened(wanted, nameMost - ending.length) + ending;
  }
  return name;
}

function withSources(
  candidates: readonly Candidate[], sources: TextSources, catalogue: Catalogue, problems: Problem[],
): Role[] {
  const roles = candidates.flatMap(({ profile, role }) => {
    const source = sourceOf(profile, candidates, sources, catalogue);
    if (source) {
      noteAssumed(profile, source, role.name, sources, catalogue, problems);
      return [{ ...role, source }];
    }
    const { text: name, line } = profile.sourceProfile ?? { text: undefined, line: profile.line };
    if (name !== undefined && sources.inText.has(name)) problems.push(problemAt({ line }, 'sourceLeftOut', { role: role.name }));
    else problems.push(problemAt({ line }, name ? 'sourceUnknown' : 'sourceNotNamed', { source: name ?? '' }));
    return [];
  });
  return reachable(roles, candidates, sources, catalogue, problems);
}

/** Says so when a source that the text names, and does not hold, was taken to be an identity of the catalogue. */
function noteAssumed(
  { sourceProfile }: RoleProfile, { kind, id }: Source, role: string, { byProfile }: TextSources, catalogue: Catalogue, problems: Problem[],
): void {
  const user = kind === 'identity' ? catalogue.identities.find((identity) => identity.id === id)?.userName : undefined;
  if (!sourceProfile || user === undefined || user === sourceProfile.text || byProfile.has(sourceProfile.text)) return;
  problems.push(problemAt(sourceProfile, 'sourceAssumed', { source: sourceProfile.text, role, user }));
}

/** Leaves out the roles whose chain does not come to an identity: it loops, or one of its roles was left out. */
function reachable(
  roles: readonly Role[], candidates: readonly Candidate[], { byProfile }: TextSources, catalogue: Catalogue, problems: Problem[],
): Role[] {
  const whole: Catalogue = {
    identities: [...catalogue.identities, ...byProfile.values()],
    roles: [...catalogue.roles, ...roles],
    rules: catalogue.rules,
  };
  return roles.filter((role) => {
    try {
      return findChain(whole, role.id).roles.length > 0;
    } catch {
      const { profile } = candidates.find((candidate) => candidate.role.id === role.id) ?? {};
      problems.push(problemAt(profile?.sourceProfile ?? profile ?? { line: 1 }, 'sourceLeftOut', { role: role.name }));
      return false;
    }
  });
}

function sourceOf(
  profile: RoleProfile, candidates: readonly Candidate[], { byProfile, inText, keyProfiles }: TextSources, catalogue: Catalogue,
): Source | undefined {
  const name = profile.sourceProfile?.text ?? profile.profile;
  const identity = byProfile.get(name);
  if (identity) return { kind: 'identity', id: identity.id };
  const own = name === profile.profile;
  const role = own ? undefined : candidates.find((candidate) => candidate.profile.profile === name)?.role
    ?? catalogue.roles.find((known) => known.name === name);
  if (role) return { kind: 'role', id: role.id };
  if (own ? keyProfiles.has(name) : inText.has(name)) return undefined;
  const known = knownIdentity(profile, name, catalogue);
  return known && { kind: 'identity', id: known.id };
}

function knownIdentity({ mfaSerial }: RoleProfile, name: string, { identities }: Catalogue): Identity | undefined {
  return identities.find((identity) => identity.userName === name)
    ?? identities.find((identity) => mfaSerial !== undefined && identity.mfaSerial === mfaSerial.text)
    ?? (identities.length === 1 ? identities[0] : undefined);
}
