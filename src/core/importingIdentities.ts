import { groupedAccount, type KeyOwner, proposedMfaSerial } from './arn.js';
import { checkMfaSerial } from './arnFields.js';
import { type Catalogue, type Identity, sessionSecondsDefault, sessionSecondsRange } from './catalogue.js';
import { checkDurationSeconds, checkStsRegion } from './fields.js';
import type { KeyAnswer, KeyToAsk } from './importing.js';
import type { SourcedRole } from './importingRoles.js';
import { differing, type ImportRow, type NewIdentity, type RowOf } from './importPlan.js';
import { noting, type Problem, problemAt } from './problems.js';
import type { IdentityProfile, Located, Profiles } from './profiles.js';

/** What a text says of its users. */
export interface FoundIdentities {
  readonly added: readonly NewIdentity[];
  /** The identity that each profile of a user stands for. */
  readonly byProfile: ReadonlyMap<string, Identity>;
}

const userKey = ({ accountId, userName }: Pick<Identity, 'accountId' | 'userName'>): string => `${accountId} ${userName}`;
const userOf = ({ accountId, userName }: IdentityProfile) => ({ accountId: accountId.text.trim(), userName: userName.text.trim() });

/** The identities that a text's keys are of, the new ones among them with their secrets, and those that it only speaks of. */
export function foundIdentities(
  profiles: Profiles, asked: readonly KeyToAsk[], answers: ReadonlyMap<string, KeyAnswer>,
  catalogue: Catalogue, newId: () => string, problems: Problem[],
): FoundIdentities {
  const byKey = new Map(catalogue.identities.map((identity) => [identity.accessKeyId, identity]));
  const byUser = new Map(catalogue.identities.map((identity) => [userKey(identity), identity]));
  const byProfile = new Map<string, Identity>();
  for (const { profile, accessKeyId } of profiles.keys) {
    const known = byKey.get(accessKeyId.text.trim());
    if (known) byProfile.set(profile, known);
  }
  const serials = serialsByProfile(profiles);
  const added: NewIdentity[] = [];
  for (const key of asked) {
    const answer = answers.get(key.accessKeyId);
    if (!answer) continue;
    if ('refused' in answer) {
      problems.push(problemAt(key, 'keyRefused', { ...answer.refused.values, profile: key.profile, failure: answer.refused.kind }));
      continue;
    }
    const twin = byUser.get(userKey(answer.owner));
    if (twin && twin.accessKeyId !== key.accessKeyId) problems.push(problemAt(key, 'identityOtherKey', { user: twin.userName }));
    const described = (profiles.identities ?? []).find((one) => userKey(userOf(one)) === userKey(answer.owner));
    const identity = twin ?? newIdentity(key, answer.owner, described, serials.get(key.profile) ?? [], problems, newId());
    if (!twin) added.push({ identity, secretAccessKey: key.secretAccessKey });
    byUser.set(userKey(identity), identity);
    byProfile.set(key.profile, identity);
  }
  for (const profile of profiles.identities ?? []) {
    const there = byUser.get(userKey(userOf(profile)));
    if (there) byProfile.set(profile.profile, there);
    else problems.push(problemAt(profile, 'identityNotThere', { user: profile.userName.text, account: groupedAccount(profile.accountId.text) }));
  }
  return { added, byProfile };
}

function newIdentity(
  { accessKeyId, stsRegion, line }: KeyToAsk, owner: KeyOwner, described: IdentityProfile | undefined, serials: readonly Located[],
  problems: Problem[], id: string,
): Identity {
  const places = described?.mfaSerial ? [described.mfaSerial, ...serials] : serials;
  const sound = places.flatMap((place) => noting(problems, place, checkMfaSerial(place.text, owner)) ?? []);
  const mfaSerial = sound[0] ?? proposedMfaSerial(owner);
  if (sound.length === 0) problems.push(problemAt({ line }, 'serialMissing', { user: owner.userName, serial: mfaSerial }));
  const other = places.find(({ text }) => sound.includes(text.trim()) && text.trim() !== mfaSerial);
  if (other) problems.push(problemAt(other, 'serialDiffers', { user: owner.userName, serial: mfaSerial }));
  const usual = { ...owner, id, accessKeyId, mfaSerial, stsRegion, sessionSeconds: sessionSecondsDefault };
  return described ? { ...usual, ...identitySettings(described, owner, problems) } : usual;
}

/** The MFA devices named for each profile with a key: its own, and those of the roles that are assumed with it. */
function serialsByProfile({ keys, roles }: Profiles): Map<string, Located[]> {
  const all = new Map<string, Map<string, Located>>();
  const name = (profile: string, place: Located | undefined): void => {
    const places = all.get(profile) ?? new Map<string, Located>();
    all.set(profile, places);
    if (place && !places.has(place.text)) places.set(place.text, place);
  };
  for (const { profile, mfaSerial } of keys) name(profile, mfaSerial);
  for (const { profile, sourceProfile, mfaSerial } of roles) name(sourceProfile?.text ?? profile, mfaSerial);
  return new Map([...all].map(([profile, places]) => [profile, [...places.values()]]));
}

/** What of an identity a text may say: its MFA device, where it signs in, and how long a session lasts. */
export type IdentitySettings = Partial<Pick<Identity, 'mfaSerial' | 'stsRegion' | 'sessionSeconds'>>;

/** Of what a text says of a user, as much as is sound. */
export function identitySettings(profile: IdentityProfile, owner: Pick<KeyOwner, 'accountId' | 'partition'>, problems: Problem[]): IdentitySettings {
  const { mfaSerial, stsRegion, sessionSeconds } = profile;
  const serial = mfaSerial && noting(problems, mfaSerial, checkMfaSerial(mfaSerial.text, owner));
  const region = stsRegion && noting(problems, stsRegion, checkStsRegion(stsRegion.text, owner.partition));
  const seconds = sessionSeconds && noting(problems, sessionSeconds, checkDurationSeconds(sessionSeconds.text, sessionSecondsRange.most));
  return {
    ...(serial === undefined ? {} : { mfaSerial: serial }),
    ...(region === undefined ? {} : { stsRegion: region }),
    ...(seconds === undefined ? {} : { sessionSeconds: seconds }),
  };
}

/** What a text says of identities that are there, as rows: an MFA device apart from the rest. */
export function identityRows(
  profiles: Profiles, { byProfile }: FoundIdentities, roles: readonly SourcedRole[], { identities }: Catalogue, problems: Problem[],
): { rows: ImportRow[]; known: number } {
  const present = new Map(identities.map((identity) => [identity.id, identity]));
  const wanted = new Map<string, IdentitySettings>();
  for (const { id } of byProfile.values()) if (present.has(id)) wanted.set(id, {});
  for (const profile of profiles.identities ?? []) {
    const identity = present.get(byProfile.get(profile.profile)?.id ?? '');
    if (identity) wanted.set(identity.id, { ...wanted.get(identity.id), ...identitySettings(profile, identity, problems) });
  }
  for (const [id, places] of serialsOfPresent(profiles, byProfile, roles, present)) {
    const identity = present.get(id);
    if (!identity || wanted.get(id)?.mfaSerial !== undefined) continue;
    const mfaSerial = namedDevice(identity, places, problems);
    if (mfaSerial !== undefined) wanted.set(id, { ...wanted.get(id), mfaSerial });
  }
  const rows = [...wanted].flatMap(([id, settings]) => {
    const before = present.get(id);
    return before ? changes(before, differing(before, settings)) : [];
  });
  const changed = new Set(rows.map(({ before }) => before.id));
  return { rows, known: [...byProfile.values()].filter(({ id }, at, all) => present.has(id) && !changed.has(id) && all.findIndex((one) => one.id === id) === at).length };
}

function changes(before: Identity, { mfaSerial, ...rest }: IdentitySettings): RowOf<'identityChange'>[] {
  const row = (key: string, change: IdentitySettings) => ({ key: `${key} ${before.id}`, what: 'identityChange', before, change } as const);
  return [
    ...(mfaSerial === undefined ? [] : [{ ...row('device', { mfaSerial }), caution: 'device' } as const]),
    ...(Object.keys(rest).length > 0 ? [row('identity', rest)] : []),
  ];
}

/** The MFA devices that a text names for identities that are there, once each. */
function serialsOfPresent(
  { keys }: Profiles, byProfile: ReadonlyMap<string, Identity>, roles: readonly SourcedRole[], present: ReadonlyMap<string, Identity>,
): Map<string, Map<string, Located>> {
  const named = new Map<string, Map<string, Located>>();
  const add = (id: string | undefined, place: Located | undefined): void => {
    if (id === undefined || !place || !present.has(id)) return;
    const places = named.get(id) ?? new Map<string, Located>();
    named.set(id, places);
    if (!places.has(place.text.trim())) places.set(place.text.trim(), place);
  };
  for (const { profile, mfaSerial } of keys) add(byProfile.get(profile)?.id, mfaSerial);
  for (const { profile: { mfaSerial }, source } of roles) if (source.kind === 'identity') add(source.id, mfaSerial);
  return named;
}

/** The device that a text names for an identity that has another; when it names that one too, the other is only noted. */
function namedDevice(identity: Identity, places: ReadonlyMap<string, Located>, problems: Problem[]): string | undefined {
  const others = [...places.values()].filter(({ text }) => text.trim() !== identity.mfaSerial);
  const sound = others.filter((place) => noting(problems, place, checkMfaSerial(place.text, identity)) !== undefined);
  const kept = others.length < places.size;
  const [first, second] = sound;
  const differs = kept ? first : second;
  const used = kept ? identity.mfaSerial : first?.text.trim() ?? '';
  if (differs) problems.push(problemAt(differs, 'serialDiffers', { user: identity.userName, serial: used }));
  return kept ? undefined : first?.text.trim();
}
