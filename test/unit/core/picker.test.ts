import { describe, expect, it } from 'vitest';
import { firstScreenOf } from '../../../src/core/firstScreen.js';
import { foundSections, likeliestRow, movedId, noPicks, type Picks, type PickerSection, pickerSections, withId } from '../../../src/core/picker.js';
import { withUse } from '../../../src/core/usage.js';
import { alice, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const now = Date.UTC(2026, 0, 31);
const [dev, prod, audit, lab] = [roleNamed('dev'), roleNamed('prod'), roleNamed('audit', { group: 'Security' }), roleNamed('lab')];
const more = Array.from({ length: 8 }, (_, at) => roleNamed(`more-${at}`));
const moreNames = more.map(({ name }) => name).join(' ');
const catalogue = catalogueOf([dev, prod, audit, lab, ...more]);
const used = (...names: string[]) => names.reduce((usage, name) => withUse(usage, `role-${name}`, now), {});
const shown = (sections: readonly PickerSection[]): string[] =>
  sections.map(({ kind, name, count, rows }) => `${name ?? kind} ${count}: ${rows.map(({ role }) => role.name).join(' ')}`);

describe('the picker, before anything is typed', () => {
  it('shows all roles in their own order', () => {
    expect(shown(pickerSections(catalogueOf([dev, prod]), noPicks, now))).toEqual(['all 2: dev prod']);
  });

  it('shows favourites in their order, then recent roles that are none, then groups, then the others', () => {
    const picks: Picks = { favourites: [prod.id, dev.id], hidden: [], usage: used('lab', 'prod', 'audit', 'audit') };
    expect(shown(pickerSections(catalogue, picks, now))).toEqual([
      'favourites 2: prod dev', 'recent 2: audit lab', 'Security 1: audit', `others 11: dev prod lab ${moreNames}`,
    ]);
  });

  it('leaves out what is hidden, but not a favourite among the favourites', () => {
    const picks: Picks = { favourites: [prod.id], hidden: [lab.id, prod.id], usage: used('lab') };
    expect(shown(pickerSections(catalogue, picks, now))).toEqual(['favourites 1: prod', 'Security 1: audit', `others 9: dev ${moreNames}`]);
  });

  it('shows no recent roles where all roles are seen at once, and begins on the likeliest of them', () => {
    const picks: Picks = { favourites: [], hidden: [], usage: used('prod') };
    const sections = pickerSections(catalogueOf([dev, prod]), picks, now);
    expect([shown(sections), likeliestRow(sections, picks, now)]).toEqual([['all 2: dev prod'], 1]);
  });

  it('forgets favourites and recent roles that are no more', () => {
    expect(shown(pickerSections(catalogueOf([dev]), { favourites: ['gone'], hidden: ['gone'], usage: used('gone') }, now))).toEqual(['all 1: dev']);
  });

  it('gives the first nine favourites a key', () => {
    const roles = Array.from({ length: 11 }, (_, at) => roleNamed(`r${at}`));
    const [favourites] = pickerSections(catalogueOf(roles), { ...noPicks, favourites: roles.map(({ id }) => id) }, now);
    expect(favourites?.rows.map(({ shortcut }) => shortcut)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, undefined, undefined]);
  });

  it('begins on the role that is likeliest to be wanted', () => {
    const picks: Picks = { favourites: [prod.id, dev.id], hidden: [], usage: used('dev', 'dev', 'lab') };
    expect(likeliestRow(pickerSections(catalogue, picks, now), picks, now)).toBe(1);
    expect(likeliestRow(pickerSections(catalogue, noPicks, now), noPicks, now)).toBe(0);
  });
});

describe('the picker, when something was typed', () => {
  it('shows what was found in its order, and what is hidden below', () => {
    const roles = [lab, prod, dev].map((role) => ({ role, hits: { name: { text: role.name, indexes: [0], score: 1 } } }));
    const sections = foundSections({ roles, total: 500 }, { ...noPicks, hidden: [prod.id], favourites: [dev.id] });
    expect(shown(sections)).toEqual(['found 499: lab dev', 'hidden 1: prod']);
    expect(sections[0]?.rows.map(({ hits, shortcut }) => [hits.name?.indexes, shortcut])).toEqual([[[0], undefined], [[0], 1]]);
  });
});

describe('a list of picks', () => {
  it('takes one at its end, once, and lets go of it', () => {
    expect(withId(['a', 'b'], 'a', true)).toEqual(['b', 'a']);
    expect(withId(['a', 'b'], 'a', false)).toEqual(['b']);
  });

  it('moves one by some places, and no further than there are', () => {
    expect(movedId(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(movedId(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a']);
    expect(movedId(['a', 'b', 'c'], 'a', -9)).toEqual(['a', 'b', 'c']);
    expect(movedId(['a'], 'gone', 1)).toEqual(['a']);
  });
});

describe('the first screen', () => {
  it('holds few roles of very many, says how many there are, and begins where the picker does', () => {
    const roles = Array.from({ length: 10_000 }, (_, at) => roleNamed(`r${at}`));
    const picks: Picks = { favourites: ['role-r7', 'role-r9000'], hidden: [], usage: used('r9000') };
    const first = firstScreenOf(catalogueOf(roles), picks, now);
    expect([first.count, first.chosen, first.catalogue.roles.length < 30]).toEqual([10_000, 1, true]);
    expect(first.sections.map(({ kind, count }) => [kind, count])).toEqual([['favourites', 2], ['all', 10_000]]);
    expect(JSON.stringify(first).length).toBeLessThan(20_000);
  });

  it('holds whatever it takes to open its roles', () => {
    const behind = roleBehind(roleBehind(dev, 'middle'), 'deep');
    const many = Array.from({ length: 100 }, (_, at) => roleNamed(`r${at}`));
    const first = firstScreenOf(catalogueOf([behind, ...many, roleBehind(dev, 'middle'), dev]), noPicks, now);
    const ids = first.catalogue.roles.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining([behind.id, 'role-middle', dev.id]));
    expect(first.catalogue.identities).toEqual([alice]);
  });
});
