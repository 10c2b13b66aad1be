import type { Catalogue, Role } from './catalogue.js';
import type { ShownConsole } from './consoles.js';
import type { Found, FoundRoles } from './search.js';
import { frecency, likeliest, type Usage } from './usage.js';

/** What a person has picked so far, and which roles they want to see first or not at all. */
export interface Picks {
  readonly favourites: readonly string[];
  readonly hidden: readonly string[];
  readonly usage: Usage;
}

export const noPicks: Picks = { favourites: [], hidden: [], usage: {} };

/** A role in the picker, with where it fits what was typed. */
export interface PickerRow extends Found {
  readonly favourite: boolean;
  /** 1 to 9 for the first favourites, which a key opens. */
  readonly shortcut?: number;
  /** Of a row that stands for a console which is open. */
  readonly console?: ShownConsole;
}

export type SectionKind = 'open' | 'favourites' | 'recent' | 'group' | 'others' | 'all' | 'found' | 'led' | 'hidden';

/** Rows under one heading. */
export interface PickerSection {
  readonly kind: SectionKind;
  /** Of a group: what the person calls it. Of roles that were led to: what they would open. */
  readonly name?: string;
  /** How many roles it has; some may not be shown. */
  readonly count: number;
  readonly rows: readonly PickerRow[];
}

/** So many recent roles are offered beside the favourites; none where all roles are seen at once anyway. */
const recentMost = 5;
const fewRoles = 10;
const shortcutsMost = 9;

/** How likely a role is to be wanted, 0 to 1. */
export function likelihoodOf({ usage }: Pick<Picks, 'usage'>, now: number): (role: Role) => number {
  return ({ id }) => frecency(Object.hasOwn(usage, id) ? usage[id] : undefined, now);
}

function rowsOf(roles: readonly Role[], { favourites }: Picks): PickerRow[] {
  const places = new Map(favourites.map((id, at) => [id, at + 1]));
  return roles.map((role) => {
    const place = places.get(role.id);
    return { role, hits: {}, favourite: place !== undefined, ...(place !== undefined && place <= shortcutsMost ? { shortcut: place } : {}) };
  });
}

function section(kind: SectionKind, rows: readonly PickerRow[], more: Partial<PickerSection> = {}): PickerSection[] {
  return rows.length === 0 ? [] : [{ kind, count: rows.length, rows, ...more }];
}

/** The consoles that there are, above everything else. One whose role is no longer known, or not read yet, is left out. */
export function openSection(consoles: readonly ShownConsole[], { roles }: Catalogue, picks: Picks): PickerSection[] {
  if (consoles.length === 0) return [];
  const byId = new Map(roles.map((role) => [role.id, role]));
  return section('open', consoles.flatMap((console) => {
    const [row] = rowsOf([byId.get(console.roleId) ?? []].flat(), picks);
    if (!row) return [];
    const { role, hits, favourite } = row;
    return [{ role, hits, favourite, console }];
  }));
}

/**
 * The consoles above all other sections, and where the choice begins: on the console of the role which it would begin on
 * without them. A recent role is not named again below its console.
 */
export function withOpen(
  open: readonly PickerSection[], others: readonly PickerSection[], at: number,
): { readonly sections: readonly PickerSection[]; readonly chosen: number } {
  if (open.length === 0) return { sections: others, chosen: at };
  const rows = open.flatMap((one) => one.rows);
  const ids = new Set(rows.map(({ role }) => role.id));
  const below = others.flatMap((one) => (one.kind === 'recent' ? section('recent', one.rows.filter(({ role }) => !ids.has(role.id))) : [one]));
  const wanted = others.flatMap((one) => one.rows)[at];
  const there = rows.findIndex(({ role }) => role.id === wanted?.role.id);
  const found = there >= 0 || !wanted ? there : rows.length + below.flatMap((one) => one.rows).indexOf(wanted);
  return { sections: [...open, ...below], chosen: Math.max(0, found) };
}

/** What the picker shows before anything is typed: favourites, recent roles, each group, and all others, in their own order. */
export function pickerSections({ roles }: Catalogue, picks: Picks, now: number): PickerSection[] {
  const byId = new Map(roles.map((role) => [role.id, role]));
  const known = (ids: readonly string[]): Role[] => ids.flatMap((id) => byId.get(id) ?? []);
  const favourites = new Set(picks.favourites);
  const hidden = new Set(picks.hidden);
  const likely = roles.length > fewRoles ? known(likeliest(picks.usage, now)) : [];
  const recent = likely.filter(({ id }) => !favourites.has(id) && !hidden.has(id)).slice(0, recentMost);
  const groups = new Map<string, Role[]>();
  for (const role of roles.filter(({ id }) => !hidden.has(id))) {
    const name = role.group ?? '';
    const group = groups.get(name);
    if (group) group.push(role);
    else groups.set(name, [role]);
  }
  const others = groups.get('') ?? [];
  groups.delete('');
  return [
    ...section('favourites', rowsOf(known(picks.favourites), picks)),
    ...section('recent', rowsOf(recent, picks)),
    ...[...groups].flatMap(([name, group]) => section('group', rowsOf(group, picks), { name })),
    ...section(groups.size > 0 ? 'others' : 'all', rowsOf(others, picks)),
  ];
}

/** What the picker shows for what was typed: the best first, and those that are hidden below. */
export function foundSections({ roles, total }: FoundRoles, picks: Picks): PickerSection[] {
  const hidden = new Set(picks.hidden);
  const rows = rowsOf(roles.map(({ role }) => role), picks).map((row, at) => ({ ...row, get hits() { return roles[at]?.hits ?? {}; } }));
  const seen = rows.filter(({ role }) => !hidden.has(role.id));
  const unseen = rows.filter(({ role }) => hidden.has(role.id));
  return [...section('found', seen, { count: total - unseen.length }), ...section('hidden', unseen)];
}

/** The row that the choice begins on: the role that is likeliest to be wanted, or else the first. */
export function likeliestRow(sections: readonly PickerSection[], picks: Picks, now: number): number {
  const likelihood = likelihoodOf(picks, now);
  // Only what is seen without scrolling: what stands above the long lists, or all of a short one.
  const all = sections.flatMap(({ rows: some }) => some);
  const first = sections.filter(({ kind }) => kind === 'favourites' || kind === 'recent').flatMap(({ rows: some }) => some);
  const rows = all.length > fewRoles ? first : all;
  const best = rows.reduce((most, { role }) => Math.max(most, likelihood(role)), 0);
  return best === 0 ? 0 : rows.findIndex(({ role }) => likelihood(role) === best);
}

/** Those of some ids that a catalogue has. The vault knows the others too, since their roles may come back. */
export function knownIds(ids: readonly string[], { roles }: Catalogue): string[] {
  const known = new Set(roles.map(({ id }) => id));
  return ids.filter((id) => known.has(id));
}

/** The ids with one added at the end, or taken out. */
export function withId(ids: readonly string[], id: string, on: boolean): string[] {
  const others = ids.filter((other) => other !== id);
  return on ? [...others, id] : others;
}

/** The ids with one moved by some places, staying within the list. */
export function movedId(ids: readonly string[], id: string, by: number): string[] {
  const at = ids.indexOf(id);
  if (at < 0) return [...ids];
  const others = ids.filter((other) => other !== id);
  const next = Math.max(0, Math.min(others.length, at + by));
  return [...others.slice(0, next), id, ...others.slice(next)];
}
