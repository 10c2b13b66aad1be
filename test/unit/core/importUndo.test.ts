import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Catalogue } from '../../../src/core/catalogue.js';
import { importBetween, lastImportSchema, withoutImport } from '../../../src/core/importUndo.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const rule = { id: 'r', on: 'role' as const, pattern: 'x*', colour: '#c62828' };
const before: Catalogue = { ...catalogueOf([roleNamed('prod'), roleNamed('dev')]), rules: [rule] };
const hub = roleNamed('hub', { source: { kind: 'identity', id: bob.id } });
const after: Catalogue = {
  identities: [{ ...alice, stsRegion: 'eu-west-1' }, bob],
  roles: [roleNamed('prod', { region: 'eu-west-1', tags: ['a'] }), roleNamed('dev'), hub, roleBehind(hub, 'leaf')],
  rules: [{ ...rule, label: 'X' }, { ...rule, id: 'new', pattern: 'y*' }],
};
const done = importBetween(before, after);

describe('an import that is undone', () => {
  it('leaves everything as it was before', () => {
    expect(withoutImport(after, done)).toEqual({ catalogue: before, removed: [bob.id], left: [] });
  });

  it('is kept as it is sealed', () => {
    expect(v.parse(lastImportSchema, JSON.parse(JSON.stringify(done)))).toEqual(done);
  });

  it('leaves what was changed since, by name, and the rest goes back', () => {
    const roles = after.roles.map((role) => (role.name === 'prod' ? { ...role, region: 'us-east-1' } : role));
    const undone = withoutImport({ ...after, roles }, done);
    expect(undone.left).toEqual(['prod']);
    expect(undone.catalogue).toEqual({ ...before, roles: [roles[0], before.roles[1]] });
  });

  it('leaves what something made since needs, all the way to its identity', () => {
    const since = roleBehind(after.roles[3] ?? hub, 'since');
    const undone = withoutImport({ ...after, roles: [...after.roles, since] }, done);
    expect([undone.left, undone.removed]).toEqual([['bob', 'hub', 'leaf'], []]);
    expect(undone.catalogue.roles.map(({ name }) => name)).toEqual(['prod', 'dev', 'hub', 'leaf', 'since']);
  });

  it('does not mind what is gone already, nor what was added since', () => {
    const present = { ...after, roles: [...after.roles.filter(({ name }) => name !== 'leaf'), roleNamed('own')] };
    expect(withoutImport(present, done)).toMatchObject({ left: [], catalogue: { roles: [...before.roles, { name: 'own' }] } });
  });

  it('does not bring a role back to a source that is gone', () => {
    const was = catalogueOf([roleNamed('old'), roleBehind(roleNamed('old'), 'moved')]);
    const moved = catalogueOf([roleNamed('old'), roleNamed('moved')]);
    const undone = withoutImport(catalogueOf([roleNamed('moved')]), importBetween(was, moved));
    expect([undone.left, undone.catalogue]).toEqual([['moved'], catalogueOf([roleNamed('moved')])]);
  });

  it('of ten thousand roles is undone in one go', () => {
    const many = catalogueOf([...before.roles, ...Array.from({ length: 10_000 }, (_, index) => roleNamed(`r${index}`))]);
    expect(withoutImport(many, importBetween(catalogueOf(before.roles), many)).catalogue.roles).toEqual(before.roles);
  });
});
