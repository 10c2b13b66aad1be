import { render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { say } from '../browser/words.js';
import type { PickerRow, PickerSection } from '../core/picker.js';
import { RoleRow, rowId, type RowVerbs } from './RoleRow.js';
import type { Popup } from './state.js';
import { type DrawnSection, drawnSections, headingHeight, isSame, placeOfRow, rowHeight, seenAtFirst, seenOf } from './windowing.js';

function headingOf({ kind, name, count }: PickerSection, all: number): string {
  if (kind === 'group') return `${name ?? ''} · ${count}`;
  return say(`sectionOf_${kind}`, { count: kind === 'all' ? all : count, all, page: name ?? '' });
}

function verbsOf(popup: Popup, { role, console }: PickerRow): RowVerbs {
  return {
    open: (how) => void popup.go(role, how, console),
    toggleFavourite: () => void popup.toggleFavourite(role),
    resume: () => void (console && popup.resume(console)),
    signOut: () => void (console && popup.signOut(console)),
  };
}

function Section({ drawn, popup, heading }: { readonly drawn: DrawnSection; readonly popup: Popup; readonly heading: string }) {
  const { section, start, from, to, height } = drawn;
  const { chosen, rows } = popup.listing;
  // The chosen row is always there, because the field names it as the one that Enter opens.
  const own = chosen.value - start;
  const apart = own >= 0 && own < section.rows.length && (own < from || own >= to) ? [own] : [];
  const places = [...Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at), ...apart];
  return (
    <div role="group" aria-label={heading} class="section" style={{ height: `${height}px` }}>
      <div class="heading" aria-hidden="true" style={{ height: `${headingHeight}px` }}>{heading}</div>
      {places.flatMap((at) => {
        const row = section.rows[at];
        return row ? [<RoleRow key={row.console?.tabId ?? row.role.id} row={row} at={start + at} top={headingHeight + at * rowHeight} count={rows.value.length}
          chosen={own === at} verbs={verbsOf(popup, row)} />] : [];
      })}
    </div>
  );
}

function Sections({ popup, drawn }: { readonly popup: Popup; readonly drawn: readonly DrawnSection[] }) {
  const { all } = popup.listing.counts.value;
  return <>{drawn.map((one, at) => <Section key={`${one.section.kind} ${one.section.name ?? at}`} drawn={one} popup={popup} heading={headingOf(one.section, all)} />)}</>;
}

/** Draws a list, and the next in its place, where nobody sees them: what is drawn so for the first time takes twice as long. */
export function rehearse(popup: Popup, ...lists: readonly (readonly PickerSection[])[]): void {
  const place = document.createElement('div');
  for (const sections of lists) render(<Sections popup={popup} drawn={drawnSections(sections, seenAtFirst)} />, place);
  render(null, place);
}

/** The list of roles. What is drawn does not grow with it. */
export function RoleList({ popup }: { readonly popup: Popup }) {
  const { sections: { value: sections }, chosen: { value: chosen }, query: { value: query } } = popup.listing;
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState(seenAtFirst);
  const look = (): void => {
    const next = list.current && seenOf(list.current.scrollTop, list.current.clientHeight, sections);
    if (next) setSeen((before) => (isSame(before, next) ? before : next));
  };
  // Rows to spare would be drawn while the browser is still bringing the first ones to the screen.
  useEffect(() => void popup.painted().then(look), [sections]);
  useLayoutEffect(() => {
    if (list.current) list.current.scrollTop = 0;
  }, [query]);
  useLayoutEffect(() => {
    const { current } = list;
    if (!current || chosen < 0) return;
    const { top, bottom } = placeOfRow(sections, chosen);
    if (top < current.scrollTop) current.scrollTop = top;
    else if (bottom > current.scrollTop + current.clientHeight) current.scrollTop = bottom - current.clientHeight;
    // A popup that is zoomed can be higher than the browser lets it be, and scrolls as a whole.
    document.getElementById(rowId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen, sections]);
  return (
    <div id="roles" role="listbox" aria-label={say('rolesLabel')} tabIndex={-1} ref={list} onScroll={look}>
      <Sections popup={popup} drawn={drawnSections(sections, seen)} />
    </div>
  );
}
