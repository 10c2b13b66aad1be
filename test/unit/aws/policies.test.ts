import { describe, expect, it } from 'vitest';
import { createOrganization } from '../../aws/organization.js';
import { denyWithoutMfa, userWithMfaTrust } from '../../aws/policies.js';

describe('the policies of the Organization', () => {
  it('refuse every call without MFA in the target accounts, a call that says nothing of MFA included', () => {
    expect(denyWithoutMfa.policy).toEqual({
      Version: '2012-10-17',
      Statement: [{
        Sid: 'AllDenyWithoutMFA', Effect: 'Deny', Action: ['*'], Resource: '*',
        Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
      }],
    });
  });

  it('let a role be assumed by the one user, with MFA on the call', () => {
    expect(userWithMfaTrust('aws', '111111111111', 'alice')).toEqual({
      Version: '2012-10-17',
      Statement: [{
        Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111111111111:user/alice' }, Action: 'sts:AssumeRole',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      }],
    });
  });

  it('spare the auth account, and bind every target account', () => {
    const bound = createOrganization().accounts.filter((account) => account.serviceControlPolicies.some(({ policies }) => policies.includes(denyWithoutMfa)));
    expect(bound.map(({ id }) => id)).toEqual(['222222222222', '333333333333', '444444444444']);
  });

  it('keep an Allow at every level, without which SCPs allow nothing', () => {
    for (const { serviceControlPolicies } of createOrganization().accounts) {
      for (const { policies } of serviceControlPolicies) expect(policies.map(({ name }) => name)).toContain('FullAWSAccess');
    }
  });
});

describe('an Organization in another partition', () => {
  it('has its ARNs and regions there', () => {
    const { roles, user } = createOrganization('aws-cn');
    expect(user.mfaSerial).toBe('arn:aws-cn:iam::111111111111:mfa/alice-phone');
    expect(roles.map(({ arn }) => arn.split(':')[1])).toEqual(['aws-cn', 'aws-cn', 'aws-cn', 'aws-cn']);
    expect(JSON.stringify(roles[0]?.trust)).toContain('arn:aws-cn:iam::111111111111:user/alice');
    expect(roles.every(({ region }) => region.startsWith('cn-'))).toBe(true);
  });
});
