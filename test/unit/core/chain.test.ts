import { describe, expect, it } from 'vitest';
import { findChain, withRoles } from '../../../src/core/chain.js';
import { alice, bob, catalogueOf, failureFrom, roleBehind, roleNamed } from '../scenario.js';

const hub = roleNamed('hub');
const middle = roleBehind(hub, 'middle');
const target = roleBehind(middle, 'target');
const names = (roles: readonly { name: string }[]): string[] => roles.map(({ name }) => name);

describe('a chain', () => {
  it('goes from the identity through each source to the wanted role, in whatever order the catalogue holds them', () => {
    for (const roles of [[hub, middle, target], [target, middle, hub], [middle, target, hub]]) {
      const chain = findChain(catalogueOf(roles, [bob, alice]), target.id);
      expect([chain.identity, names(chain.roles)]).toEqual([alice, ['hub', 'middle', 'target']]);
    }
  });

  it('ends where it is asked to end', () => {
    expect(names(findChain(catalogueOf([hub, middle, target]), hub.id).roles)).toEqual(['hub']);
  });

  it('starts from the identity that its first role names', () => {
    const role = roleNamed('dev', { source: { kind: 'identity', id: bob.id } });
    expect(findChain(catalogueOf([role], [alice, bob]), role.id).identity).toBe(bob);
  });

  it('does not take an identity for a role, nor a role for an identity', async () => {
    const mixed = roleNamed('mixed', { source: { kind: 'role', id: alice.id } });
    const other = roleNamed('other', { source: { kind: 'identity', id: hub.id } });
    expect((await failureFrom(() => findChain(catalogueOf([hub, mixed]), mixed.id))).kind).toBe('sourceMissing');
    expect((await failureFrom(() => findChain(catalogueOf([hub, other]), other.id))).kind).toBe('identityUnknown');
  });
});

describe('a chain that leads nowhere', () => {
  it('is refused when the role is not in the catalogue', async () => {
    expect(await failureFrom(() => findChain(catalogueOf([hub]), 'role-gone'))).toEqual({ kind: 'roleUnknown', values: {} });
  });

  it('is refused when one of its sources is gone, and the role that names it is told', async () => {
    expect(await failureFrom(() => findChain(catalogueOf([middle, target]), target.id)))
      .toEqual({ kind: 'sourceMissing', values: { role: 'middle' } });
  });

  it('is refused when the identity is gone, and the role that names it is told', async () => {
    expect(await failureFrom(() => findChain(catalogueOf([hub, middle], []), middle.id)))
      .toEqual({ kind: 'identityUnknown', values: { role: 'hub' } });
  });

  it('is refused when it comes back to itself, from wherever it is entered', async () => {
    const loop = [{ ...hub, source: { kind: 'role' as const, id: target.id } }, middle, target];
    for (const { id } of loop) expect((await failureFrom(() => findChain(catalogueOf(loop), id))).kind).toBe('chainLoops');
    const leading = roleBehind(middle, 'leading');
    expect((await failureFrom(() => findChain(catalogueOf([...loop, leading]), leading.id))).kind).toBe('chainLoops');
    const self = roleBehind(hub, 'self', { source: { kind: 'role', id: 'role-self' } });
    expect(await failureFrom(() => findChain(catalogueOf([self]), self.id)))
      .toEqual({ kind: 'chainLoops', values: { role: 'self', source: 'self' } });
  });

  it('is refused when any hop is in another partition than the key', async () => {
    const far = roleBehind(hub, 'far', { arn: 'arn:aws-cn:iam::222222222222:role/far' });
    const home = roleBehind(far, 'home');
    expect(await failureFrom(() => findChain(catalogueOf([hub, far, home]), home.id)))
      .toEqual({ kind: 'partitionDiffers', values: { role: 'far', user: 'alice' } });
  });

  it('is found without running out of stack, however long it is', () => {
    const roles = Array.from({ length: 2000 }, (_, at) =>
      (at === 0 ? roleNamed('r0') : roleNamed(`r${at}`, { source: { kind: 'role', id: `role-r${at - 1}` } })));
    expect(findChain(catalogueOf(roles), 'role-r1999').roles).toHaveLength(2000);
  });
});

describe('roles that are added', () => {
  it('must have a name of their own', async () => {
    const twin = { ...roleNamed('other'), name: 'hub' };
    expect((await failureFrom(() => withRoles(catalogueOf([hub]), [twin]))).kind).toBe('nameTaken');
    expect((await failureFrom(() => withRoles(catalogueOf([]), [hub, twin]))).kind).toBe('nameTaken');
    expect(withRoles(catalogueOf([hub]), [{ ...hub, region: 'eu-west-1' }]).roles).toEqual([{ ...hub, region: 'eu-west-1' }]);
  });

  it('must lead to an identity, in whatever order they come', async () => {
    expect(withRoles(catalogueOf([]), [target, middle, hub]).roles).toHaveLength(3);
    expect((await failureFrom(() => withRoles(catalogueOf([hub]), [target]))).kind).toBe('sourceMissing');
  });
});
