import { type Catalogue, type Role, roleById } from './catalogue.js';
import { likeliestRow, type Picks, pickerSections, type PickerSection } from './picker.js';

/** What the picker shows first, and what is needed to open any of it: kept at hand, so that it need not wait for ten thousand roles. */
export interface FirstScreen {
  readonly sections: readonly PickerSection[];
  /** Position of the row that is chosen at first. */
  readonly chosen: number;
  /** The identities, and no roles but those of the sections and of open consoles, and the ones they are assumed through. */
  readonly catalogue: Catalogue;
  /** How many roles there are altogether. */
  readonly count: number;
}

/** As many rows as a popup can show, and a few more. */
const rowsShown = 24;

/** The first screen of the picker for a catalogue in its colours, with the roles whose consoles are open. */
export function firstScreenOf(catalogue: Catalogue, picks: Picks, now: number, openIds: readonly string[] = []): FirstScreen {
  const whole = pickerSections(catalogue, picks, now);
  let left = rowsShown;
  const sections = whole.flatMap((section) => {
    const rows = section.rows.slice(0, left);
    left -= rows.length;
    return rows.length === 0 ? [] : [{ ...section, rows }];
  });
  const roles = new Map<string, Role>();
  for (const { role } of sections.flatMap(({ rows }) => rows)) addWithSources(roles, role, catalogue);
  for (const role of openIds.flatMap((id) => roleById(catalogue, id) ?? [])) addWithSources(roles, role, catalogue);
  return {
    sections, chosen: Math.min(likeliestRow(whole, picks, now), rowsShown - 1),
    catalogue: { identities: catalogue.identities, roles: [...roles.values()], rules: [] }, count: catalogue.roles.length,
  };
}

function addWithSources(roles: Map<string, Role>, role: Role, catalogue: Catalogue): void {
  let next: Role | undefined = role;
  while (next && !roles.has(next.id)) {
    roles.set(next.id, next);
    next = next.source.kind === 'role' ? roleById(catalogue, next.source.id) : undefined;
  }
}
