import * as v from 'valibot';
import type { Catalogue, Identity, Role } from './catalogue.js';
import { catalogueSchema } from './catalogueSchema.js';
import { partitionNames } from './partitions.js';
import { unreached } from './reaching.js';

/** A user that a given catalogue assumes its roles from: nobody knows the person's key but the person. */
const givenUserSchema = v.strictObject({ id: v.string(), userName: v.string(), accountId: v.pipe(v.string(), v.regex(/^\d{12}$/)), partition: v.picklist(partitionNames) });

/** Roles that were given to the person, and are kept apart from the person's own: they are used, and never edited. */
export const givenCatalogueSchema = v.strictObject({
  id: v.string(),
  users: v.array(givenUserSchema),
  /** Their sources are users of this catalogue, or other roles of it. */
  roles: catalogueSchema.entries.roles,
});
export type GivenCatalogue = v.InferOutput<typeof givenCatalogueSchema>;

/** The person's identity that stands for a user: the same user, or the only one that the person has in that account. */
function standsFor({ identities }: Catalogue, { userName, accountId, partition }: GivenCatalogue['users'][number]): Identity | undefined {
  const there = identities.filter((identity) => identity.accountId === accountId && identity.partition === partition);
  return there.find((identity) => identity.userName === userName) ?? (there.length === 1 ? there[0] : undefined);
}

/** The given roles that one of the person's identities leads to. */
function usable(own: Catalogue, { users, roles }: GivenCatalogue): Role[] {
  const identities = new Map(users.map((user) => [user.id, standsFor(own, user)?.id]));
  const sourced = roles.flatMap((role): Role[] => {
    if (role.source.kind === 'role') return [role];
    const id = identities.get(role.source.id);
    return id === undefined ? [] : [{ ...role, source: { kind: 'identity', id } }];
  });
  const lost = unreached({ identities: own.identities, roles: sourced, rules: [] });
  return sourced.filter(({ id }) => !lost.has(id));
}

/** All that a person may open: their own catalogue, and after it what was given of which they have the key. */
export function withGiven(own: Catalogue, given: readonly GivenCatalogue[]): Catalogue {
  return given.length === 0 ? own : { ...own, roles: [...own.roles, ...given.flatMap((one) => usable(own, one))] };
}

/** How many of the roles wait for a key of theirs. */
export function givenWaiting(own: Catalogue, given: GivenCatalogue): number {
  return given.roles.length - usable(own, given).length;
}
