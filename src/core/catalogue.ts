import * as v from 'valibot';
import { checkAccessKeyId } from './accessKey.js';
import { type Checked, checkMfaSerial, parseRoleArn } from './arn.js';
import { colourRuleSchema } from './colourRules.js';
import { parseColour } from './colours.js';
import { isDestination } from './destinations.js';
import { checkExternalId, checkName, checkRegion, checkSessionName, checkStsRegion, checkTag, tagsMost } from './fields.js';
import { partitionNames } from './partitions.js';

const text = v.pipe(v.string(), v.maxLength(2048));
/** Text that one of the field checks accepts as it stands: what a form refuses, a message and a stored vault may not hold. */
const checkedText = (check: (text: string) => Checked<unknown>) => v.pipe(text, v.check((value) => 'value' in check(value)));
const seconds = v.pipe(v.number(), v.integer());

/** An IAM user of an auth account. Its secret access key is a record of the vault, never part of the catalogue. */
export const identitySchema = v.strictObject({
  id: text,
  userName: text,
  accountId: v.pipe(text, v.regex(/^\d{12}$/)),
  partition: v.picklist(partitionNames),
  accessKeyId: checkedText(checkAccessKeyId),
  mfaSerial: checkedText((serial) => checkMfaSerial(serial)),
  /** Region whose STS and sign-in hosts are used. */
  stsRegion: checkedText((region) => checkStsRegion(region)),
  /** Lifetime asked of GetSessionToken, 900 to 129600. */
  sessionSeconds: seconds,
});
export type Identity = v.InferOutput<typeof identitySchema>;

/** Where a role is assumed from: an identity, or another role. */
const sourceSchema = v.strictObject({ kind: v.picklist(['identity', 'role']), id: text });
export type Source = v.InferOutput<typeof sourceSchema>;

/** An IAM role in a target account. */
export const roleSchema = v.strictObject({
  id: text,
  /** What the person calls it; unique in the catalogue. */
  name: checkedText((name) => checkName(name)),
  /** What the person calls the account, if anything. */
  accountName: v.exactOptional(checkedText((name) => checkName(name))),
  arn: checkedText(parseRoleArn),
  /** `#rrggbb`. */
  colour: v.pipe(text, v.check((colour) => parseColour(colour) === colour)),
  /** Region the console opens in. */
  region: checkedText((region) => checkRegion(region)),
  /** Path of the console page to land on, without a leading slash; empty for the console's home. */
  destination: v.pipe(text, v.check(isDestination)),
  source: sourceSchema,
  /** The heading under which the picker shows the role. */
  group: v.exactOptional(checkedText((name) => checkName(name))),
  /** Words by which the role is found. */
  tags: v.exactOptional(v.pipe(v.array(checkedText(checkTag)), v.minLength(1), v.maxLength(tagsMost))),
  /** Lifetime asked of AssumeRole; what an MFA session allows, 3600, caps it. */
  durationSeconds: v.exactOptional(seconds),
  externalId: v.exactOptional(checkedText(checkExternalId)),
  sessionName: v.exactOptional(checkedText(checkSessionName)),
});
export type Role = v.InferOutput<typeof roleSchema>;

export const catalogueSchema = v.strictObject({
  identities: v.array(identitySchema),
  roles: v.array(roleSchema),
  /** In order: the first that fits a role counts. */
  rules: v.array(colourRuleSchema),
});
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
