import type { Catalogue } from './catalogue.js';

/** The catalogue with a role put before another, or at the end. One that is not there changes nothing. */
export function withRoleMoved(catalogue: Catalogue, id: string, before: string | undefined): Catalogue {
  const moved = catalogue.roles.find((role) => role.id === id);
  if (!moved || id === before) return catalogue;
  const others = catalogue.roles.filter((role) => role.id !== id);
  const at = others.findIndex((role) => role.id === before);
  return { ...catalogue, roles: others.toSpliced(at < 0 ? others.length : at, 0, moved) };
}
