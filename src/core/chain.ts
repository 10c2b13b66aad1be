import { roleArn } from './arn.js';
import { type Catalogue, type Identity, identityById, type Role } from './catalogue.js';
import { failure } from './failure.js';

/** What must be assumed, in order: the identity's MFA session first, then each role, the wanted one last. */
export interface Chain {
  readonly identity: Identity;
  readonly roles: readonly [Role, ...Role[]];
}

/**
 * The catalogue with roles added or put in the place of those with their ids.
 * Throws a `Failure`: `nameTaken`, or what `findChain` throws when one does not lead to an identity.
 */
export function withRoles(catalogue: Catalogue, roles: readonly Role[]): Catalogue {
  const fresh = new Map(roles.map((role) => [role.id, role]));
  const known = new Set(catalogue.roles.map(({ id }) => id));
  const added = [...fresh.values()].filter(({ id }) => !known.has(id));
  const next = { ...catalogue, roles: [...catalogue.roles.map((role) => fresh.get(role.id) ?? role), ...added] };
  const owners = new Map<string, string>();
  for (const { id, name } of next.roles) {
    if (owners.has(name) && (fresh.has(id) || fresh.has(owners.get(name) ?? ''))) throw failure('nameTaken', { name });
    owners.set(name, id);
  }
  const chain = createChains(next);
  for (const id of fresh.keys()) chain(id);
  return next;
}

/**
 * Follows a role's sources to the identity they start from.
 * Throws a `Failure`: `roleUnknown`, `identityUnknown`, `sourceMissing`, `chainLoops`, or `partitionDiffers` (a role
 * cannot be assumed across partitions).
 */
export function findChain(catalogue: Catalogue, roleId: string): Chain {
  return createChains(catalogue)(roleId);
}

/** As `findChain`, for many roles of one catalogue. */
export function createChains(catalogue: Catalogue): (roleId: string) => Chain {
  const byId = new Map(catalogue.roles.map((role) => [role.id, role]));
  return (roleId) => {
    const wanted = byId.get(roleId);
    if (!wanted) throw failure('roleUnknown');
    const roles = sourcesOf(wanted, byId);
    const [first] = roles;
    const identity = identityById(catalogue, first.source.id);
    if (!identity) throw failure('identityUnknown', { role: first.name });
    const stranger = roles.find((role) => roleArn(role.arn).partition !== identity.partition);
    if (stranger) throw failure('partitionDiffers', { role: stranger.name, user: identity.userName });
    return { identity, roles };
  };
}

/** A role behind all the roles that it is assumed through. */
function sourcesOf(wanted: Role, byId: ReadonlyMap<string, Role>): [Role, ...Role[]] {
  const seen = new Set([wanted]);
  let first = wanted;
  while (first.source.kind === 'role') {
    const source = byId.get(first.source.id);
    if (!source) throw failure('sourceMissing', { role: first.name });
    if (seen.has(source)) throw failure('chainLoops', { role: wanted.name, source: source.name });
    seen.add(source);
    first = source;
  }
  const [last = wanted, ...others] = [...seen].reverse();
  return [last, ...others];
}
