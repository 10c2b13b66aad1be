import * as v from 'valibot';

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

/** The names of the roles that were in the agreed text, are not in the other any more, and still are here. */
export function rolesGone(agreed: string, other: string, here: string): string[] {
  const [present, staying] = [here, other].map((text) => new Set(read(text).roles.map(({ name }) => name)));
  return read(agreed).roles.flatMap(({ name }) => (present?.has(name) && !staying?.has(name) ? [name] : []));
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
