import { describe, expect, it } from 'vitest';
import { type GivenCatalogue, givenWaiting, withGiven } from '../../../src/core/given.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const mine = roleNamed('mine');
const team = { id: 'team-user', userName: 'team', accountId: alice.accountId, partition: 'aws' } as const;
const first = roleNamed('first', { source: { kind: 'identity', id: team.id } });
const given: GivenCatalogue = { id: 'team', users: [team], roles: [first, roleBehind(first, 'second')] };
const names = (catalogue: ReturnType<typeof withGiven>) => catalogue.roles.map(({ name, source }) => [name, source.id]);

describe('what was given', () => {
  it('comes after the person’s own, from the same user', () => {
    const own = catalogueOf([mine], [{ ...alice, id: 'other', userName: 'other' }, { ...alice, userName: 'team' }]);
    expect(names(withGiven(own, [given]))).toEqual([['mine', alice.id], ['first', alice.id], ['second', first.id]]);
    expect(withGiven(own, [])).toBe(own);
  });

  it('is opened with the only identity that the person has in the account, when the user is another', () => {
    expect(names(withGiven(catalogueOf([mine]), [given]))).toEqual([['mine', alice.id], ['first', alice.id], ['second', first.id]]);
  });

  it('waits while there is no such identity, or several', () => {
    const several = catalogueOf([], [alice, { ...alice, id: 'second-alice', userName: 'second' }]);
    for (const own of [catalogueOf([], [bob]), several, catalogueOf([], [])]) {
      expect(names(withGiven(own, [given]))).toEqual([]);
      expect(givenWaiting(own, given)).toBe(2);
    }
    expect(givenWaiting(catalogueOf([]), given)).toBe(0);
  });
});
