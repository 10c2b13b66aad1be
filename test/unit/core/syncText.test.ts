import { describe, expect, it } from 'vitest';
import { emptiedIn, goneFrom, usersMissing, withoutUsers, withWaiting } from '../../../src/core/syncText.js';
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

describe('what another computer has taken away', () => {
  const rule = { id: 'r', on: 'role', pattern: 'Mine*', colour: '#c62828', label: 'PROD' } as const;
  const ruled = printJson({ ...catalogueOf([mine]), rules: [rule] });

  it('is named when it is still here', () => {
    expect(goneFrom(both, own, both)).toEqual({ roles: ['behind', 'his'], rules: [] });
    expect(goneFrom(both, own, own)).toEqual({ roles: [], rules: [] });
    expect(goneFrom(ruled, own, ruled)).toEqual({ roles: [], rules: ['Mine*'] });
    expect(goneFrom(ruled, own, own)).toEqual({ roles: [], rules: [] });
  });

  it('is told of each field that a role or rule no longer has', () => {
    const full = printJson({ ...catalogueOf([{ ...mine, destination: 'ec2', tags: ['x'] }]), rules: [rule] });
    const bare = { id: 'r', on: 'role', pattern: 'mine*', colour: '#c62828' } as const;
    const emptied = emptiedIn(full, printJson({ ...catalogueOf([mine]), rules: [bare] }));
    expect([...emptied.roles]).toEqual([['mine', ['destination', 'tags']]]);
    expect([...emptied.rules]).toEqual([['role mine*', ['label']]]);
    expect(emptiedIn(full, printJson(catalogueOf([]))).roles.size).toBe(0);
    expect(emptiedIn(full, full)).toEqual({ roles: new Map(), rules: new Map() });
  });

  it('is not told of a label that became an empty one, nor of rules that a newer version has made', () => {
    expect(emptiedIn(ruled, printJson({ ...catalogueOf([mine]), rules: [{ ...rule, label: '' }] })).rules.size).toBe(0);
    const newer = ruled.replace('"rules": [', '"rules": [{ "on": "moon", "pattern": "x" },');
    expect(goneFrom(newer, ruled, newer)).toEqual({ roles: [], rules: [] });
    expect(goneFrom(ruled, newer, ruled)).toEqual({ roles: [], rules: [] });
  });
});
