import fs from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../aws/credentials.js';
import { documented, fullAwsAccess, type PolicyDocument } from '../../aws/policies.js';
import { mayDo } from '../../aws/policy.js';
import { createWorld } from '../../aws/world.js';

const world = createWorld(Date.now, 'on');
const { organization, credentials } = world;
const now = world.now();
const bare = credentials.longTerm;
const session = (present: boolean): Credential => credentials.issue({
  principal: bare.principal, issuedAt: now, expiresAt: now + 3_600_000, mfa: present ? { present, authenticatedAt: now } : { present },
  chained: false, sessionPolicies: [], tags: [],
});
const [withMfa, withoutMfa] = [session(true), session(false)];
const prod = 'arn:aws:iam::222222222222:role/prod-admin';
const user = (name: string): string => `arn:aws:iam::111111111111:user/${name}`;

/** Whether alice may do something while the policy is the only one that she has. */
async function may(policy: PolicyDocument, caller: Credential, action: string, resource: string, trust?: PolicyDocument): Promise<boolean> {
  organization.user.policies = [{ name: 'Documented', policy }];
  const resourceAccountId = /::(\d{12}):/.exec(resource)?.[1] ?? '111111111111';
  const { allowed } = await mayDo(organization, { caller, action, resource, resourceAccountId, region: 'us-east-1', now, ...(trust ? { resourcePolicy: trust } : {}) });
  return allowed;
}

describe('the policies that the documents offer', () => {
  it('are all looked at here', () => {
    expect(fs.readdirSync('docs/policies').filter((name) => name.endsWith('.json')).sort()).toEqual([
      'assume-roles.json', 'deny-without-mfa.json', 'own-mfa.json', 'role-trust.json', 'rotate-own-key.json',
    ]);
  });

  it('let the roles that are named be assumed with MFA, by the user whom the role trusts, and nothing else', async () => {
    const assume = documented('assume-roles', 'aws', { target_account_id: '222222222222', role_name: 'prod-admin' });
    const trust = (name: string): PolicyDocument => documented('role-trust', 'aws', { auth_account_id: '111111111111', iam_username: name });
    expect(await may(assume, withMfa, 'sts:AssumeRole', prod, trust('alice'))).toBe(true);
    expect(await may(assume, withoutMfa, 'sts:AssumeRole', prod, trust('alice'))).toBe(false);
    expect(await may(assume, bare, 'sts:AssumeRole', prod, trust('alice'))).toBe(false);
    expect(await may(assume, withMfa, 'sts:AssumeRole', prod, trust('bob'))).toBe(false);
    expect(await may(assume, withMfa, 'sts:AssumeRole', `${prod}-too`, trust('alice'))).toBe(false);
    expect(await may(assume, withMfa, 'iam:CreateAccessKey', user('alice'))).toBe(false);
  });

  it('let people see their own MFA devices with the bare key, and change them with MFA only', async () => {
    const own = documented('own-mfa');
    for (const caller of [bare, withMfa]) expect(await may(own, caller, 'iam:ListMFADevices', user('alice'))).toBe(true);
    expect(await may(own, bare, 'iam:ListMFADevices', user('bob'))).toBe(false);
    for (const action of ['iam:EnableMFADevice', 'iam:DeactivateMFADevice', 'iam:ResyncMFADevice']) {
      expect([await may(own, bare, action, user('alice')), await may(own, withMfa, action, user('alice')), await may(own, withMfa, action, user('bob'))]).toEqual([false, true, false]);
    }
    const device = 'arn:aws:iam::111111111111:mfa/alice-tablet';
    expect([await may(own, bare, 'iam:CreateVirtualMFADevice', device), await may(own, withMfa, 'iam:CreateVirtualMFADevice', device)]).toEqual([false, true]);
    expect(await may(own, withMfa, 'iam:DeleteVirtualMFADevice', device)).toBe(false);
  });

  it('let people rotate their own keys with MFA, wherever the user is, and nobody else’s', async () => {
    const rotate = documented('rotate-own-key');
    for (const action of ['ListAccessKeys', 'GetAccessKeyLastUsed', 'CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey']) {
      const asked = [[withMfa, 'alice'], [withMfa, 'team/alice'], [withMfa, 'bob'], [withoutMfa, 'alice'], [bare, 'alice']] as const;
      const answers = await Promise.all(asked.map(([caller, name]) => may(rotate, caller, `iam:${action}`, user(name))));
      expect([action, ...answers]).toEqual([action, true, true, false, false, false]);
    }
    expect(await may(rotate, withMfa, 'iam:CreateLoginProfile', user('alice'))).toBe(false);
  });

  it('refuse every call without MFA in an account that is under the service control policy', async () => {
    const everything = fullAwsAccess.policy;
    const auth = organization.accounts.find(({ id }) => id === '111111111111');
    auth?.serviceControlPolicies.push({ orgIdentifier: 'ou-x', policies: [fullAwsAccess, { name: 'Documented', policy: documented('deny-without-mfa') }] });
    const asked = await Promise.all([withMfa, withoutMfa, bare].map((caller) => may(everything, caller, 's3:ListAllMyBuckets', '*')));
    expect(asked).toEqual([true, false, false]);
    auth?.serviceControlPolicies.pop();
  });

  it('are put into another partition by its name alone', () => {
    const text = JSON.stringify(['assume-roles', 'own-mfa', 'role-trust', 'rotate-own-key'].map((name) => documented(name, 'aws-cn')));
    expect(text).not.toContain('arn:aws:');
    expect(text.match(/arn:aws-cn:/g)?.length).toBeGreaterThan(5);
  });
});
