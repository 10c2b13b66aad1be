import type { Parsed, Problem } from '../core/problems.js';
import type { KeyProfile, Located, Profiles, RoleProfile } from '../core/profiles.js';
import { readIni, type Section } from './ini.js';

interface Profile {
  readonly name: string;
  readonly line: number;
  readonly values: Readonly<Record<string, Located>>;
}

/**
 * Reads the text of `~/.aws/config`, of `~/.aws/credentials`, or of both one after the other. What Sallyport cannot use
 * (single sign-on, credential processes, temporary keys) is left out with a problem at its line.
 * The names of the settings are those of the AWS CLI's user guide, "Configuration and credential file settings".
 */
export function readAwsConfig(text: string): Parsed<Profiles> {
  const { value: sections, problems } = readIni(text);
  const profiles = mergedProfiles(sections);
  const keys: KeyProfile[] = [];
  const roles: RoleProfile[] = [];
  const found: Problem[] = [...problems];
  for (const profile of profiles) {
    const key = keyIn(profile);
    if (!key && isFromProgram(profile)) {
      found.push({ line: profile.line, problem: 'profileProcess', values: { profile: profile.name } });
      continue;
    }
    const role = roleIn(profile);
    if (role) roles.push(role);
    if (key && 'problem' in key) found.push(key);
    else if (key) keys.push(key);
    if (!role && !key) found.push(...uselessness(profile));
  }
  if (keys.length + roles.length + found.length === 0) found.push({ line: 1, problem: 'nothingFound', values: {} });
  return { value: { keys, roles }, problems: found.sort((one, other) => one.line - other.line) };
}

/** Whether a profile's credentials come out of a program or a file that a browser does not have. */
function isFromProgram({ values }: Profile): boolean {
  return ['credential_process', 'credential_source', 'web_identity_token_file'].some((key) => Object.hasOwn(values, key));
}

/** `[profile dev]` of the one file and `[dev]` of the other are one profile; other kinds of section are none. */
function mergedProfiles(sections: readonly Section[]): Profile[] {
  const profiles = new Map<string, Profile>();
  for (const { name: header, line, values } of sections) {
    if (/^(?:(?:sso-session|services)\s|(?:plugins|preview)$)/.test(header)) continue;
    const name = header.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
    const known = profiles.get(name);
    profiles.set(name, known ? { ...known, values: { ...known.values, ...values } } : { name, line, values });
  }
  return [...profiles.values()];
}

/** Only the settings that are there, under the names of ours. */
function present<Key extends string>(values: Profile['values'], names: Readonly<Record<Key, string>>): Partial<Record<Key, Located>> {
  const entries = (Object.entries(names) as [Key, string][]).flatMap(([ours, theirs]) => {
    const value = values[theirs];
    return value && value.text !== '' ? [[ours, value] as const] : [];
  });
  return Object.fromEntries(entries) as Partial<Record<Key, Located>>;
}

function roleIn({ name, line, values }: Profile): RoleProfile | undefined {
  const { roleArn, ...rest } = present(values, {
    roleArn: 'role_arn', sourceProfile: 'source_profile', mfaSerial: 'mfa_serial', region: 'region',
    durationSeconds: 'duration_seconds', externalId: 'external_id', roleSessionName: 'role_session_name',
  });
  return roleArn && { profile: name, line, roleArn, ...rest };
}

function keyIn({ name, line, values }: Profile): KeyProfile | Problem | undefined {
  const { accessKeyId, secretAccessKey, token, ...rest } = present(values, {
    accessKeyId: 'aws_access_key_id', secretAccessKey: 'aws_secret_access_key', token: 'aws_session_token',
    mfaSerial: 'mfa_serial', region: 'region',
  });
  if (!accessKeyId && !secretAccessKey) return undefined;
  if (token) return { line: token.line, problem: 'profileTemporary', values: { profile: name } };
  if (!secretAccessKey) return { line: accessKeyId?.line ?? line, problem: 'secretMissing', values: { profile: name } };
  if (!accessKeyId) return { line: secretAccessKey.line, problem: 'keyIdMissing', values: { profile: name } };
  return { profile: name, line, accessKeyId, secretAccessKey, ...rest };
}

/** Why a profile is neither a key nor a role. One that only sets a region or an output is nothing to mention. */
function uselessness({ name, line, values }: Profile): Problem[] {
  const settings = Object.keys(values);
  const because = (problem: Problem['problem']): Problem[] => [{ line, problem, values: { profile: name } }];
  if (settings.some((key) => key.startsWith('sso_'))) return because('profileSso');
  if (settings.includes('source_profile') || settings.includes('mfa_serial')) return because('profileNoRole');
  return [];
}
