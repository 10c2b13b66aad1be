import type { PickerSection } from '../core/picker.js';

/** Heights in CSS pixels, as the style sheet has them. */
export const rowHeight = 36;
export const headingHeight = 28;

/** A section as far as it is drawn. */
export interface DrawnSection {
  readonly section: PickerSection;
  /** Height of the whole section, in pixels. */
  readonly height: number;
  /** Position of its first row among all rows. */
  readonly start: number;
  /** Which of its own rows are drawn: from one, up to and without another. */
  readonly from: number;
  readonly to: number;
}

/** What is seen of the list. */
export interface Seen {
  /** Pixels above it. */
  readonly top: number;
  /** In pixels: whole rows. */
  readonly height: number;
  /** What the list showed then. */
  readonly of: readonly PickerSection[];
}

/** How many rows more are drawn above and below, so that none is missing while the list moves. */
const spareRows = 6;

/** As much as a popup shows. */
export const seenAtFirst: Seen = { top: 0, height: 12 * rowHeight, of: [] };

/** What is seen of a list that is so high and has been moved so far, in pixels. */
export function seenOf(top: number, height: number, of: readonly PickerSection[]): Seen {
  return { top, height: Math.ceil(height / rowHeight) * rowHeight, of };
}

export function isSame(one: Seen, other: Seen): boolean {
  return one.top === other.top && one.height === other.height && one.of === other.of;
}

/**
 * Which rows of which sections are to be drawn for what is seen of the list. Of sections that are not seen yet there are none to
 * spare: what is new is to be painted soon.
 */
export function drawnSections(sections: readonly PickerSection[], { top, height, of }: Seen): DrawnSection[] {
  const spare = of === sections ? spareRows : 0;
  let start = 0;
  let above = 0;
  return sections.flatMap((section) => {
    const { length } = section.rows;
    const own = { section, start, height: headingHeight + length * rowHeight };
    const begin = above + headingHeight;
    start += length;
    above += own.height;
    const row = (pixel: number): number => Math.max(0, Math.min(length, Math.floor((pixel - begin) / rowHeight)));
    return [{ ...own, from: row(top - spare * rowHeight), to: row(top + height + (spare + 1) * rowHeight) }];
  });
}

/** How far from the list's top a row is, in pixels; for the first row of a section, its heading. */
export function placeOfRow(sections: readonly PickerSection[], at: number): { readonly top: number; readonly bottom: number } {
  let above = 0;
  let left = at;
  for (const { rows: { length } } of sections) {
    if (left < length) {
      const top = above + headingHeight + left * rowHeight;
      return { top: left === 0 ? above : top, bottom: top + rowHeight };
    }
    left -= length;
    above += headingHeight + length * rowHeight;
  }
  return { top: 0, bottom: 0 };
}
