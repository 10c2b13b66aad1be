import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { givenCatalogueSchema } from '../../../src/core/given.js';
import { givenRolesMost, readGiven } from '../../../src/formats/given.js';
import { printJson, printText } from '../../../src/formats/printing.js';
import { alice, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const prod = roleNamed('prod');
const behind = roleBehind(prod, 'behind', { group: 'Deep' });
const catalogue = { ...catalogueOf([behind, prod]), rules: [{ id: 'r', on: 'role' as const, pattern: 'prod', colour: '#c62828', guard: { confirm: true as const } }] };
const read = (text: string) => readGiven(text, 'team', 'catalogue.example');
const user = 'arn:aws:iam::111111111111:user/alice';

describe('a given catalogue', () => {
  it.each([['JSON', printJson(catalogue)], ['text', printText(catalogue)]])('is read from our own %s, with ids that stay', (_, text) => {
    const { value, problems } = read(text);
    expect(problems).toEqual([]);
    expect(v.is(givenCatalogueSchema, value)).toBe(true);
    expect(value.users).toEqual([{ id: user, userName: 'alice', accountId: '111111111111', partition: 'aws' }]);
    expect(value.roles.map(({ id, source, group }) => [id, source.id, group])).toEqual([
      ['shared:team:behind', 'shared:team:prod', 'Deep'], ['shared:team:prod', user, 'catalogue.example'],
    ]);
  });

  it('has the colour and the guard of its own rules in its roles, because a rule would look at the person’s too', () => {
    const { value: { roles } } = read(printJson(catalogue));
    expect(roles.map(({ colour, guard }) => [colour, guard])).toEqual([['#2e7d32', undefined], ['#c62828', { confirm: true }]]);
  });

  it('has no access key: one that stands there is a problem with its line, and is not read', () => {
    const lines = printJson(catalogue).split('\n');
    lines.splice(4, 0, `      "accessKeyId": "${alice.accessKeyId.replace(/0/g, '2')}",`, '      "secretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",');
    const { value, problems } = read(lines.join('\n'));
    expect(problems.map(({ problem, line }) => [problem, line])).toEqual([['keyInGiven', 5], ['keyInGiven', 6]]);
    expect(JSON.stringify([value, problems])).not.toMatch(/EXAMPLE/);
    expect(value.roles).toHaveLength(2);
  });

  it('is not what another tool has, nor nonsense, nor a page', () => {
    for (const text of ['[profile x]\nrole_arn = arn:aws:iam::222222222222:role/x', '{}', '<!doctype html>', '']) {
      expect(read(text).value.roles).toEqual([]);
      expect(read(text).problems).toHaveLength(1);
    }
  });

  it('leaves out what leads to no user of it, with a problem', () => {
    const astray = roleNamed('astray', { source: { kind: 'role', id: 'nobody' } });
    const { value, problems } = read(printJson({ ...catalogue, roles: [...catalogue.roles, astray] }));
    expect(value.roles.map(({ name }) => name)).toEqual(['behind', 'prod']);
    expect(problems).toHaveLength(1);
  });

  it('has ten thousand roles at most', () => {
    const roles = Array.from({ length: givenRolesMost + 1 }, (_, at) => ({ name: `r${at}`, arn: `arn:aws:iam::222222222222:role/r${at}`, source: { identity: user } }));
    const text = (count: number): string => JSON.stringify({ sallyport: 1, identities: [{ arn: user }], roles: roles.slice(0, count) });
    expect(read(text(givenRolesMost)).value.roles).toHaveLength(givenRolesMost);
    expect(read(text(givenRolesMost + 1))).toMatchObject({ value: { roles: [] }, problems: [{ problem: 'givenTooMany' }] });
  }, 30_000);
});
