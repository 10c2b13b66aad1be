import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { givenCatalogueSchema, withGiven } from '../../../src/core/given.js';
import { readGiven } from '../../../src/formats/given.js';
import { printJson, printText } from '../../../src/formats/printing.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed, secret } from '../scenario.js';

const base = roleNamed('base', { guard: { confirm: true }, tags: ['one', 'two'], sessionTags: [{ key: 'team', value: 'a b' }], group: 'prod' });
const catalogue = {
  ...catalogueOf([base, roleBehind(base, 'behind', { accountName: '本番' }), roleNamed('other', { source: { kind: 'identity', id: bob.id } })], [alice, bob]),
  rules: [{ id: 'rule', on: 'role' as const, pattern: 'prod*', colour: '#c62828', label: 'PROD', guard: { closeAfterMinutes: 30 } }],
};

describe('an exported catalogue is a shared one as it is', () => {
  it('with accounts in the place of users, and nothing else lost', () => {
    const { value, problems } = readGiven(printJson(catalogue));
    expect(problems).toEqual([{ line: 3, problem: 'identitiesLeftOut', values: {} }]);
    expect(v.is(givenCatalogueSchema, value)).toBe(true);
    expect(value.roles.map(({ source }) => source)).toEqual([{ account: alice.accountId }, { role: 'base' }, { account: bob.accountId }]);
    const again = withGiven(catalogueOf([], [alice, bob]), [{ from: { shared: 'x' }, catalogue: value }]);
    const plain = (list: readonly object[]) => list.map((item) => ({ ...item, id: undefined, source: undefined }));
    expect(plain(again.roles)).toEqual(plain(catalogue.roles));
    expect(plain(again.rules)).toEqual(plain(catalogue.rules));
  });

  it('and needs no identities: a role may name an account itself', () => {
    const text = '{"sallyport":1,"roles":[{"arn":"arn:aws:iam::222222222222:role/ops","source":{"account":"111111111111"}}]}';
    expect(readGiven(text)).toEqual({ problems: [], value: { rules: [], roles: [expect.objectContaining({ name: 'ops', region: 'us-east-1', source: { account: '111111111111' } })] } });
  });
});

describe('what a shared text should not hold', () => {
  it('is named with its line, and never repeated', () => {
    const text = `{"sallyport":1,\n"secretAccessKey":"${secret}",\n"roles":[{"arn":"arn:aws:iam::222222222222:role/ops",\n"note":"AKIAALICE0000EXAMPLE"}]}`;
    const read = readGiven(text);
    expect(read.problems).toEqual([
      { line: 2, problem: 'secretLeftOut', values: { key: 'secretAccessKey' } }, { line: 4, problem: 'secretLeftOut', values: { key: 'note' } },
    ]);
    expect(JSON.stringify(read)).not.toMatch(/wJalr|AKIA/);
    expect(read.value.roles).toHaveLength(1);
  });

  it('is a role whose source is not there', () => {
    const text = '{"sallyport":1,"roles":[\n{"arn":"arn:aws:iam::222222222222:role/ops","source":{"role":"gone"}},\n{"arn":"arn:aws:iam::222222222222:role/b","source":{"account":"12"}}]}';
    expect(readGiven(text)).toEqual({ value: { roles: [], rules: [] }, problems: [
      { line: 2, problem: 'sourceUnknown', values: { source: 'gone' } }, { line: 3, problem: 'sourceUnknown', values: { source: '12' } },
    ] });
  });

  it.each([
    ['arn', { arn: `arn:aws:iam::222222222222:role/${'p'.repeat(2100)}/ops` }], ['destination', { destination: `/${'a'.repeat(2048)}` }],
  ])('is a role with more in its %s than a vault would give back', (key, more) => {
    const roles = [{ name: 'long', arn: 'arn:aws:iam::222222222222:role/long', ...more }, { name: 'fine', arn: 'arn:aws:iam::222222222222:role/fine' }];
    const { value, problems } = readGiven(`{"sallyport":1,"roles":[\n${JSON.stringify(roles[0])},\n${JSON.stringify(roles[1])}]}`);
    expect(value.roles.map(({ name }) => name)).toEqual(['fine']);
    expect(problems).toEqual([{ line: 2, problem: 'valueWrongKind', values: expect.objectContaining({ key, outcome: 'leftOut' }) }]);
    expect(v.is(givenCatalogueSchema, value)).toBe(true);
  });

  it.each([['a file of another tool', printText(catalogue)], ['nothing', ''], ['a page', '<html>'], ['other JSON', '{"roles":[]}'], ['half a file', '{"sallyport":1,"ro']])('is %s', (_, text) => {
    const { value, problems } = readGiven(text);
    expect(value.roles).toEqual([]);
    expect(problems.length).toBeGreaterThan(0);
  });
});
