import type { Catalogue } from './catalogue.js';
import { same } from './same.js';

interface Thing { readonly id: string }

/** What became of the things of one kind. */
export interface Difference<T> {
  readonly added: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
  readonly removed: readonly T[];
  /** Whether those that stay stand in another order. */
  readonly moved: boolean;
}

function differenceOf<T extends Thing>(before: readonly T[], after: readonly T[]): Difference<T> {
  const old = new Map(before.map((thing) => [thing.id, thing]));
  const fresh = new Set(after.map(({ id }) => id));
  const stayed = before.filter(({ id }) => fresh.has(id));
  const staying = after.filter(({ id }) => old.has(id));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    changed: staying.flatMap((thing) => {
      const was = old.get(thing.id);
      return was === undefined || same(was, thing) ? [] : [{ before: was, after: thing }];
    }),
    removed: before.filter(({ id }) => !fresh.has(id)),
    moved: stayed.some(({ id }, at) => staying[at]?.id !== id),
  };
}

/** What makes one catalogue differ from another. */
export function catalogueDifference(before: Catalogue, after: Catalogue) {
  const difference = {
    identities: differenceOf(before.identities, after.identities),
    roles: differenceOf(before.roles, after.roles),
    rules: differenceOf(before.rules, after.rules),
  };
  const none = Object.values(difference).every(({ added, changed, removed, moved }) => added.length + changed.length + removed.length === 0 && !moved);
  return { ...difference, none };
}

export type CatalogueDifference = ReturnType<typeof catalogueDifference>;
