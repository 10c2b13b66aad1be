import { expect, it } from 'vitest';
import { withRoleMoved } from '../../../src/core/roleOrder.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const here = catalogueOf(['a', 'b', 'c'].map((name) => roleNamed(name)));
const order = (id: string, before?: string): string => withRoleMoved(here, id, before).roles.map(({ name }) => name).join('');

it('a role is put before another, or at the end, and the others keep their order', () => {
  expect([order('role-c', 'role-a'), order('role-a', 'role-c'), order('role-a'), order('role-b', 'gone')]).toEqual(['cab', 'bac', 'bca', 'acb']);
});

it('a role that is not there moves nothing', () => {
  expect([order('gone', 'role-a'), order('role-a', 'role-a')]).toEqual(['abc', 'abc']);
});
