import { checkAccessKeyId, checkSecretAccessKey } from './accessKey.js';
import type { KeyOwner } from './arn.js';
import type { Catalogue } from './catalogue.js';
import type { FailureData } from './failure.js';
import { withRows } from './importChoice.js';
import { foundIdentities, identityRows } from './importingIdentities.js';
import { roleRows } from './importingRoleRows.js';
import { type SourcedRole, wantedRoles, withSources } from './importingRoles.js';
import { ruleRows } from './importingRules.js';
import type { ImportPlan, ImportRow } from './importPlan.js';
import { partitionOfRegion, partitions } from './partitions.js';
import { noting, type Parsed, type Problem, problemAt } from './problems.js';
import type { KeyProfile, Profiles } from './profiles.js';
import { unreached } from './reaching.js';

/** A key of a text that may be asked about: well formed, and whose owner is not known yet. */
export interface KeyToAsk {
  readonly profile: string;
  readonly line: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly stsRegion: string;
}

/** Whose a key is, as AWS says, or why it does not. */
export type KeyAnswer = { readonly owner: KeyOwner } | { readonly refused: FailureData };

/** The keys whose owner must be asked for, once each; malformed ones are problems before anything is sent. */
export function keysToAsk({ keys }: Profiles, catalogue: Catalogue): Parsed<KeyToAsk[]> {
  const problems: Problem[] = [];
  const known = new Set(catalogue.identities.map(({ accessKeyId }) => accessKeyId));
  const value = keys.flatMap((key) => {
    if (known.has(key.accessKeyId.text.trim())) return [];
    const accessKeyId = noting(problems, key.accessKeyId, checkAccessKeyId(key.accessKeyId.text));
    const secretAccessKey = noting(problems, key.secretAccessKey, checkSecretAccessKey(key.secretAccessKey.text));
    if (accessKeyId === undefined || secretAccessKey === undefined) return [];
    return [{ profile: key.profile, line: key.line, accessKeyId, secretAccessKey, stsRegion: stsRegionFor(key) }];
  });
  return { value, problems };
}

/**
 * The partition's default region, whose STS is always on: which partition is seen from the profile's region. The region
 * itself stays out of it, because it says where a person works and not where STS is to be asked.
 */
function stsRegionFor({ region }: KeyProfile): string {
  const partition = partitionOfRegion(region?.text.toLowerCase() ?? '');
  return partitions[partition ?? 'aws'].defaultRegion;
}

/**
 * What the profiles would do to the catalogue, once it is known whose the keys are (by access key ID): rows to be ticked or
 * not. Whatever is left out is a problem at its line; the rest still works.
 */
export function planImport(
  profiles: Profiles, answers: ReadonlyMap<string, KeyAnswer>, catalogue: Catalogue, newId: () => string,
): Parsed<ImportPlan> {
  const asked = keysToAsk(profiles, catalogue);
  const problems = [...asked.problems];
  const identities = foundIdentities(profiles, asked.value, answers, catalogue, newId, problems);
  const users = new Set([...profiles.keys, ...profiles.identities ?? []].map(({ profile }) => profile));
  const inText = new Set([...users, ...profiles.roles.map(({ profile }) => profile)]);
  const wanted = wantedRoles(profiles.roles, catalogue, newId, problems);
  const sourced = withSources(wanted, { identities: identities.byProfile, users, inText }, catalogue, problems);
  const ofRoles = roleRows(sourced, catalogue, problems);
  const ofRules = ruleRows(profiles.rules ?? [], catalogue, withRows(catalogue, ofRoles.rows).roles, newId, problems);
  const ofIdentities = identityRows(profiles, identities, sourced, catalogue, problems);
  const added = identities.added.map((one): ImportRow => ({ key: `identity ${one.identity.id}`, what: 'identity', ...one }));
  const rows = reaching([...added, ...ofIdentities.rows, ...ofRoles.rows, ...ofRules.rows], sourced, catalogue, problems);
  return {
    value: { rows, known: ofIdentities.known + ofRoles.known + ofRules.known },
    problems: problems.sort((one, other) => one.line - other.line),
  };
}

/** Leaves out what cannot lead to an identity, whatever is ticked: it loops, or one of the roles before it was left out. */
function reaching(rows: readonly ImportRow[], roles: readonly SourcedRole[], catalogue: Catalogue, problems: Problem[]): ImportRow[] {
  const lost = unreached(withRows(catalogue, rows));
  const gone = rows.filter((row) =>
    (row.what === 'role' && lost.has(row.role.id))
    || (row.what === 'roleChange' && lost.has(row.before.id) && ('arn' in row.change || 'source' in row.change)));
  const ids = new Set(gone.map((row) => (row.what === 'role' ? row.role.id : row.what === 'roleChange' ? row.before.id : '')));
  for (const { id, name, profile } of roles) {
    if (ids.has(id)) problems.push(problemAt(profile.sourceProfile ?? profile, 'sourceLeftOut', { role: name }));
  }
  const leftOut = new Set(gone);
  return rows.filter((row) => !leftOut.has(row));
}
