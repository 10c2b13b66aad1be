import { describe, expect, it } from 'vitest';
import { accountOfSession, coloursToRemember, isMarkTrue, isSameRole, markOf, markOfSession } from '../../../src/core/marks.js';
import { catalogueOf, roleNamed } from '../scenario.js';

const role = roleNamed('prod', {
  arn: 'arn:aws:iam::222222222222:role/team/ops/prod-admin', accountName: 'Acme Prod', colour: '#c62828', externalId: 'x-secretish',
  sessionName: 'deploy', destination: 'ec2/home',
});

describe('the mark of a console', () => {
  it('is what makes it recognisable, and nothing that could be of use to a page', () => {
    expect(markOf(role, [])).toEqual({
      name: 'prod', account: 'Acme Prod', region: 'ap-northeast-1', colour: '#c62828', accountId: '222222222222', roleName: 'prod-admin',
    });
  });

  it('says so when its session is only to look', () => {
    expect(markOf(role, [], true)).toEqual({ ...markOf(role, []), readOnly: true });
    expect(isSameRole(markOf(role, [], true), markOf(role, []))).toBe(true);
    expect(isSameRole(markOf(role, []), markOf(roleNamed('prod'), []))).toBe(false);
  });

  it('names the account by its number when the person has no name for it', () => {
    expect(markOf(roleNamed('dev'), []).account).toBe('2222 2222 2222');
  });

  it.each(['alice', 'alice@example.com', 'x'.repeat(64)])('is true for the role’s session %s, whose ARN has no path', (session) => {
    expect(isMarkTrue(markOf(role, []), `arn:aws:sts::222222222222:assumed-role/prod-admin/${session}`)).toBe(true);
  });

  it.each([
    ['another account', 'arn:aws:sts::333333333333:assumed-role/prod-admin/alice'],
    ['another role', 'arn:aws:sts::222222222222:assumed-role/prod-reader/alice'],
    ['a role whose name begins alike', 'arn:aws:sts::222222222222:assumed-role/prod-admin2/alice'],
    ['a role whose name differs in case', 'arn:aws:sts::222222222222:assumed-role/Prod-Admin/alice'],
    ['the role itself', role.arn],
    ['a user', 'arn:aws:iam::222222222222:user/prod-admin'],
    ['root', 'arn:aws:iam::222222222222:root'],
    ['nonsense', 'prod-admin'],
    ['nothing', ''],
  ])('is false for %s', (_, arn) => {
    expect(isMarkTrue(markOf(role, []), arn)).toBe(false);
  });
});

it('a mark names the region that the console opens in, also when the destination says another than the role', () => {
  expect(markOf({ ...role, region: 'ap-northeast-1', destination: 'ec2/home?region=eu-west-1#Instances:' }, []).region).toBe('eu-west-1');
  expect(markOf({ ...role, region: 'ap-northeast-1', destination: 'ec2/home' }, []).region).toBe('ap-northeast-1');
});

it('a session is marked as the role of the catalogue that it is of, by account and name, and not otherwise', () => {
  const catalogue = catalogueOf([roleNamed('dev'), role]);
  expect(markOfSession(catalogue, 'arn:aws:sts::222222222222:assumed-role/prod-admin/bob')?.name).toBe('prod');
  for (const arn of ['arn:aws:sts::333333333333:assumed-role/prod-admin/bob', 'arn:aws:sts::222222222222:assumed-role/team/bob', role.arn, '']) {
    expect(markOfSession(catalogue, arn), arn).toBeUndefined();
  }
});

it('whoever is signed in is of the account that their ARN names', () => {
  const ids = ['sts::222222222222:assumed-role/prod/alice', 'sts::222222222222:federated-user/bob', 'iam::222222222222:user/team/bob', 'iam::222222222222:root'];
  for (const id of ids) for (const partition of ['aws', 'aws-us-gov']) expect(accountOfSession(`arn:${partition}:${id}`), id).toBe('222222222222');
  for (const arn of ['arn:aws:s3::222222222222:root', 'arn:aws:iam::2222:root', 'x arn:aws:iam::222222222222:root', '222222222222', '']) expect(accountOfSession(arn), arn).toBeUndefined();
});

it('what is remembered of an account is its one colour and its word, and nothing when its roles differ', () => {
  const other = roleNamed('other', { arn: 'arn:aws:iam::333333333333:role/other', colour: '#1e62d0' });
  const rules = [{ id: 'r', on: 'account', pattern: '3333*', colour: '#c2307c', label: 'TEST' }] as const;
  expect(coloursToRemember({ ...catalogueOf([role, other]), rules: [...rules] })).toEqual({
    222222222222: { colour: '#c62828', label: 'Acme Prod' }, 333333333333: { colour: '#c2307c', label: 'TEST' },
  });
  expect(coloursToRemember(catalogueOf([role, roleNamed('dev')]))).toEqual({});
});
