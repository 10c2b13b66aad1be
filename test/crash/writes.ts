import type { Role } from '../../src/core/catalogue.js';
import { alice, roleNamed } from '../unit/scenario.js';

/** How many roles the writes go round on: that many of the last writes are to be seen in the vault at any time. */
const ring = 20;

/** The role that the nth write saves: a new one at first, later one that was there, under a new name. */
export function nthWrite(n: number, identityId = alice.id): Role {
  return roleNamed(`write-${n}`, { id: `ring-${n % ring}`, source: { kind: 'identity', id: identityId } });
}

/** The roles that are in the vault after so many writes, in any order. */
export function rolesAfter(writes: number): Role[] {
  return Array.from({ length: Math.min(ring, writes) }, (_, back) => nthWrite(writes - back));
}

/** How many writes led to these roles; undefined when no number of them did. */
export function writesBehind(roles: readonly Role[]): number | undefined {
  const count = Math.max(0, ...roles.map(({ name }) => Number(name.replace('write-', ''))));
  const namesById = (all: readonly Role[]): string => all.map(({ id, name }) => `${id} ${name}`).sort().join();
  return namesById(roles) === namesById(rolesAfter(count)) ? count : undefined;
}
