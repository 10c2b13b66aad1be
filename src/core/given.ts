import * as v from 'valibot';
import { roleArn } from './arn.js';
import type { Catalogue, Identity, Role, Source } from './catalogue.js';
import { roleEntries, ruleEntries } from './catalogueSchema.js';
import { rulesMost } from './colourRules.js';
import { unreached } from './reaching.js';
import { nameClaims } from './roleNames.js';
import { sessionPoliciesProblem } from './sessionFields.js';

/** The most roles that one given catalogue may have. */
export const givenRolesMost = 10_000;

/** Any identity that the person has in an auth account, or another role of the same given catalogue, by its name. */
const givenSourceSchema = v.union([
  v.strictObject({ account: v.pipe(v.string(), v.regex(/^\d{12}$/)) }),
  v.strictObject({ role: v.pipe(v.string(), v.maxLength(2048)) }),
]);

export const givenRoleSchema = v.pipe(
  // Without a source, it is assumed from the person's first identity of the same partition.
  v.strictObject({ ...roleEntries, source: v.exactOptional(givenSourceSchema) }),
  v.check((role) => !sessionPoliciesProblem(role)),
);
/** A role that somebody else gives: it has no id, and names no identity, because it does not know whose it will be. */
export type GivenRole = v.InferOutput<typeof givenRoleSchema>;

export const givenCatalogueSchema = v.strictObject({
  roles: v.pipe(v.array(givenRoleSchema), v.maxLength(givenRolesMost)),
  rules: v.pipe(v.array(v.strictObject(ruleEntries)), v.maxLength(rulesMost)),
});
/** Roles and colour rules that an organisation's policy or a shared catalogue gives, without identities and secrets. */
export type GivenCatalogue = v.InferOutput<typeof givenCatalogueSchema>;

export const emptyGiven: GivenCatalogue = { roles: [], rules: [] };

const line = v.pipe(v.string(), v.maxLength(2048));
/** What a vault holds of it. Who writes sees to it that it can be read back: what cannot is left out. */
export const sharedSchema = v.strictObject({
  /** What the person calls it. */
  name: line,
  /** Where it was fetched from. It may be longer than is taken by now, as may the ETag. */
  address: v.string(),
  /** What the server calls this version of it, if anything. */
  etag: v.nullable(v.string()),
  /** When the person accepted it. */
  acceptedAt: v.number(),
  /** When it was last asked for and had not changed since. */
  checkedAt: v.exactOptional(v.number()),
  /** Ed25519, as base64 of its SubjectPublicKeyInfo: what it has not signed is not taken. */
  publicKey: v.exactOptional(line),
  catalogue: givenCatalogueSchema,
});
/** A catalogue that others share at an address, as the person has accepted it; a record of the vault. */
export type Shared = v.InferOutput<typeof sharedSchema>;
/** By their ids. */
export type SharedCatalogues = Readonly<Record<string, Shared>>;

/** Where a given catalogue comes from: the organisation's policy, or a shared catalogue, by its id. */
export type Origin = 'policy' | { readonly shared: string };

export interface Given {
  readonly from: Origin;
  readonly catalogue: GivenCatalogue;
}

/** Who a role is of, by its id. */
export function roleOrigin(id: string): 'own' | Origin {
  if (id.startsWith('policy/')) return 'policy';
  const [, shared] = /^shared:([^/]*)\//.exec(id) ?? [];
  return shared === undefined ? 'own' : { shared };
}

function givenId(from: Origin, name: string | number): string {
  return from === 'policy' ? `policy/${name}` : `shared:${from.shared}/${name}`;
}

/** What a given role is assumed from. An identity without an id is none that there is. */
function sourceOf({ source, arn }: GivenRole, from: Origin, identities: readonly Identity[]): Source {
  if (source && 'role' in source) return { kind: 'role', id: givenId(from, source.role) };
  const { partition } = roleArn(arn);
  const found = identities.find((identity) => identity.partition === partition && (!source || identity.accountId === source.account));
  return { kind: 'identity', id: found?.id ?? '' };
}

function rulesOf(given: readonly Given[], wanted: (from: Origin) => boolean): Catalogue['rules'] {
  return given.filter(({ from }) => wanted(from))
    .flatMap(({ from, catalogue }) => catalogue.rules.map((rule, at) => ({ id: givenId(from, at + 1), ...rule })));
}

/** What `withGiven` makes, and how many given roles are left out because the person has no identity for them. */
export function joinGiven(own: Catalogue, given: readonly Given[]): { readonly catalogue: Catalogue; readonly leftOut: number } {
  const ids = new Set(own.roles.map(({ id }) => id));
  const all = given.flatMap(({ from, catalogue }) => catalogue.roles.flatMap((role): Role[] => {
    const id = givenId(from, role.name);
    if (ids.has(id)) return [];
    ids.add(id);
    return [{ ...role, id, source: sourceOf(role, from, own.identities) }];
  }));
  const lost = unreached({ ...own, roles: [...own.roles, ...all] });
  const claim = nameClaims(own.roles.map(({ name }) => name));
  const roles = all.filter(({ id }) => !lost.has(id)).map((role) => ({ ...role, name: claim(role.name) }));
  const rules = [...rulesOf(given, (from) => from === 'policy'), ...own.rules, ...rulesOf(given, (from) => from !== 'policy')];
  return { catalogue: { ...own, roles: [...own.roles, ...roles], rules }, leftOut: all.length - roles.length };
}

/**
 * The catalogue that is in effect: the person's own roles first, then those that are given, under ids that no own role has.
 * A name that is taken gets a number. The policy's colour rules come before the person's own, shared ones after them.
 */
export function withGiven(own: Catalogue, given: readonly Given[]): Catalogue {
  return joinGiven(own, given).catalogue;
}

/** A given catalogue by itself, to be held against another version of it: its names are its ids, and accounts stand for identities. */
export function asCatalogue({ roles, rules }: GivenCatalogue): Catalogue {
  return {
    identities: [],
    roles: roles.map((role): Role => {
      const { source } = role;
      return { ...role, id: role.name, source: source && 'role' in source ? { kind: 'role', id: source.role } : { kind: 'identity', id: source?.account ?? '' } };
    }),
    rules: rules.map((rule) => ({ id: `${rule.on} ${rule.pattern}`, ...rule })),
  };
}
