import * as v from 'valibot';
import { catalogueDifference, type Difference } from './catalogueDifference.js';
import type { Catalogue } from './catalogue.js';
import { colourRuleSchema, identitySchema, roleSchema } from './catalogueSchema.js';
import { unreached } from './reaching.js';
import { same } from './same.js';

const changed = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.array(v.strictObject({ before: v.exactOptional(schema), after: schema }));

export const lastImportSchema = v.strictObject({
  identities: changed(identitySchema), roles: changed(roleSchema), rules: changed(colourRuleSchema),
});
/** What an import added (`after` alone) and changed. */
export type LastImport = v.InferOutput<typeof lastImportSchema>;

type Kind = keyof LastImport;
interface Thing { readonly id: string }
interface Changed<T> { readonly before?: T; readonly after: T }

/** What an import did, seen from the catalogue before it and after it. */
export function importBetween(before: Catalogue, after: Catalogue): LastImport {
  const { identities, roles, rules } = catalogueDifference(before, after);
  return { identities: changes(identities), roles: changes(roles), rules: changes(rules) };
}

function changes<T>({ added, changed }: Difference<T>): { before?: T; after: T }[] {
  return [...added.map((after) => ({ after })), ...changed];
}

export interface Undone {
  readonly catalogue: Catalogue;
  /** The identities whose keys go too. */
  readonly removed: readonly string[];
  /** By name: what stays as it is, because it was changed since or something that was made since needs it. */
  readonly left: readonly string[];
}

/** Takes back what is still as the import left it. What is gone already is no matter. */
export function withoutImport(present: Catalogue, done: LastImport): Undone {
  const kept = changedSince(present, done);
  for (;;) {
    const catalogue = {
      identities: takenBack(present.identities, done.identities, kept),
      roles: takenBack(present.roles, done.roles, kept),
      rules: takenBack(present.rules, done.rules, kept),
    };
    const needed = neededIn(catalogue, done, kept);
    if (needed.length === 0) return { catalogue, removed: goneFrom(present, catalogue), left: namesOf(present, kept) };
    for (const id of needed) kept.add(id);
  }
}

function goneFrom(present: Catalogue, { identities }: Catalogue): string[] {
  const stay = new Set(identities.map(({ id }) => id));
  return present.identities.map(({ id }) => id).filter((id) => !stay.has(id));
}

/** The ids of what the import touched, is there, and is no longer as the import left it. */
function changedSince(present: Catalogue, done: LastImport): Set<string> {
  const kinds: Kind[] = ['identities', 'roles', 'rules'];
  return new Set(kinds.flatMap((kind) => {
    const there = new Map<string, Thing>(present[kind].map((thing) => [thing.id, thing]));
    return done[kind].flatMap(({ after }) => (there.has(after.id) && !same(there.get(after.id), after) ? [after.id] : []));
  }));
}

function takenBack<T extends Thing>(list: readonly T[], done: readonly Changed<T>[], kept: ReadonlySet<string>): T[] {
  const back = new Map(done.filter(({ after }) => !kept.has(after.id)).map((change) => [change.after.id, change]));
  return list.flatMap((thing) => {
    const change = back.get(thing.id);
    return change ? change.before ?? [] : [thing];
  });
}

/** The ids of what has to stay for every role to lead to an identity: the missing source, or the role that would not reach one. */
function neededIn(catalogue: Catalogue, done: LastImport, kept: ReadonlySet<string>): string[] {
  const touched = new Set([...done.identities, ...done.roles].map(({ after }) => after.id).filter((id) => !kept.has(id)));
  const lost = unreached(catalogue);
  if (lost.size === 0) return [];
  return [...new Set(catalogue.roles.filter(({ id }) => lost.has(id)).flatMap(({ id, source }) => [id, source.id]))].filter((id) => touched.has(id));
}

function namesOf({ identities, roles, rules }: Catalogue, ids: ReadonlySet<string>): string[] {
  const named = [
    ...identities.map(({ id, userName }) => [id, userName] as const),
    ...roles.map(({ id, name }) => [id, name] as const),
    ...rules.map(({ id, pattern }) => [id, pattern] as const),
  ];
  return named.filter(([id]) => ids.has(id)).map(([, name]) => name);
}
