import { describe, expect, it } from 'vitest';
import { rolesGone, usersMissing, withoutUsers, withWaiting } from '../../../src/core/syncText.js';
import { printJson } from '../../../src/formats/printing.js';
import { alice, bob, catalogueOf, roleBehind, roleNamed } from '../scenario.js';

const mine = roleNamed('mine');
const his = roleNamed('his', { source: { kind: 'identity', id: bob.id } });
const behind = roleBehind(his, 'behind');
const both = printJson(catalogueOf([behind, mine, his], [alice, bob]));
const own = printJson(catalogueOf([mine]));
const bobArn = 'arn:aws:iam::999999999999:user/bob';
const names = (text: string): string[] => (JSON.parse(text) as { roles: { name: string }[] }).roles.map(({ name }) => name).sort();

describe('what another computer has of a user without a key here', () => {
  it('is known by its ARN', () => {
    expect(usersMissing(both, own)).toEqual([bobArn]);
    expect(usersMissing(own, both)).toEqual([]);
    expect(usersMissing('nonsense', own)).toEqual([]);
  });

  it('is carried on with its roles and those behind them, and only while it waits', () => {
    expect(names(withWaiting(own, both, [bobArn]))).toEqual(['behind', 'his', 'mine']);
    expect(withWaiting(own, both, [])).toBe(own);
    expect(withWaiting(both, both, [bobArn])).toBe(both);
  });

  it('can be left out', () => {
    expect(names(withoutUsers(both, [bobArn]))).toEqual(['mine']);
    expect(withoutUsers(both, [])).toBe(both);
  });
});

it('roles that another computer has removed are named when they are still here', () => {
  expect(rolesGone(both, own, both)).toEqual(['behind', 'his']);
  expect(rolesGone(both, own, own)).toEqual([]);
});
