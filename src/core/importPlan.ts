import type { Identity, Role } from './catalogue.js';
import type { ColourRule } from './colourRules.js';
import { same } from './same.js';

/**
 * Why a row of an import waits for a tick of its own: it could make one thing pass for another. The words are
 * `caution_<kind>` in `_locales`.
 */
export type Caution = 'account' | 'colour' | 'device' | 'nameAlike' | 'accountAlike' | 'recolours' | 'access' | 'both';

interface Row {
  /** Tells the row from all others of its plan. */
  readonly key: string;
  /** Undefined for what is done unless it is unticked. */
  readonly caution?: Caution;
}

export interface NewIdentity {
  readonly identity: Identity;
  readonly secretAccessKey: string;
}

/** What an import would do, each so that it can be ticked by itself. A change is named by the fields that would differ. */
export type ImportRow = Row & (
  | { readonly what: 'identity' } & NewIdentity
  /** `like` is what is there already and could be taken for it. */
  | { readonly what: 'role'; readonly role: Role; readonly like?: string }
  /** `recolours` are the names of the present roles that the rule would give another colour or word. */
  | { readonly what: 'rule'; readonly rule: ColourRule; readonly recolours: readonly string[] }
  | { readonly what: 'identityChange'; readonly before: Identity; readonly change: Partial<Identity> }
  | { readonly what: 'roleChange'; readonly before: Role; readonly change: Partial<Role> }
  | { readonly what: 'ruleChange'; readonly before: ColourRule; readonly change: Partial<ColourRule>; readonly recolours: readonly string[] }
);

/** The rows of one kind. */
export type RowOf<What extends ImportRow['what']> = Extract<ImportRow, { what: What }>;

export interface ImportPlan {
  readonly rows: readonly ImportRow[];
  /** How many things of the file are there already, just as it has them. */
  readonly known: number;
}

export function rowsOf<What extends ImportRow['what']>({ rows }: ImportPlan, what: What): RowOf<What>[] {
  return rows.filter((row): row is RowOf<What> => row.what === what);
}

/** What of `wanted` differs from what is there. A field that is wanted as undefined is one to be taken away. */
export function differing<T extends object>(present: T, wanted: Partial<T>): Partial<T> {
  const keys = Object.keys(wanted) as (keyof T)[];
  const other = keys.filter((key) => !same(present[key], wanted[key]));
  return Object.fromEntries(other.map((key) => [key, wanted[key]])) as Partial<T>;
}

/** A thing with a change in it. A field that is undefined in the change is no longer there. */
export function withChange<T extends object>(present: T, change: Partial<T>): T {
  return Object.fromEntries(Object.entries({ ...present, ...change }).filter(([, value]) => value !== undefined)) as T;
}
