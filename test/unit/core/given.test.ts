import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { findChain } from '../../../src/core/chain.js';
import { inItsColour } from '../../../src/core/colourRules.js';
import { type Given, type GivenCatalogue, givenCatalogueSchema, type GivenRole, joinGiven, roleOrigin, withGiven } from '../../../src/core/given.js';
import { guardOf } from '../../../src/core/guard.js';
import { alice, bob, catalogueOf, roleNamed } from '../scenario.js';

function givenRole(name: string, more: Partial<GivenRole> = {}): GivenRole {
  return { name, arn: `arn:aws:iam::333333333333:role/${name}`, colour: '#c62828', region: 'us-east-1', destination: '', ...more };
}

const byPolicy = (roles: GivenRole[], rules: GivenCatalogue['rules'] = []): Given => ({ from: 'policy', catalogue: { roles, rules } });
const byTeam = (roles: GivenRole[], rules: GivenCatalogue['rules'] = []): Given => ({ from: { shared: 'team' }, catalogue: { roles, rules } });

describe('the catalogue that is in effect', () => {
  it('has the own roles first, then those that are given, under ids that say whose they are', () => {
    const { roles } = withGiven(catalogueOf([roleNamed('mine')]), [byPolicy([givenRole('audit')]), byTeam([givenRole('ops')])]);
    expect(roles.map(({ id }) => id)).toEqual(['role-mine', 'policy/audit', 'shared:team/ops']);
    expect(roles.map(({ id }) => roleOrigin(id))).toEqual(['own', 'policy', { shared: 'team' }]);
  });

  it('assumes a given role from an identity of the account it names, from another given role, or from the first identity there is', () => {
    const catalogue = withGiven(catalogueOf([], [alice, bob]), [byPolicy([
      givenRole('named', { source: { account: bob.accountId } }), givenRole('behind', { source: { role: 'named' } }), givenRole('any'),
    ])]);
    expect(findChain(catalogue, 'policy/named').identity).toBe(bob);
    expect(findChain(catalogue, 'policy/behind').roles.map(({ name }) => name)).toEqual(['named', 'behind']);
    expect(findChain(catalogue, 'policy/any').identity).toBe(alice);
  });

  it('leaves out and counts what the person has no identity for, what stands behind that, and what loops', () => {
    const { catalogue, leftOut } = joinGiven(catalogueOf([]), [byPolicy([
      givenRole('elsewhere', { source: { account: '777777777777' } }), givenRole('behind', { source: { role: 'elsewhere' } }),
      givenRole('round', { source: { role: 'round' } }), givenRole('china', { arn: 'arn:aws-cn:iam::333333333333:role/china' }), givenRole('fine'),
    ])]);
    expect(catalogue.roles.map(({ name }) => name)).toEqual(['fine']);
    expect(leftOut).toBe(4);
  });

  it('gives a number to a name that is taken, and keeps what stands behind it', () => {
    const { roles } = withGiven(catalogueOf([roleNamed('ops')]), [byTeam([givenRole('ops'), givenRole('next', { source: { role: 'ops' } })])]);
    expect(roles.map(({ name }) => name)).toEqual(['ops', 'ops (2)', 'next']);
    expect(roles[2]?.source).toEqual({ kind: 'role', id: 'shared:team/ops' });
  });

  it('has the policy’s rules before the own ones, and shared ones after them', () => {
    const rule = (pattern: string, colour: string) => ({ on: 'role' as const, pattern, colour });
    const own = { ...catalogueOf([roleNamed('prod'), roleNamed('free')]), rules: [{ id: 'own', ...rule('*', '#2e7d32') }] };
    const { roles: [prod, free], rules } = withGiven(own, [
      byTeam([], [rule('*', '#1565c0')]), byPolicy([], [{ ...rule('prod*', '#c62828'), guard: { confirm: true } }]),
    ]);
    expect(rules.map(({ id }) => id)).toEqual(['policy/1', 'own', 'shared:team/1']);
    expect(prod && inItsColour(prod, rules).colour).toBe('#c62828');
    expect(prod && guardOf(prod, rules)).toEqual({ confirm: true });
    expect(free && inItsColour(free, rules).colour).toBe('#2e7d32');
  });

  it('never shadows or changes an own role, whatever is given', () => {
    const name = fc.oneof(fc.constantFrom('a', 'b', 'a (2)', '__proto__', 'constructor'), fc.stringMatching(/^[\w/:.-]{1,12}$/));
    const given = fc.array(fc.record({ name, source: fc.option(fc.oneof(fc.record({ role: name }), fc.constant({ account: alice.accountId })), { nil: undefined }) }), { maxLength: 12 });
    fc.assert(fc.property(fc.uniqueArray(name, { maxLength: 6 }), given, given, fc.boolean(), (own, policy, team, hostile) => {
      const roles = own.map((text) => roleNamed(text, { arn: 'arn:aws:iam::222222222222:role/own', ...(hostile ? { id: `policy/${text}` } : {}) }));
      const made = (list: typeof policy): GivenRole[] => list.map(({ name: text, source }) => ({ ...givenRole(text), arn: 'arn:aws:iam::333333333333:role/x', ...(source ? { source } : {}) }));
      const whole = withGiven(catalogueOf(roles), [byPolicy(made(policy)), byTeam(made(team))]);
      expect(whole.roles.slice(0, roles.length)).toEqual(roles);
      expect(new Set(whole.roles.map(({ id }) => id)).size).toBe(whole.roles.length);
      expect(new Set(whole.roles.map((role) => role.name)).size).toBe(whole.roles.length);
      for (const { id } of whole.roles) expect(findChain(whole, id).identity).toBe(alice);
    }), { numRuns: 300, seed: 20_261_128 });
  });
});

describe('what may be given', () => {
  it('has no ids, no identities and no secrets', () => {
    const fine = { roles: [givenRole('ops', { source: { account: '111111111111' } })], rules: [] };
    expect(v.is(givenCatalogueSchema, fine)).toBe(true);
    expect(v.is(givenCatalogueSchema, { ...fine, identities: [] })).toBe(false);
    expect(v.is(givenCatalogueSchema, { ...fine, roles: [{ ...givenRole('ops'), id: 'mine' }] })).toBe(false);
    expect(v.is(givenCatalogueSchema, { ...fine, roles: [{ ...givenRole('ops'), secretAccessKey: 'x' }] })).toBe(false);
  });

  it('has a most', () => {
    const many = Array.from({ length: 10_001 }, () => givenRole('ops'));
    expect(v.is(givenCatalogueSchema, { roles: many, rules: [] })).toBe(false);
  });
});
