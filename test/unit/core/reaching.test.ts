import { describe, expect, it } from 'vitest';
import { unreached } from '../../../src/core/reaching.js';
import { catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const lost = (...roles: Parameters<typeof catalogueOf>[0][number][]): string[] => [...unreached(catalogueOf(roles))];

describe('a role that does not lead to an identity', () => {
  it('is none whose chain does, however long it is and in whatever order its roles stand', () => {
    const hub = roleNamed('hub');
    const long = [hub];
    for (let count = 0; count < 5000; count += 1) long.unshift(roleBehind(long[0] ?? hub, `r${count}`));
    expect(lost(...long)).toEqual([]);
  });

  it('is one whose source is not there, and everything behind it', () => {
    const gone = roleNamed('gone');
    const next = roleBehind(gone, 'next');
    expect(lost(roleBehind(next, 'last'), next, roleNamed('good'))).toEqual(['role-last', 'role-next']);
    expect(lost(roleNamed('a', { source: { kind: 'identity', id: 'nobody' } }))).toEqual(['role-a']);
  });

  it('is one that loops, or leads into a loop', () => {
    const a = roleNamed('a', { source: { kind: 'role', id: 'role-b' } });
    const b = roleBehind(a, 'b');
    expect(lost(a, b, roleBehind(b, 'c'), roleNamed('self', { source: { kind: 'role', id: 'role-self' } }))).toEqual(['role-a', 'role-b', 'role-c', 'role-self']);
  });

  it('is one in another partition than its identity, or behind one that is', () => {
    const far = roleNamed('far', { arn: 'arn:aws-cn:iam::222222222222:role/far' });
    expect(lost(far, roleBehind(far, 'near'))).toEqual(['role-far', 'role-near']);
  });
});
