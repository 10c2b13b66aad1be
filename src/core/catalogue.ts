import type * as v from 'valibot';
import type { catalogueSchema, identitySchema, roleSchema, sourceSchema } from './catalogueSchema.js';
import type { Strategy } from './sessionFields.js';

/** An IAM user of an auth account. Its secret access key is a record of the vault, never part of the catalogue. */
export type Identity = v.InferOutput<typeof identitySchema>;
/** Where a role is assumed from: an identity, or another role. */
export type Source = v.InferOutput<typeof sourceSchema>;
/** An IAM role in a target account. */
export type Role = v.InferOutput<typeof roleSchema>;
/** All identities (without secrets) and roles, and what colours them. */
export type Catalogue = v.InferOutput<typeof catalogueSchema>;

export const emptyCatalogue: Catalogue = { identities: [], roles: [], rules: [] };

/** GetSessionToken: 12 hours unless set otherwise, 15 minutes at least, 36 hours at most (STS API reference). */
export const sessionSecondsDefault = 43_200;
export const sessionSecondsRange = { least: 900, most: 129_600 } as const;

export function identityById(catalogue: Catalogue, id: string): Identity | undefined {
  return catalogue.identities.find((identity) => identity.id === id);
}

export function roleById(catalogue: Catalogue, id: string): Role | undefined {
  return catalogue.roles.find((role) => role.id === id);
}

function replacedIn<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  return list.some(({ id }) => id === item.id) ? list.map((old) => (old.id === item.id ? item : old)) : [...list, item];
}

/** The catalogue with the identity added, or put in the place of the one with its id. */
export function withIdentity(catalogue: Catalogue, identity: Identity): Catalogue {
  return { ...catalogue, identities: replacedIn(catalogue.identities, identity) };
}

/** The catalogue with the role added, or put in the place of the one with its id. */
export function withRole(catalogue: Catalogue, role: Role): Catalogue {
  return { ...catalogue, roles: replacedIn(catalogue.roles, role) };
}

/** The roles that are assumed directly from the given identity or role: it cannot be removed while there are any. */
export function rolesFrom(catalogue: Catalogue, source: Source): Role[] {
  return catalogue.roles.filter((role) => role.source.kind === source.kind && role.source.id === source.id);
}

export function withoutIdentity(catalogue: Catalogue, id: string): Catalogue {
  return { ...catalogue, identities: catalogue.identities.filter((identity) => identity.id !== id) };
}

export function withoutRole(catalogue: Catalogue, id: string): Catalogue {
  return { ...catalogue, roles: catalogue.roles.filter((role) => role.id !== id) };
}

/** The role with another way through the first door. */
export function withStrategy(role: Role, strategy: Strategy): Role {
  const next = { ...role };
  if (strategy === 'mfaSession') delete next.strategy;
  else next.strategy = strategy;
  return next;
}
