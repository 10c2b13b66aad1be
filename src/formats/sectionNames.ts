import type { Identity, Role, Source } from '../core/catalogue.js';

/** What the names of sections are for: telling the profiles of one text apart, and naming sources. */
export interface SectionNames {
  readonly of: (source: Source) => string | undefined;
}

/** Names that the AWS CLI and the readers of its files understand without quotes. */
const safe = /^[\p{L}\p{N}_][\p{L}\p{N}_+=,.@/-]*$/u;

/**
 * Gives each identity and each role a name of its own for its section: the name it has, as far as that can be one.
 * `default` is nobody's, because it is what the AWS CLI uses when it is told nothing.
 */
export function sectionNames(identities: readonly Identity[], roles: readonly Role[]): SectionNames {
  const taken = new Set(['default']);
  const counts = new Map<string, number>();
  const free = (wanted: string): string => {
    let name = wanted;
    while (taken.has(name)) {
      const count = (counts.get(wanted) ?? 1) + 1;
      counts.set(wanted, count);
      name = `${wanted}-${count}`;
    }
    taken.add(name);
    return name;
  };
  const users = new Map(identities.map(({ id, userName }) => [id, free(safeName(userName, 'user'))]));
  const ofRoles = new Map(roles.map(({ id, name }) => [id, free(safeName(name, 'role'))]));
  return { of: ({ kind, id }) => (kind === 'identity' ? users : ofRoles).get(id) };
}

function safeName(name: string, otherwise: string): string {
  if (safe.test(name)) return name;
  const mended = name.replace(/[^\p{L}\p{N}_+=,.@/-]+/gu, '-').replace(/^[^\p{L}\p{N}_]+/u, '').replace(/-$/, '');
  return safe.test(mended) ? mended : otherwise;
}
