import { type Catalogue, identityById, type Role, roleById } from '../core/catalogue.js';

/** How many roles the list draws before the person asks for more. */
export const rolesAtOnce = 100;

/** The roles with every word of the text somewhere in what is known of them; spaces in a number do not count. */
export function rolesFitting(roles: readonly Role[], typed: string): Role[] {
  const words = typed.normalize('NFKC').toLowerCase().replace(/(\d)\s+(?=\d)/g, '$1').split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return [...roles];
  return roles.filter((role) => {
    const text = [role.name, role.accountName, role.arn, role.region, role.group, ...role.tags ?? []].join('\n').normalize('NFKC').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The roles that are drawn: the one that is edited is among them, whatever fits. */
export function withEdited(drawn: readonly Role[], edited: Role | undefined): readonly Role[] {
  return edited && !drawn.includes(edited) ? [edited, ...drawn] : drawn;
}

/** Before which of the listed roles one is put to go a place up, a place down or to the top; undefined to go to the end. */
export function placeFor(roles: readonly Role[], { id }: Role, way: 'up' | 'down' | 'top'): string | undefined {
  const at = roles.findIndex((role) => role.id === id);
  if (way === 'top') return roles[0]?.id;
  return roles[way === 'up' ? Math.max(at - 1, 0) : at + 2]?.id;
}

/** What a role is assumed from, by name. */
export function sourceName(catalogue: Catalogue, { source: { kind, id } }: Role): string {
  return (kind === 'identity' ? identityById(catalogue, id)?.userName : roleById(catalogue, id)?.name) ?? '?';
}
