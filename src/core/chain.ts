import { roleArn } from './arn.js';
import { type Catalogue, type Identity, identityById, type Role, roleById, withRole } from './catalogue.js';
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
  const next = roles.reduce(withRole, catalogue);
  for (const role of roles) {
    if (next.roles.some(({ id, name }) => name === role.name && id !== role.id)) throw failure('nameTaken', { name: role.name });
    findChain(next, role.id);
  }
  return next;
}

/**
 * Follows a role's sources to the identity they start from.
 * Throws a `Failure`: `roleUnknown`, `identityUnknown`, `sourceMissing`, `chainLoops`, or `partitionDiffers` (a role
 * cannot be assumed across partitions).
 */
export function findChain(catalogue: Catalogue, roleId: string): Chain {
  const wanted = roleById(catalogue, roleId);
  if (!wanted) throw failure('roleUnknown');
  const roles: [Role, ...Role[]] = [wanted];
  let first = wanted;
  while (first.source.kind === 'role') {
    const source = roleById(catalogue, first.source.id);
    if (!source) throw failure('sourceMissing', { role: first.name });
    if (roles.includes(source)) throw failure('chainLoops', { role: wanted.name, source: source.name });
    roles.unshift(source);
    first = source;
  }
  const identity = identityById(catalogue, first.source.id);
  if (!identity) throw failure('identityUnknown', { role: first.name });
  const stranger = roles.find((role) => roleArn(role.arn).partition !== identity.partition);
  if (stranger) throw failure('partitionDiffers', { role: stranger.name, user: identity.userName });
  return { identity, roles };
}
