import { describe, expect, it } from 'vitest';
import { groupedAccount, mfaDeviceName, parseAssumedRoleArn, parseUserArn, proposedMfaSerial, roleArn } from '../../../src/core/arn.js';
import { checkMfaSerial, parseRoleArn } from '../../../src/core/arnFields.js';

describe('a role ARN', () => {
  it.each([
    ['arn:aws:iam::123456789012:role/admin', 'aws', '123456789012', '/', 'admin'],
    ['arn:aws:iam::000000000012:role/admin', 'aws', '000000000012', '/', 'admin'],
    ['arn:aws-us-gov:iam::123456789012:role/admin', 'aws-us-gov', '123456789012', '/', 'admin'],
    ['arn:aws-cn:iam::123456789012:role/admin', 'aws-cn', '123456789012', '/', 'admin'],
    ['arn:aws-eusc:iam::123456789012:role/admin', 'aws-eusc', '123456789012', '/', 'admin'],
    ['arn:aws:iam::123456789012:role/team/ops/admin', 'aws', '123456789012', '/team/ops/', 'admin'],
    ['arn:aws:iam::123456789012:role/a:b/admin', 'aws', '123456789012', '/a:b/', 'admin'],
    ['arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_0123', 'aws', '123456789012',
      '/aws-reserved/sso.amazonaws.com/', 'AWSReservedSSO_A_0123'],
    ['  arn:aws:iam::123456789012:role/a+=,.@-_Z9 \n', 'aws', '123456789012', '/', 'a+=,.@-_Z9'],
    [`arn:aws:iam::123456789012:role/${'n'.repeat(64)}`, 'aws', '123456789012', '/', 'n'.repeat(64)],
  ])('is read: %s', (text, partition, accountId, path, roleName) => {
    expect(parseRoleArn(text)).toEqual({ value: { arn: text.trim(), partition, accountId, path, roleName } });
  });

  it.each([
    ['', 'arnMalformed'],
    ['admin', 'arnMalformed'],
    ['arn:aws:iam::', 'arnNotRole'],
    ['arn:aws:iam', 'arnMalformed'],
    ['xarn:aws:iam::123456789012:role/admin', 'arnMalformed'],
    ['ARN:aws:iam::123456789012:role/admin', 'arnMalformed'],
    ['arn:aws:iam::123456789012:user/alice', 'arnNotRole'],
    ['arn:aws:iam::123456789012:role', 'arnNotRole'],
    ['arn:aws:iam::123456789012:Role/admin', 'arnNotRole'],
    ['arn:aws:iam::123456789012:instance-profile/admin', 'arnNotRole'],
    ['arn:aws:iam:us-east-1:123456789012:role/admin', 'arnNotRole'],
    ['arn:aws:sts::123456789012:role/admin', 'arnNotRole'],
    ['arn:aws:sts::123456789012:assumed-role/admin/alice', 'arnAssumedRole'],
    ['arn:aws-iso:iam::123456789012:role/admin', 'arnPartition'],
    ['arn:constructor:iam::123456789012:role/admin', 'arnPartition'],
    ['arn::iam::123456789012:role/admin', 'arnPartition'],
    ['arn:aws:iam::12345678901:role/admin', 'arnAccount'],
    ['arn:aws:iam::1234567890123:role/admin', 'arnAccount'],
    ['arn:aws:iam::１２３４５６７８９０１２:role/admin', 'arnAccount'],
    ['arn:aws:iam::1234-5678-9012:role/admin', 'arnAccount'],
    ['arn:aws:iam::aws:role/admin', 'arnAccount'],
    ['arn:aws:iam::123456789012:role/', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/team/', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role//admin', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/ad min', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/te am/admin', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/管理者', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/ａｄｍｉｎ', 'arnRoleName'],
    ['arn:aws:iam::123456789012:role/admin\narn:aws:iam::123456789012:role/other', 'arnRoleName'],
    [`arn:aws:iam::123456789012:role/${'n'.repeat(65)}`, 'arnRoleName'],
  ])('is refused with what is wrong with it: %j', (text, problem) => {
    expect(parseRoleArn(text)).toEqual({ problem });
  });

  it('of the catalogue is read with spaces around it too, as a vault may have it', () => {
    expect(roleArn(' arn:aws:iam::123456789012:role/a\n').arn).toBe('arn:aws:iam::123456789012:role/a');
  });

  it('of the catalogue that is malformed is a programming error, and the error does not repeat it', () => {
    expect(roleArn('arn:aws:iam::123456789012:role/a').roleName).toBe('a');
    expect(() => roleArn('nonsense')).toThrow(TypeError);
    expect(() => roleArn('nonsense')).not.toThrow(/nonsense/);
  });
});

describe('the ARN that GetCallerIdentity answers', () => {
  it.each([
    ['arn:aws:iam::123456789012:user/alice', { partition: 'aws', accountId: '123456789012', userName: 'alice' }],
    ['arn:aws-cn:iam::123456789012:user/alice@example.com', { partition: 'aws-cn', accountId: '123456789012', userName: 'alice@example.com' }],
    ['arn:aws:iam::012345678901:user/division/team:a/alice', { partition: 'aws', accountId: '012345678901', userName: 'alice' }],
  ])('names the user: %s', (arn, owner) => {
    expect(parseUserArn(arn)).toEqual(owner);
  });

  it.each([
    'arn:aws:iam::123456789012:root',
    'arn:aws:sts::123456789012:assumed-role/admin/alice',
    'arn:aws:sts::123456789012:federated-user/alice',
    'arn:aws:iam::123456789012:role/admin',
    'arn:aws-iso:iam::123456789012:user/alice',
    'arn:aws:iam::12345:user/alice',
    'arn:aws:iam::123456789012:user/',
    '',
  ])('is no user: %j', (arn) => {
    expect(parseUserArn(arn)).toBeUndefined();
  });
});

describe('an MFA device', () => {
  const owner = { partition: 'aws', accountId: '123456789012', userName: 'alice' } as const;

  it.each([
    ' arn:aws:iam::123456789012:mfa/alice ',
    'arn:aws:iam::123456789012:mfa/path/of/it/phone',
    'GAHT12345678',
    '123456789',
    'A'.repeat(256),
  ])('of the user is taken: %s', (text) => {
    expect(checkMfaSerial(text, owner)).toEqual({ value: text.trim() });
  });

  it.each([
    ['arn:aws:iam::123456789012:user/alice', 'serialIsUser'],
    ['arn:aws:iam::123456789012:u2f/user/alice/key-ABC', 'serialIsFido'],
    ['arn:aws:iam::999999999999:mfa/alice', 'serialAccount'],
    ['arn:aws-us-gov:iam::123456789012:mfa/alice', 'serialPartition'],
    ['arn:aws:iam::123456789012:sms-mfa/alice', 'serialIsSms'],
    ['arn:aws:iam::123456789012:mfa', 'serialMalformed'],
    ['arn:aws:iam::123456789012:mfa/', 'serialMalformed'],
    ['arn:aws:iam::12345678901:mfa/alice', 'serialMalformed'],
    ['arn:aws:sts::123456789012:mfa/alice', 'serialMalformed'],
    ['arn:aws:iam::１２３４５６７８９０１２:mfa/alice', 'serialMalformed'],
    ['arn:aws:iam', 'serialMalformed'],
    ['12345678', 'serialMalformed'],
    ['GAHT 12345678', 'serialMalformed'],
    ['A'.repeat(257), 'serialMalformed'],
    ['', 'serialMalformed'],
  ])('is refused with what is wrong with it: %j', (text, problem) => {
    expect(checkMfaSerial(text, owner)).toEqual({ problem });
  });

  it('is not held against an owner who is not known yet', () => {
    expect(checkMfaSerial('arn:aws-cn:iam::999999999999:mfa/x')).toEqual({ value: 'arn:aws-cn:iam::999999999999:mfa/x' });
  });

  it('is proposed under the user’s name, and the proposal is one that is taken', () => {
    const proposed = proposedMfaSerial(owner);
    expect(proposed).toBe('arn:aws:iam::123456789012:mfa/alice');
    expect(checkMfaSerial(proposed, owner)).toEqual({ value: proposed });
  });

  it('is asked for by its own name', () => {
    expect(mfaDeviceName('arn:aws:iam::123456789012:mfa/path/phone')).toBe('phone');
    expect(mfaDeviceName('GAHT12345678')).toBe('GAHT12345678');
  });
});

describe('the session of a console', () => {
  it('names account and role', () => {
    expect(parseAssumedRoleArn('arn:aws:sts::123456789012:assumed-role/admin/alice@example.com'))
      .toEqual({ accountId: '123456789012', roleName: 'admin' });
    expect(parseAssumedRoleArn('arn:aws-us-gov:sts::123456789012:assumed-role/admin/alice')?.roleName).toBe('admin');
  });

  it.each([
    'arn:aws:iam::123456789012:role/admin',
    'arn:aws:sts::123456789012:assumed-role/admin',
    'arn:aws:sts::123456789012:assumed-role/path/admin/alice',
    'arn:aws:sts::123456789012:federated-user/alice',
    'arn:aws:iam::123456789012:root',
    '',
  ])('of anything but a role is none: %j', (arn) => {
    expect(parseAssumedRoleArn(arn)).toBeUndefined();
  });
});

it('an account number is read in groups of four, with its leading zeros', () => {
  expect(groupedAccount('001234567890')).toBe('0012 3456 7890');
});
