import { checkAccessKeyId, checkSecretAccessKey } from './accessKey.js';
import { checkMfaSerial, type KeyOwner, proposedMfaSerial } from './arn.js';
import { type Catalogue, type Identity, type Role, sessionSecondsDefault } from './catalogue.js';
import type { FailureData } from './failure.js';
import { partitionOfRegion, partitions } from './partitions.js';
import { noting, type Parsed, type Problem, problemAt } from './problems.js';
import type { KeyProfile, Located, Profiles, RoleProfile } from './profiles.js';
import { importRoles } from './importingRoles.js';

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

/** What an import would add. */
export interface ImportPlan {
  readonly identities: readonly { readonly identity: Identity; readonly secretAccessKey: string }[];
  readonly roles: readonly Role[];
}

/** The keys whose owner must be asked for, once each; malformed ones are problems before anything is sent. */
export function keysToAsk({ keys }: Profiles, catalogue: Catalogue): Parsed<KeyToAsk[]> {
  const problems: Problem[] = [];
  const value = keys.flatMap((key) => {
    if (catalogue.identities.some(({ accessKeyId }) => accessKeyId === key.accessKeyId.text)) return [];
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
 * What the profiles would add to the catalogue, once it is known whose the keys are (by profile name). Nothing that is
 * there already is changed. Every profile that is left out is a problem at its line; the rest still works.
 */
export function planImport(
  profiles: Profiles, answers: ReadonlyMap<string, KeyAnswer>, catalogue: Catalogue, newId: () => string,
): Parsed<ImportPlan> {
  const asked = keysToAsk(profiles, catalogue);
  const problems = [...asked.problems];
  const byProfile = new Map<string, Identity>();
  for (const { profile, accessKeyId, line } of profiles.keys) {
    const known = catalogue.identities.find((identity) => identity.accessKeyId === accessKeyId.text);
    if (known) byProfile.set(profile, known);
    if (known) problems.push(problemAt({ line }, 'identityKnown', { user: known.userName }));
  }
  const identities = asked.value.flatMap((key) => {
    const answer = answers.get(key.profile);
    if (!answer) return [];
    if ('refused' in answer) {
      problems.push(problemAt(key, 'keyRefused', { ...answer.refused.values, profile: key.profile, failure: answer.refused.kind }));
      return [];
    }
    const { owner } = answer;
    const twin = [...byProfile.values(), ...catalogue.identities].find((known) =>
      known.accountId === owner.accountId && known.userName === owner.userName);
    if (twin && twin.accessKeyId !== key.accessKeyId) problems.push(problemAt(key, 'identityOtherKey', { user: twin.userName }));
    const identity = twin ?? identityFrom(key, owner, serialsFor(key.profile, profiles), problems, newId());
    byProfile.set(key.profile, identity);
    return twin ? [] : [{ identity, secretAccessKey: key.secretAccessKey }];
  });
  const keyProfiles = new Set(profiles.keys.map(({ profile }) => profile));
  const inText = new Set([...profiles.keys, ...profiles.roles].map(({ profile }) => profile));
  const roles = importRoles(profiles.roles, { byProfile, inText, keyProfiles }, catalogue, newId);
  return {
    value: { identities, roles: roles.value },
    problems: [...problems, ...roles.problems].sort((one, other) => one.line - other.line),
  };
}

function identityFrom(
  { accessKeyId, stsRegion, line }: KeyToAsk, owner: KeyOwner, serials: readonly Located[], problems: Problem[], id: string,
): Identity {
  const sound = serials.flatMap((place) => noting(problems, place, checkMfaSerial(place.text, owner)) ?? []);
  const mfaSerial = sound[0] ?? proposedMfaSerial(owner);
  if (sound.length === 0) problems.push(problemAt({ line }, 'serialMissing', { user: owner.userName, serial: mfaSerial }));
  const other = serials.find(({ text }) => sound.includes(text) && text !== mfaSerial);
  if (other) problems.push(problemAt(other, 'serialDiffers', { user: owner.userName, serial: mfaSerial }));
  return { ...owner, id, accessKeyId, mfaSerial, stsRegion, sessionSeconds: sessionSecondsDefault };
}

/** The MFA devices named for a key: its own, and those of the roles that are assumed with it. */
function serialsFor(profile: string, { keys, roles }: Profiles): Located[] {
  const own = keys.find((key) => key.profile === profile)?.mfaSerial;
  const ofRoles = roles.filter((role: RoleProfile) => (role.sourceProfile?.text ?? role.profile) === profile)
    .flatMap(({ mfaSerial }) => mfaSerial ?? []);
  const all = own ? [own, ...ofRoles] : ofRoles;
  return all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at);
}
