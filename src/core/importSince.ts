import { roleArn } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import { roleEntries, ruleEntries } from './catalogueSchema.js';
import { type ColourRule, ruleFor } from './colourRules.js';
import { guardOf } from './guard.js';
import { roleRows } from './importingRoleRows.js';
import { ruleKey } from './importingRules.js';
import { differing, type ImportPlan, type ImportRow, rowsOf, withChange } from './importPlan.js';
import { same } from './same.js';
import type { Emptied } from './syncText.js';

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

const isOptional = (entries: Readonly<Record<string, { readonly type: string }>>, field: string): boolean => entries[field]?.type === 'exact_optional';

/** The change that takes an account's name from a role. */
const unnamed: Partial<Role> = Object.fromEntries([['accountName', undefined]]);

/** What is taken from a thing with these fields, as far as it has them and can be without them. */
function taken<T extends object>(thing: T, fields: readonly string[], entries: typeof roleEntries | typeof ruleEntries): Partial<T> {
  const change = fields.flatMap((field) => (field === 'destination' ? [[field, '']] : isOptional(entries, field) ? [[field, undefined]] : []));
  return differing(thing, Object.fromEntries(change) as Partial<T>);
}

/** Without its account's name a role passes for no other one, but rules may go by that name. */
function unnamingCaution(before: Role, rules: readonly ColourRule[]): Pick<ImportRow, 'caution'> {
  const after = withChange<Role>(before, unnamed);
  if (!same(guardOf(before, rules), guardOf(after, rules))) return { caution: 'access' };
  return same(ruleFor(rules, before), ruleFor(rules, after)) ? {} : { caution: 'colour' };
}

type ChangeOf<T> = readonly [thing: T, change: Partial<T>];

/** The rows of roles' whole changes, told apart as every import does. An account that is another takes its name along. */
function rowsOfRoles(changes: readonly ChangeOf<Role>[], catalogue: Catalogue): ImportRow[] {
  const wanted = changes.map(([known, { arn = known.arn, source = known.source, ...settings }]) => {
    const profile = { profile: known.name, line: 0, roleArn: { text: arn, line: 0 } };
    return { profile, arn: roleArn(arn), name: known.name, settings, known, id: known.id, source, assumed: false };
  });
  const nameless = changes.filter(([, change]) => 'accountName' in change && change.accountName === undefined);
  const ids = new Set(nameless.map(([{ id }]) => id));
  const rows = roleRows(wanted, catalogue, []).rows.map((row): ImportRow => (
    row.what === 'roleChange' && 'arn' in row.change && ids.has(row.before.id) ? { ...row, change: { ...row.change, ...unnamed } } : row));
  const apart = nameless.filter(([, change]) => !('arn' in change)).map(([before]): ImportRow => (
    { key: `account ${before.id}`, what: 'roleChange', before, change: unnamed, ...unnamingCaution(before, catalogue.rules) }));
  return [...apart, ...rows];
}

/** The rows of rules' whole changes. `planned` are the rows of what is changed of them beside. */
function rowsOfRules(changes: readonly ChangeOf<ColourRule>[], planned: readonly Change[], { roles, rules }: Catalogue): ImportRow[] {
  if (changes.length === 0) return [];
  const coloured = roles.map((role) => ({ name: role.name, by: ruleFor(rules, role) }));
  return changes.map(([before, change]): ImportRow => {
    const others = planned.flatMap((row) => (row.what === 'ruleChange' && row.before.id === before.id ? row.recolours : []));
    const own = 'label' in change ? coloured.filter(({ by }) => by === before).map(({ name }) => name) : [];
    const recolours = [...new Set([...others, ...own])];
    const row = { key: `rule ${before.id}`, what: 'ruleChange', before, change, recolours } as const;
    if ('guard' in change) return { ...row, caution: 'access' };
    return recolours.length > 0 ? { ...row, caution: 'recolours' } : row;
  });
}

/** A plan with what was taken away elsewhere: a text says nothing of the fields that it does not have. */
export function withEmptied({ rows, known }: ImportPlan, emptied: Emptied, catalogue: Catalogue): ImportPlan {
  const losing = <T extends Role | ColourRule>(things: readonly T[], lostBy: (thing: T) => Partial<T>): ChangeOf<T>[] =>
    things.map((thing) => [thing, lostBy(thing)] as const).filter(([, lost]) => Object.keys(lost).length > 0);
  const roles = losing(catalogue.roles, (role) => taken(role, emptied.roles.get(role.name) ?? [], roleEntries));
  const rules = losing(catalogue.rules, (rule) => taken(rule, emptied.rules.get(ruleKey(rule)) ?? [], ruleEntries));
  const ids = new Set([...roles, ...rules].map(([{ id }]) => id));
  const isTheirs = (row: ImportRow): row is Change => isChange(row) && ids.has(row.before.id);
  const planned = rows.filter(isTheirs);
  const whole = <T extends Role | ColourRule>([thing, lost]: ChangeOf<T>): ChangeOf<T> => [thing, { ...changesOf(planned, thing.id), ...lost }];
  return {
    rows: [...rows.filter((row) => !isTheirs(row)), ...rowsOfRoles(roles.map(whole), catalogue), ...rowsOfRules(rules.map(whole), planned, catalogue)],
    known: known - ids.size + new Set(planned.map(({ before }) => before.id)).size,
  };
}
