import type { Role } from './catalogue.js';
import { ruleKey } from './importingRules.js';
import { type ImportPlan, type ImportRow, rowsOf } from './importPlan.js';
import { same } from './same.js';

type Change = Extract<ImportRow, { change: unknown }>;
const isChange = (row: ImportRow): row is Change => 'change' in row;

/** What the rows of one plan would change of a thing, all taken together. */
function changesOf(rows: readonly ImportRow[], id: string): Readonly<Record<string, unknown>> {
  return Object.assign({}, ...rows.flatMap((row) => (isChange(row) && row.before.id === id ? row.change : []))) as Record<string, unknown>;
}

/** A role without what every plan makes up anew. */
function facts({ source: { kind }, ...rest }: Role): unknown {
  return { ...rest, id: '', source: kind };
}

/**
 * Of a plan, what came about elsewhere: what both sides last agreed on, planned in the same way, tells it from what was
 * changed here alone, which stays. What both sides have changed waits for a tick.
 */
export function sinceAgreed({ rows, known }: ImportPlan, agreed: ImportPlan): ImportPlan {
  const roles = new Map(rowsOf(agreed, 'role').map(({ role }) => [role.name, role]));
  const rules = new Map(rowsOf(agreed, 'rule').map(({ rule }) => [ruleKey(rule), rule]));
  const both = <Row extends ImportRow>(row: Row): Row => ({ ...row, caution: row.caution ?? 'both' });
  const next = rows.flatMap((row): ImportRow[] => {
    if (isChange(row)) {
      const here = changesOf(agreed.rows, row.before.id);
      const kept = Object.entries(row.change).filter(([field, value]) => !(Object.hasOwn(here, field) && same(here[field], value)));
      if (kept.length === 0) return [];
      const other = { ...row, change: Object.fromEntries(kept) } as Change;
      return [kept.some(([field]) => Object.hasOwn(here, field)) ? both(other) : other];
    }
    if (row.what === 'identity') return [row];
    const before = row.what === 'role' ? roles.get(row.role.name) : rules.get(ruleKey(row.rule));
    if (!before) return [row];
    const unchanged = row.what === 'role' ? same(facts(before as Role), facts(row.role)) : same({ ...before, id: '' }, { ...row.rule, id: '' });
    return unchanged ? [] : [both(row)];
  });
  return { rows: next, known };
}
