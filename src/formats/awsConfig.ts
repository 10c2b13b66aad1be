import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { IdentityProfile, KeyProfile, Profiles, RoleProfile, RuleProfile } from '../core/profiles.js';
import { isRule, mergedProfiles, type Profile, present, setting } from './awsProfiles.js';
import { aliasProblem, type BaseAccounts, baseAccounts, switchedRole } from './baseAccounts.js';
import { namedColour } from './firefoxColours.js';
import { readIni, type Section } from './ini.js';
import { identityIn, ownSettings, ruleIn } from './ownSections.js';

/**
 * Reads the text of `~/.aws/config`, of `~/.aws/credentials`, or of both one after the other, also with what AESR, Granted
 * and Sallyport add to them. What Sallyport cannot use (single sign-on, credential processes, temporary keys) is left out
 * with a problem at its line.
 * The names of the settings are those of the AWS CLI's user guide, "Configuration and credential file settings".
 */
export function readAwsConfig(text: string): Parsed<Profiles> {
  return profilesIn(readIni(text));
}

/** What the sections of such a text hold. */
export function profilesIn({ value: sections, problems }: Parsed<readonly Section[]>): Parsed<Profiles> {
  const profiles = mergedProfiles(sections);
  const bases = baseAccounts(profiles);
  const found = profiles.map((profile) => contentOf(profile, bases));
  const rules = sections.filter(isRule).map(ruleIn);
  const identities = found.flatMap(({ identity }) => identity ?? []);
  const value = {
    keys: found.flatMap(({ key }) => key ?? []), roles: found.flatMap(({ role }) => role ?? []),
    ...(identities.length > 0 ? { identities } : {}),
    ...(rules.length > 0 ? { rules: rules.filter((rule): rule is RuleProfile => !('problem' in rule)) } : {}),
  };
  const all = [...problems, ...found.flatMap((content) => content.problems), ...rules.filter((rule) => 'problem' in rule)];
  const nothing = value.keys.length + value.roles.length + identities.length + rules.length + all.length === 0;
  return { value, problems: nothing ? [problemAt({ line: 1 }, 'nothingFound')] : all.sort((one, other) => one.line - other.line) };
}

interface Content {
  readonly key?: KeyProfile;
  readonly role?: RoleProfile;
  readonly identity?: IdentityProfile;
  readonly problems: readonly Problem[];
}

/** What one profile is: a key, a role, a user without a key, several of them, or a problem. */
function contentOf(profile: Profile, bases: BaseAccounts): Content {
  const problems: Problem[] = [];
  const sound = <T extends object>(read: T | Problem | undefined): T | undefined => {
    if (!read || !('problem' in read)) return read;
    problems.push(read);
    return undefined;
  };
  const { line, name } = profile;
  const keyRead = keyIn(profile);
  if (!keyRead && isFromProgram(profile)) return { problems: [problemAt({ line }, isSso(profile) ? 'profileSso' : 'profileProcess', { profile: name })] };
  const base = bases.has(name);
  if (base) problems.push(...aliasProblem(profile));
  const roleRead = base ? undefined : roleIn(profile, bases, problems);
  const key = sound(keyRead);
  const identity = sound(identityIn(profile));
  const role = sound(roleRead);
  if (!base && !roleRead && !keyRead && !identity && problems.length === 0) problems.push(...uselessness(profile));
  return { problems, ...(key ? { key } : {}), ...(role ? { role } : {}), ...(identity ? { identity } : {}) };
}

/** Whether a profile's credentials come out of a program or a file that a browser does not have. A role with a source needs no program. */
function isFromProgram(profile: Profile): boolean {
  if (setting(profile, 'role_arn') && setting(profile, 'source_profile') && !setting(profile, 'web_identity_token_file')) return false;
  return ['credential_process', 'credential_source', 'web_identity_token_file'].some((key) => Object.hasOwn(profile.values, key));
}

/** Granted writes the settings of single sign-on under its own names, so that the AWS CLI asks Granted for the credentials. */
const isSso = ({ values }: Profile): boolean => Object.keys(values).some((key) => /^(?:granted_)?sso_/.test(key));

function roleIn(profile: Profile, bases: BaseAccounts, problems: Problem[]): RoleProfile | Problem | undefined {
  const switched = switchedRole(profile, bases, problems);
  const { roleArn = switched.roleArn, granted, ...rest } = present(profile, {
    roleArn: 'role_arn', granted: 'granted_color', sourceProfile: 'source_profile', mfaSerial: 'mfa_serial',
    durationSeconds: 'duration_seconds', externalId: 'external_id', roleSessionName: 'role_session_name',
  });
  if (!roleArn) return undefined;
  const account = setting(profile, 'aws_account_id');
  if (roleArn === switched.roleArn && account && !/^\d+$/.test(account.text)) return problemAt(account, 'accountAlias', { account: account.text });
  return {
    profile: profile.name, line: profile.line, ...(granted ? { colour: namedColour(granted) } : {}), ...switched, roleArn, ...rest, ...ownSettings(profile),
  };
}

function keyIn(profile: Profile): KeyProfile | Problem | undefined {
  const { name, line } = profile;
  const { accessKeyId, secretAccessKey, token, ...rest } = present(profile, {
    accessKeyId: 'aws_access_key_id', secretAccessKey: 'aws_secret_access_key', token: 'aws_session_token',
    mfaSerial: 'mfa_serial', region: 'region',
  });
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (token) return problemAt(token, 'profileTemporary', { profile: name });
  if (!secretAccessKey) return problemAt(accessKeyId ?? { line }, 'secretMissing', { profile: name });
  if (!accessKeyId) return problemAt(secretAccessKey, 'keyIdMissing', { profile: name });
  return { profile: name, line, accessKeyId, secretAccessKey, ...rest };
}

/** Why a profile is neither a key nor a role. One that only sets a region or an output is nothing to mention. */
function uselessness(profile: Profile): Problem[] {
  const settings = Object.keys(profile.values);
  if (isSso(profile)) return [problemAt(profile, 'profileSso', { profile: profile.name })];
  const half = ['source_profile', 'mfa_serial', 'role_name', 'aws_account_id'].some((key) => settings.includes(key));
  return half ? [problemAt(profile, 'profileNoRole', { profile: profile.name })] : [];
}
