import { groupedAccount } from './arn.js';
import type { Catalogue, Identity, Role } from './catalogue.js';
import { findChain } from './chain.js';
import { failure } from './failure.js';
import type { ImportBatch } from './importChoice.js';
import { unreached } from './reaching.js';

/** The list with things in the place of those with their ids, or at its end. */
function replaced<T extends { readonly id: string }>(list: readonly T[], things: readonly T[]): T[] {
  const fresh = new Map(things.map((thing) => [thing.id, thing]));
  const kept = list.map((item) => {
    const next = fresh.get(item.id) ?? item;
    fresh.delete(item.id);
    return next;
  });
  return [...kept, ...fresh.values()];
}

/**
 * The catalogue with an import in it.
 * Throws a `Failure`: `identityUnknown` for a change of one that is not there, or as `checkCatalogue`.
 */
export function withImport(catalogue: Catalogue, { added, identities, roles, rules }: ImportBatch): Catalogue {
  const present = new Map(catalogue.identities.map((identity) => [identity.id, identity]));
  for (const identity of identities) {
    if (!isSameUser(present.get(identity.id), identity)) throw failure('identityUnknown', { role: identity.userName });
  }
  for (const { identity: { id, userName, accountId } } of added) {
    if (present.has(id)) throw failure('identityTaken', { user: userName, account: groupedAccount(accountId) });
  }
  return checkCatalogue({
    identities: replaced(catalogue.identities, [...added.map(({ identity }) => identity), ...identities]),
    roles: replaced(catalogue.roles, roles),
    rules: replaced(catalogue.rules, rules),
  });
}

/** A whole catalogue in the place of another, with the very same users and keys. Throws as `withImport` does. */
export function withSameUsers(present: Catalogue, next: Catalogue): Catalogue {
  const users = new Map(next.identities.map((identity) => [identity.id, identity]));
  const changed = present.identities.find((identity) => !isSameUser(users.get(identity.id), identity));
  const stranger = next.identities.find(({ id }) => !present.identities.some((identity) => identity.id === id));
  if (changed ?? stranger) throw failure('identityUnknown', { role: (changed ?? stranger)?.userName ?? '' });
  return checkCatalogue(next);
}

/** Whether an identity is still who it was: another key or user needs the key itself. */
function isSameUser(before: Identity | undefined, after: Identity): boolean {
  const keys = ['id', 'userName', 'accountId', 'partition', 'accessKeyId'] as const;
  return before !== undefined && keys.every((key) => before[key] === after[key]);
}

/**
 * A whole catalogue that is to be stored, if it hangs together: each key, user and name is there once, and every role leads
 * to an identity. Throws a `Failure`: `identityTaken`, `nameTaken`, or what `findChain` throws.
 */
export function checkCatalogue(catalogue: Catalogue): Catalogue {
  checkUsers(catalogue.identities);
  checkNames(catalogue.roles);
  for (const id of unreached(catalogue)) findChain(catalogue, id);
  return catalogue;
}

function checkUsers(identities: readonly Identity[]): void {
  const seen = new Set<string>();
  for (const { accessKeyId, accountId, userName } of identities) {
    const user = `${accountId} ${userName}`;
    if (seen.has(accessKeyId) || seen.has(user)) throw failure('identityTaken', { user: userName, account: groupedAccount(accountId) });
    seen.add(accessKeyId).add(user);
  }
}

function checkNames(roles: readonly Role[]): void {
  const seen = new Set<string>();
  for (const { name } of roles) {
    if (seen.has(name)) throw failure('nameTaken', { name });
    seen.add(name);
  }
}
