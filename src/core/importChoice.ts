import type { Catalogue, Identity, Role } from './catalogue.js';
import type { ColourRule } from './colourRules.js';
import { type ImportPlan, type ImportRow, type NewIdentity, withChange } from './importPlan.js';
import { unreached } from './reaching.js';

/** The rows that are done unless they are unticked. */
export function usualTicks({ rows }: ImportPlan): Set<string> {
  return new Set(rows.filter(({ caution }) => caution === undefined).map(({ key }) => key));
}

/** What is put into the catalogue in one write: each thing whole, in the place of the one with its id or at the end. */
export interface ImportBatch {
  readonly added: readonly NewIdentity[];
  readonly identities: readonly Identity[];
  readonly roles: readonly Role[];
  readonly rules: readonly ColourRule[];
}

function changed<T extends { readonly id: string }>(list: readonly T[], changes: readonly { before: T; change: Partial<T> }[], fresh: readonly T[]): T[] {
  const byId = new Map<string, Partial<T>>();
  for (const { before, change } of changes) byId.set(before.id, { ...byId.get(before.id), ...change });
  const next = list.map((item) => {
    const change = byId.get(item.id);
    return change ? withChange(item, change) : item;
  });
  return [...next, ...fresh];
}

/** The catalogue with everything that the rows would do, whether it hangs together or not. */
export function withRows({ identities, roles, rules }: Catalogue, rows: readonly ImportRow[]): Catalogue {
  const of = <What extends ImportRow['what']>(what: What) => rows.filter((row): row is Extract<ImportRow, { what: What }> => row.what === what);
  return {
    identities: changed(identities, of('identityChange'), of('identity').map(({ identity }) => identity)),
    roles: changed(roles, of('roleChange'), of('role').map(({ role }) => role)),
    rules: changed(rules, of('ruleChange'), of('rule').map(({ rule }) => rule)),
  };
}

/** What the ticked rows come to, and which of them cannot be done without one that is not ticked. */
export interface Choice {
  readonly batch: ImportBatch;
  readonly waiting: readonly ImportRow[];
}

/**
 * What the ticked rows do to the catalogue as it is now. A row whose role would not lead to an identity, because what it needs
 * is not ticked, waits: nothing of it is done.
 */
export function chosen({ rows }: ImportPlan, ticks: ReadonlySet<string>, catalogue: Catalogue): Choice {
  let taken = rows.filter(({ key }) => ticks.has(key));
  const waiting: ImportRow[] = [];
  for (;;) {
    const next = withRows(catalogue, taken);
    const lost = lostRows(taken, next, unreached(next));
    if (lost.size === 0) return { batch: batchOf(taken, next), waiting };
    waiting.push(...lost);
    taken = taken.filter((row) => !lost.has(row));
  }
}

/** The rows that must not be done for every role to lead to an identity. */
function lostRows(taken: readonly ImportRow[], next: Catalogue, lost: ReadonlySet<string>): Set<ImportRow> {
  if (lost.size === 0) return new Set();
  const byId = new Map(next.roles.map((role) => [role.id, role]));
  const own = new Set(taken.flatMap((row) => (row.what === 'role' ? row.role.id : row.what === 'roleChange' ? row.before.id : [])));
  const broken = new Set(lost);
  // A role that the import leaves as it is was broken by a change further up its chain.
  for (const id of lost) {
    const seen = new Set<string>();
    for (let at = own.has(id) ? undefined : byId.get(id); at && !seen.has(at.id); at = at.source.kind === 'role' ? byId.get(at.source.id) : undefined) {
      seen.add(at.id);
      broken.add(at.id);
    }
  }
  return new Set(taken.filter((row) =>
    (row.what === 'role' && lost.has(row.role.id)) || (row.what === 'roleChange' && broken.has(row.before.id) && ('arn' in row.change || 'source' in row.change))));
}

function batchOf(taken: readonly ImportRow[], next: Catalogue): ImportBatch {
  const touched = new Set(taken.flatMap((row) => ('before' in row ? row.before.id : row.what === 'role' ? row.role.id : row.what === 'rule' ? row.rule.id : [])));
  const fresh = new Set(taken.flatMap((row) => (row.what === 'identity' ? row.identity.id : [])));
  const ofTaken = <T extends { readonly id: string }>(list: readonly T[]): T[] => list.filter(({ id }) => touched.has(id));
  return {
    added: taken.flatMap((row) => (row.what === 'identity' ? [{ identity: row.identity, secretAccessKey: row.secretAccessKey }] : [])),
    identities: ofTaken(next.identities).filter(({ id }) => !fresh.has(id)), roles: ofTaken(next.roles), rules: ofTaken(next.rules),
  };
}
