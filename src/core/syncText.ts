import * as v from 'valibot';
import { ruleSubjects } from './colourRules.js';
import { ruleKey } from './importingRules.js';

/** As much of Sallyport's own JSON as must be known to carry parts of it on. */
const ownSchema = v.looseObject({
  identities: v.array(v.looseObject({ arn: v.string() })),
  roles: v.array(v.looseObject({
    name: v.string(), source: v.optional(v.looseObject({ identity: v.optional(v.string()), role: v.optional(v.string()) }), {}),
  })),
});
type Own = v.InferOutput<typeof ownSchema>;

const nothing: Own = { identities: [], roles: [] };

function read(text: string): Own {
  if (text === '') return nothing;
  try {
    const parsed = v.safeParse(ownSchema, JSON.parse(text));
    return parsed.success ? parsed.output : nothing;
  } catch {
    // What the reader of texts makes a problem of is nothing to be carried on.
    return nothing;
  }
}

/** The ARNs of the users of one text that are not in the other. */
export function usersMissing(from: string, here: string): string[] {
  const known = new Set(read(here).identities.map(({ arn }) => arn));
  return read(from).identities.flatMap(({ arn }) => (known.has(arn) ? [] : [arn]));
}

const ruleSchema = v.looseObject({ on: v.picklist(ruleSubjects), pattern: v.string() });

/** The roles of a text by name, and its rules by what tells one from another. A rule of a kind that is not known here is none. */
function thingsIn(text: string) {
  const { roles, rules } = read(text);
  const sound = (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) => {
    const parsed = v.safeParse(ruleSchema, rule);
    return parsed.success ? [parsed.output] : [];
  });
  return { roles: new Map(roles.map((role) => [role.name, role])), rules: new Map(sound.map((rule) => [ruleKey(rule), rule])) };
}

/** Roles by name, and rules by pattern. */
export interface Gone {
  readonly roles: readonly string[];
  readonly rules: readonly string[];
}

/** What was in the agreed text, is not in the other any more, and still is here. */
export function goneFrom(agreed: string, other: string, here: string): Gone {
  const [was, staying, present] = [thingsIn(agreed), thingsIn(other), thingsIn(here)];
  const roles = [...was.roles.keys()].filter((name) => present.roles.has(name) && !staying.roles.has(name));
  const rules = [...was.rules].filter(([key]) => present.rules.has(key) && !staying.rules.has(key));
  return { roles, rules: rules.map(([, { pattern }]) => pattern) };
}

type Fields = Readonly<Record<string, unknown>>;

/** A role always has a destination, which is empty for the console's home. */
const hasField = (thing: Fields, field: string): boolean => Object.hasOwn(thing, field) && !(field === 'destination' && thing[field] === '');

function fieldsGone(from: ReadonlyMap<string, Fields>, to: ReadonlyMap<string, Fields>): Map<string, readonly string[]> {
  return new Map([...from].flatMap(([key, thing]) => {
    const other = to.get(key);
    const gone = other ? Object.keys(thing).filter((field) => hasField(thing, field) && !hasField(other, field)) : [];
    return gone.length > 0 ? [[key, gone] as const] : [];
  }));
}

/** The fields that things no longer have: of roles by name, of rules by `ruleKey`. */
export interface Emptied {
  readonly roles: ReadonlyMap<string, readonly string[]>;
  readonly rules: ReadonlyMap<string, readonly string[]>;
}

/** Of what both texts have, the fields that only the agreed one has. */
export function emptiedIn(agreed: string, other: string): Emptied {
  const [was, is] = [thingsIn(agreed), thingsIn(other)];
  return { roles: fieldsGone(was.roles, is.roles), rules: fieldsGone(was.rules, is.rules) };
}

/** The names of the roles that lead to one of these users. */
function rolesOf({ roles }: Own, users: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const leads = ({ name, source: { identity = '', role = '' } }: Own['roles'][number]): boolean => !found.has(name) && (users.has(identity) || found.has(role));
  for (let more = roles.filter(leads); more.length > 0; more = roles.filter(leads)) for (const { name } of more) found.add(name);
  return found;
}

const printed = (own: Own): string => `${JSON.stringify(own, null, 2)}\n`;

/** A text of this computer, with what the agreed text has of users that have no key here yet: it is not lost to the others. */
export function withWaiting(here: string, agreed: string, waiting: readonly string[]): string {
  const users = new Set(usersMissing(agreed, here).filter((arn) => waiting.includes(arn)));
  if (users.size === 0) return here;
  const [own, old] = [read(here), read(agreed)];
  const names = new Set(own.roles.map(({ name }) => name));
  const carried = rolesOf(old, users);
  return printed({
    ...own,
    identities: [...own.identities, ...old.identities.filter(({ arn }) => users.has(arn))],
    roles: [...own.roles, ...old.roles.filter(({ name }) => carried.has(name) && !names.has(name))],
  });
}

/** A text without what is of these users. */
export function withoutUsers(text: string, arns: readonly string[]): string {
  if (arns.length === 0) return text;
  const own = read(text);
  const users = new Set(arns);
  const theirs = rolesOf(own, users);
  return printed({ ...own, identities: own.identities.filter(({ arn }) => !users.has(arn)), roles: own.roles.filter(({ name }) => !theirs.has(name)) });
}
