import type { Catalogue, Identity, Source } from './catalogue.js';
import type { ImportProblem } from './problems.js';
import type { RoleProfile } from './profiles.js';

/** What the profiles of a text turned out to be. */
export interface TextSources {
  /** The identities that profiles stand for, by the profile's name. */
  readonly identities: ReadonlyMap<string, Identity>;
  /** The ids of the roles that profiles stand for, by the profile's name. */
  readonly roles: ReadonlyMap<string, string>;
  /** Every name that stands in the text, used or not. */
  readonly inText: ReadonlySet<string>;
  /** The names of the profiles that hold a key, or are a user's, used or not. */
  readonly users: ReadonlySet<string>;
}

export type FoundSource =
  /** `assumed` when the text does not name it, and it is taken because there is no other. */
  | { readonly source: Source; readonly assumed: boolean }
  | { readonly problem: ImportProblem };

function firstBy<T>(list: readonly T[], key: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>();
  for (const item of list) if (!found.has(key(item))) found.set(key(item), item);
  return found;
}

/**
 * Finds what roles are assumed from: what the text holds under the name of the source profile, then what the catalogue
 * holds, by name, by MFA device, as the only identity of the auth account that the text names, or as the only identity.
 * A source that stands in the text and was left out is never another one.
 */
export function sourceFinder(text: TextSources, catalogue: Catalogue): (profile: RoleProfile) => FoundSource {
  const rolesByName = firstBy(catalogue.roles, ({ name }) => name);
  const byUser = firstBy(catalogue.identities, ({ userName }) => userName);
  const namesakes = new Set(catalogue.identities.filter((identity) => byUser.get(identity.userName) !== identity).map(({ userName }) => userName));
  const bySerial = firstBy(catalogue.identities, ({ mfaSerial }) => mfaSerial);
  const all = [...new Map([...catalogue.identities, ...text.identities.values()].map((identity) => [identity.id, identity])).values()];
  const [only, ...others] = catalogue.identities;

  /** Of the account that the text names, when it names one. */
  function ofAccount({ sourceAccount }: RoleProfile, name: string): Identity | undefined {
    const there = all.filter(({ accountId }) => accountId === sourceAccount?.text.trim());
    return there.find(({ userName }) => userName === name) ?? (there.length === 1 ? there[0] : undefined);
  }

  function known(profile: RoleProfile, name: string): FoundSource | undefined {
    if (profile.sourceAccount) {
      const found = ofAccount(profile, name);
      return found ? { source: { kind: 'identity', id: found.id }, assumed: false } : { problem: 'sourceAccountUnknown' };
    }
    const ofDevice = profile.mfaSerial && bySerial.get(profile.mfaSerial.text);
    if (namesakes.has(name) && ofDevice?.userName !== name) return { problem: 'sourceSeveral' };
    const named = namesakes.has(name) ? ofDevice : byUser.get(name) ?? ofDevice;
    if (named) return { source: { kind: 'identity', id: named.id }, assumed: false };
    return only && others.length === 0 ? { source: { kind: 'identity', id: only.id }, assumed: true } : undefined;
  }

  return (profile) => {
    const name = profile.sourceProfile?.text ?? profile.profile;
    const own = name === profile.profile;
    const identity = text.identities.get(name);
    if (identity) return { source: { kind: 'identity', id: identity.id }, assumed: false };
    const role = own ? undefined : text.roles.get(name);
    if (role !== undefined) return { source: { kind: 'role', id: role }, assumed: false };
    if (own ? text.users.has(name) : text.inText.has(name)) return { problem: 'sourceLeftOut' };
    const there = own ? undefined : rolesByName.get(name);
    if (there) return { source: { kind: 'role', id: there.id }, assumed: false };
    return known(profile, name) ?? { problem: profile.sourceProfile ? 'sourceUnknown' : 'sourceNotNamed' };
  };
}
