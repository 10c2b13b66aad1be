import { describe, expect, it } from 'vitest';
import { type ColourRule, fits, inItsColours, ruleFor } from '../../../src/core/colourRules.js';
import { palette } from '../../../src/core/colours.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const [red, orange] = palette.map(({ hex }) => hex);
const rule = (pattern: string, more: Partial<ColourRule> = {}): ColourRule => ({ id: pattern, on: 'role', pattern, colour: red ?? '', ...more });

describe('a pattern', () => {
  it.each([
    ['prod', 'prod'], ['PROD', 'prod'], ['prod', 'Prod'], [' prod ', 'prod'], ['*', ''], ['*', 'anything'], ['**', 'a'],
    ['*prod*', 'acme-prod-admin'], ['*prod*', 'prod'], ['prod*', 'prod-admin'], ['*admin', 'prod-admin'], ['a*c*e', 'abcde'],
    ['a*b*a', 'aba'], ['*ab*ab*', 'abab'], ['*本番*', '会社-本番-管理'], ['a.c', 'a.c'], ['[ab]', '[ab]'],
  ])('%j fits %j', (pattern, text) => expect(fits(pattern, text)).toBe(true));

  it.each([
    ['prod', 'prod-admin'], ['prod', ''], ['prod*', 'acme-prod'], ['*admin', 'prod-admins'], ['a*a', 'a'], ['ab*ba', 'aba'],
    ['*ab*ab*', 'ab'], ['a*b*a', 'aa'], ['a.c', 'abc'], ['[ab]', 'a'], ['a?c', 'abc'],
  ])('%j does not fit %j', (pattern, text) => expect(fits(pattern, text)).toBe(false));

  it('of 64 signs takes no time against a long text that it nearly fits', () => {
    const texts = ['a'.repeat(2048), `${'a'.repeat(2047)}b`, 'ab'.repeat(1024)];
    const patterns = ['*'.repeat(64), '*a'.repeat(32), `${'*a'.repeat(31)}*c`, 'a*'.repeat(32), `a${'*'.repeat(62)}c`];
    const startedAt = performance.now();
    for (let round = 0; round < 20; round += 1) for (const pattern of patterns) for (const text of texts) fits(pattern, text);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe('the rule of a role', () => {
  const role = roleNamed('Acme production', { arn: 'arn:aws:iam::222222222222:role/team/ops-admin', accountName: 'Acme Prod', region: 'eu-west-1' });

  it.each([
    ['its name here', rule('*production')], ['its name in AWS', rule('ops-*')], ['its account’s name', rule('acme prod', { on: 'account' })],
    ['its account’s number', rule('2222*', { on: 'account' })], ['its region', rule('eu-*', { on: 'region' })],
  ])('may go by %s', (_, fitting) => expect(ruleFor([fitting], role)).toBe(fitting));

  it.each([
    ['the path of its ARN', rule('*team*')], ['its account in place of its name', rule('acme prod')], ['its name in place of its account', rule('*ops*', { on: 'account' })],
    ['its account in place of its region', rule('2222*', { on: 'region' })],
  ])('never goes by %s', (_, other) => expect(ruleFor([other], role)).toBeUndefined());

  it('does without an account’s name', () => {
    expect(ruleFor([rule('*', { on: 'account' })], roleNamed('dev'))).toBeDefined();
    expect(ruleFor([rule('undefined', { on: 'account' })], roleNamed('dev'))).toBeUndefined();
  });

  it('is the first that fits', () => {
    const [first, second] = [rule('*admin', { id: 'first' }), rule('ops*', { id: 'second', colour: orange ?? '' })];
    expect([ruleFor([first, second], role)?.id, ruleFor([second, first], role)?.id]).toEqual(['first', 'second']);
  });

  it('gives the colour that is shown, and leaves what the person chose as it is', () => {
    const catalogue = { ...catalogueOf([role, roleNamed('dev')]), rules: [rule('ops*')] };
    expect(inItsColours(catalogue).roles.map(({ colour }) => colour)).toEqual([red, '#2e7d32']);
    expect(catalogue.roles.map(({ colour }) => colour)).toEqual(['#2e7d32', '#2e7d32']);
  });
});
