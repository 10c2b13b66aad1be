import { expect, it } from 'vitest';
import { placeFor, rolesFitting, withEdited } from '../../../src/options/roleList.js';
import { roleNamed } from '../scenario.js';

const roles = [roleNamed('prod-admin', { accountName: 'Acme Prod', tags: ['billing'] }), roleNamed('dev'), roleNamed('本番', { group: 'Acme' })];
const names = (typed: string): string[] => rolesFitting(roles, typed).map(({ name }) => name);

it('roles are found by every word of what is typed, wherever it stands', () => {
  expect([names('PROD acme'), names('acme'), names('ｄｅｖ'), names('2222 2222'), names('billing'), names(''), names('nothing')]).toEqual([
    ['prod-admin'], ['prod-admin', '本番'], ['dev'], ['prod-admin', 'dev', '本番'], ['prod-admin'], ['prod-admin', 'dev', '本番'], []]);
});

it('a role goes one place among those that are listed', () => {
  const [first, second, third] = roles.map((role) => role.id);
  const place = (at: number, way: 'up' | 'down' | 'top') => placeFor(roles, roles[at] ?? roleNamed('x'), way);
  expect([place(1, 'up'), place(2, 'up'), place(2, 'top'), place(0, 'down'), place(1, 'down')]).toEqual([first, second, first, third, undefined]);
});

it('the role that is edited is drawn once, whatever is typed to find others', () => {
  const [first, second, third] = roles;
  expect([withEdited(roles.slice(0, 2), third), withEdited(roles, second), withEdited(roles.slice(0, 1), undefined)]).toEqual([[third, first, second], roles, [first]]);
});
