import type { RoleArn } from './arn.js';
import type { Catalogue, Role, Source } from './catalogue.js';
import { proposedColour } from './colours.js';
import { arnOf, type RoleSettings, soundSettings } from './importingSettings.js';
import { type FoundSource, sourceFinder, type TextSources } from './importingSources.js';
import { looksOf } from './lookAlikes.js';
import { partitions } from './partitions.js';
import { type Problem, problemAt } from './problems.js';
import type { RoleProfile } from './profiles.js';
import { nameClaims, nameFor } from './roleNames.js';

/** A role that a text asks for, whose own settings are sound. */
export interface WantedRole {
  readonly profile: RoleProfile;
  readonly arn: RoleArn;
  readonly name: string;
  readonly settings: RoleSettings;
  /** The role of the catalogue that it is. */
  readonly known: Role | undefined;
  readonly id: string;
}

/** A wanted role and what it is assumed from; `assumed` when the text did not say so. */
export interface SourcedRole extends WantedRole {
  readonly source: Source;
  readonly assumed: boolean;
}

/**
 * The roles of a text. One is a role of the catalogue when it has its name, or its ARN and a name that looks the same;
 * two of one name in the text are told apart by a number.
 */
export function wantedRoles(profiles: readonly RoleProfile[], catalogue: Catalogue, newId: () => string, problems: Problem[]): WantedRole[] {
  const byName = new Map(catalogue.roles.map((role) => [role.name, role]));
  const arns = new Set(catalogue.roles.map(({ arn }) => arn));
  const byLooks = new Map(catalogue.roles.map((role) => [`${role.arn} ${looksOf(role.name)}`, role]));
  const names = nameClaims();
  return profiles.flatMap((profile) => {
    const arn = arnOf(profile, problems);
    if (!arn) return [];
    const settings = soundSettings(profile, arn, problems);
    if (!settings) return [];
    const wanted = nameFor(profile, arn);
    const alike = byName.has(wanted) || !arns.has(arn.arn) ? undefined : byLooks.get(`${arn.arn} ${looksOf(wanted)}`);
    const name = names(alike?.name ?? wanted);
    const known = byName.get(name);
    return [{ profile, arn, name, settings, known, id: known?.id ?? newId() }];
  });
}

/** The wanted roles whose source is found. A role that is there already keeps its own where the text only lets one assume it. */
export function withSources(wanted: readonly WantedRole[], text: Omit<TextSources, 'roles'>, catalogue: Catalogue, problems: Problem[]): SourcedRole[] {
  const roles = new Map<string, string>();
  for (const { profile, id } of wanted) if (!roles.has(profile.profile)) roles.set(profile.profile, id);
  const find = sourceFinder({ ...text, roles }, catalogue);
  const users = new Map(catalogue.identities.map(({ id, userName }) => [id, userName]));
  return wanted.flatMap((role): SourcedRole[] => {
    const found = find(role.profile);
    if ('problem' in found) problems.push(sourceProblem(role, found));
    if (role.known && ('problem' in found || found.assumed)) return [{ ...role, source: role.known.source, assumed: true }];
    if ('problem' in found) return [];
    const { sourceProfile } = role.profile;
    if (found.assumed && sourceProfile) {
      problems.push(problemAt(sourceProfile, 'sourceAssumed', { source: sourceProfile.text, role: role.name, user: users.get(found.source.id) ?? '' }));
    }
    return [{ ...role, ...found }];
  });
}

function sourceProblem({ profile, name }: WantedRole, { problem }: Extract<FoundSource, { problem: unknown }>): Problem {
  const { sourceProfile, sourceAccount, line } = profile;
  if (problem === 'sourceAccountUnknown') return problemAt(sourceAccount ?? { line }, problem, { account: sourceAccount?.text ?? '', role: name });
  return problemAt(sourceProfile ?? { line }, problem, problem === 'sourceLeftOut' ? { role: name } : { source: sourceProfile?.text ?? '' });
}

/** A role that is not there yet. What the text does not say is what people commonly want. */
export function newRole({ id, name, arn, settings, source }: SourcedRole, count: number): Role {
  return {
    id, name, arn: arn.arn, colour: proposedColour(name, count), region: partitions[arn.partition].defaultRegion, destination: '', ...settings, source,
  };
}
