import { describe, expect, it } from 'vitest';
import { noPicks, pickerSections } from '../../../src/core/picker.js';
import { drawnSections, headingHeight, placeOfRow, rowHeight, seenAtFirst, seenOf } from '../../../src/popup/windowing.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const sectionsOf = (count: number) => {
  const roles = Array.from({ length: count }, (_, at) => roleNamed(`r${at}`));
  return pickerSections(catalogueOf(roles), { ...noPicks, favourites: ['role-r1', 'role-r2'] }, 0);
};
type Sections = ReturnType<typeof sectionsOf>;
/** How many rows are drawn of a list that was seen so, or in whose place another was seen. */
const drawn = (sections: Sections, top: number, of: Sections = sections): number =>
  drawnSections(sections, seenOf(top, 400, of)).reduce((sum, { from, to }) => sum + to - from, 0);

describe('what is drawn of the list', () => {
  it('does not grow with it', () => {
    expect(drawn(sectionsOf(10_000), 0)).toBe(drawn(sectionsOf(100), 0));
    expect(drawn(sectionsOf(10_000), 5000 * rowHeight)).toBeLessThan(30);
    expect(drawnSections(sectionsOf(10_000), seenAtFirst).reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(13);
  });

  it('has no row to spare while it is new, since it is to be painted soon', () => {
    const [before, after] = [sectionsOf(300), sectionsOf(300)];
    expect(drawn(after, 0)).toBe(drawn(after, 0, before) + 6);
    expect(drawn(after, 100 * rowHeight)).toBe(drawn(after, 100 * rowHeight, before) + 12);
  });

  it.each([['new', []], ['seen', undefined]])('holds every row that is seen of a list that is %s, wherever it has been moved to', (_, of) => {
    const sections = sectionsOf(300);
    const all = sections.reduce((sum, { rows }) => sum + rows.length, 0);
    for (let top = 0; top < 300 * rowHeight; top += 17) {
      const parts = drawnSections(sections, seenOf(top, 400, of ?? sections));
      for (let at = 0; at < all; at += 1) {
        const place = placeOfRow(sections, at);
        const seen = place.bottom > top && place.bottom - rowHeight < top + 400;
        const part = parts.findLast(({ start }) => start <= at);
        if (seen) expect(part && at - part.start >= part.from && at - part.start < part.to, `row ${at} at ${top}`).toBe(true);
      }
    }
  });

  it('is as high as all rows and headings together', () => {
    const height = drawnSections(sectionsOf(50), seenOf(0, 400, [])).reduce((sum, part) => sum + part.height, 0);
    expect(height).toBe(52 * rowHeight + 2 * headingHeight);
  });
});

describe('the place of a row', () => {
  it('is below its heading, which belongs to the first row', () => {
    const sections = sectionsOf(10);
    expect(placeOfRow(sections, 0)).toEqual({ top: 0, bottom: headingHeight + rowHeight });
    expect(placeOfRow(sections, 1)).toEqual({ top: headingHeight + rowHeight, bottom: headingHeight + 2 * rowHeight });
    expect(placeOfRow(sections, 2)).toEqual({ top: headingHeight + 2 * rowHeight, bottom: 2 * headingHeight + 3 * rowHeight });
    expect(placeOfRow(sections, 99)).toEqual({ top: 0, bottom: 0 });
  });
});
