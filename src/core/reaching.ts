import { roleArn } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import type { Partition } from './partitions.js';

/**
 * The ids of the roles whose chain does not come to an identity of their own partition: a source is not there, it loops, or
 * one of its roles lies in another partition. Every role is looked at once, however long the chains are.
 */
export function unreached({ identities, roles }: Catalogue): Set<string> {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const partitionsOfIdentities = new Map(identities.map(({ id, partition }) => [id, partition]));
  /** The partition of the identity that each role starts from; undefined while it is looked for, and when there is none. */
  const starts = new Map<string, Partition | undefined>();

  function follow(role: Role): void {
    const way: Role[] = [];
    let at: Role | undefined = role;
    let start: Partition | undefined;
    while (at && !starts.has(at.id)) {
      starts.set(at.id, undefined);
      way.push(at);
      const { kind, id }: Role['source'] = at.source;
      if (kind === 'identity') start = partitionsOfIdentities.get(id);
      at = kind === 'role' ? byId.get(id) : undefined;
    }
    if (at) start = starts.get(at.id);
    for (const one of way.reverse()) {
      start = start === roleArn(one.arn).partition ? start : undefined;
      starts.set(one.id, start);
    }
  }

  for (const role of roles) follow(role);
  return new Set(roles.filter(({ id }) => starts.get(id) === undefined).map(({ id }) => id));
}
