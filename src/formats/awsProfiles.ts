import type { Located } from '../core/profiles.js';
import type { Section } from './ini.js';

/** A profile of AWS's files, of AESR's or of our own text, which all have the same syntax. */
export interface Profile {
  readonly name: string;
  readonly line: number;
  readonly values: Readonly<Record<string, Located>>;
}

/** A section of our own, which the AWS CLI does not look at: a colour rule. */
export const isRule = ({ name }: Section): boolean => /^sallyport-rule(?:\s|$)/.test(name);

/** `[profile dev]` of the one file and `[dev]` of the other are one profile; other kinds of section are none. */
export function mergedProfiles(sections: readonly Section[]): Profile[] {
  const profiles = new Map<string, Profile>();
  for (const section of sections) {
    const { name: header, line, values } = section;
    if (isRule(section) || /^(?:(?:sso-session|services)\s|(?:plugins|preview)$)/.test(header)) continue;
    const name = header.replace(/^profile\s+/, '').replace(/^(["'])(.*)\1$/, '$2');
    const known = profiles.get(name);
    profiles.set(name, known ? { ...known, values: { ...known.values, ...values } } : { name, line, values });
  }
  return [...profiles.values()];
}

/** A setting of a profile, unless it is empty or not there. */
export function setting({ values }: Pick<Profile, 'values'>, key: string): Located | undefined {
  const value = Object.hasOwn(values, key) ? values[key] : undefined;
  return value && value.text !== '' ? value : undefined;
}

/** Only the settings that are there, under the names of ours. */
export function present<Key extends string>(profile: Pick<Profile, 'values'>, names: Readonly<Record<Key, string>>): Partial<Record<Key, Located>> {
  const found: Partial<Record<Key, Located>> = {};
  for (const ours in names) {
    const value = setting(profile, names[ours]);
    if (value) found[ours] = value;
  }
  return found;
}
