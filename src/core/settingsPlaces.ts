import type { Role } from './catalogue.js';
import type { Chain } from './chain.js';
import type { FailureData, FailureKind } from './failure.js';

export const sections = ['identities', 'roles', 'look', 'import', 'checkUp', 'vault', 'log', 'about'] as const;
export type Section = (typeof sections)[number];

/** A section of the settings, and the identity or the role in it that is to be edited. */
export interface SettingsPlace {
  readonly section: Section;
  readonly id?: string;
}

/** A place as it stands behind the `#` of the settings' address. */
export function placeText({ section, id }: SettingsPlace): string {
  return id === undefined ? section : `${section}/${encodeURIComponent(id)}`;
}

/** Reads what stands behind the `#`, or with it. The first section for what is none. */
export function readPlace(text: string): SettingsPlace {
  const [, name, id] = /^#?(\w+)(?:\/([\w%.-]+))?$/.exec(text) ?? [];
  const section = sections.find((each) => each === name);
  if (!section) return { section: 'identities' };
  return id === undefined ? { section } : { section, id: decoded(id) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What is wrong with the key, the device or the region of an identity; everything else is a role's. */
const ofIdentity: readonly FailureKind[] = [
  'serialRefused', 'mfaHalf', 'keyUnknown', 'secretWrong', 'keyTemporary', 'keyOfRoot', 'keyNotOfUser', 'regionOff', 'scopeWrong',
];

/** Where that is edited which may have made a role's journey fail: its identity, the role of the hop that failed, or the role itself. */
export function placeToMend({ kind, values }: FailureData, role: Role | undefined, chain: Chain | undefined): SettingsPlace {
  if (ofIdentity.includes(kind)) return { section: 'identities', ...(chain ? { id: chain.identity.id } : {}) };
  const id = chain?.roles.find(({ arn }) => arn === values['role'])?.id ?? role?.id;
  return { section: 'roles', ...(id === undefined ? {} : { id }) };
}
