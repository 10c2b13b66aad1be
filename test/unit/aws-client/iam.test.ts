import { describe, expect, it, vi } from 'vitest';
import { listAccessKeys } from '../../../src/aws/iam.js';
import type { IamLine } from '../../../src/aws/iam.js';
import { denyWithoutMfa, fullAwsAccess } from '../../aws/policies.js';
import { createWorld } from '../../aws/world.js';
import { failureOf } from '../scenario.js';
import { emulatedForEach, fetchFrom } from './emulated.js';

const { here, clock } = emulatedForEach();

/** GetSessionToken's credentials for alice. */
function session(mfa: boolean) {
  const { principal } = here.world.credentials.longTerm;
  const issuedAt = here.world.now();
  return here.world.credentials.issue({
    principal, issuedAt, expiresAt: issuedAt + 3_600_000, mfa: mfa ? { present: true, authenticatedAt: issuedAt } : { present: false },
    chained: false, sessionPolicies: [], tags: [],
  });
}
const line = (key: IamLine['key']): IamLine => ({ key, partition: 'aws', clock });
const answer = (body: string, status = 200): void => void vi.stubGlobal('fetch', async () => new Response(body, { status }));

describe('asking IAM for a user’s access keys', () => {
  it('gives the keys with their ages, of which one may be switched off', async () => {
    const [first, other] = [here.world.credentials.longTerm, here.world.credentials.create()];
    first.issuedAt = Date.UTC(2026, 0, 2, 3, 4, 5);
    Object.assign(other, { inactive: true, issuedAt: Date.UTC(2025, 5, 1) });
    expect(await listAccessKeys(line(session(true)), 'alice')).toEqual([
      { accessKeyId: first.accessKeyId, active: true, createdAt: first.issuedAt },
      { accessKeyId: other.accessKeyId, active: false, createdAt: Date.UTC(2025, 5, 1) },
    ]);
  });

  it.each([['aws', 'iam.amazonaws.com'], ['aws-us-gov', 'iam.us-gov.amazonaws.com'], ['aws-cn', 'iam.cn-north-1.amazonaws.com.cn'],
    ['aws-eusc', 'iam.eusc-de-east-1.amazonaws.eu']] as const)('asks the one host of %s, signed as that host demands', async (partition, host) => {
    here.world = createWorld(Date.now, 'on', partition);
    const asked: string[] = [];
    fetchFrom(here.world);
    const emulated = fetch;
    vi.stubGlobal('fetch', (address: string, init: RequestInit) => {
      asked.push(address);
      return emulated(address, init);
    });
    expect(await listAccessKeys({ ...line(session(true)), partition }, 'alice')).toHaveLength(1);
    expect(asked).toEqual([`https://${host}/`]);
  });

  it('is refused to a session without MFA, as a key that is not known', async () => {
    expect((await failureOf(listAccessKeys(line(session(false)), 'alice'))).kind).toBe('keyUnknown');
  });

  it('says what AWS said where a policy refuses it', async () => {
    here.world.organization.user.policies = here.world.organization.user.policies.filter(({ name }) => name !== 'RotateOwnKey');
    const { kind, values, answer: said } = await failureOf(listAccessKeys(line(session(true)), 'alice'));
    expect([kind, values['host'], said?.code, said?.status]).toEqual(['awsRefused', 'iam.amazonaws.com', 'AccessDenied', 403]);
    expect(said?.message).toContain('is not authorized to perform: iam:ListAccessKeys on resource: arn:aws:iam::111111111111:user/alice');
  });

  it('is refused to the bare key where the organisation demands MFA, and to anyone for another’s keys', async () => {
    expect((await failureOf(listAccessKeys(line(session(true)), 'bob'))).answer?.code).toBe('AccessDenied');
    here.world.organization.accounts[0]?.serviceControlPolicies.push({ orgIdentifier: 'ou-x', policies: [fullAwsAccess, denyWithoutMfa] });
    expect((await failureOf(listAccessKeys(line(here.world.credentials.longTerm), 'alice'))).answer?.message).toContain('explicit deny in a service control policy');
    expect(await listAccessKeys(line(session(true)), 'alice')).toHaveLength(1);
  });

  it('goes by AWS’s clock when this computer’s is wrong', async () => {
    here.aheadMs = -3_600_000;
    expect(await listAccessKeys(line(session(true)), 'alice')).toHaveLength(1);
    expect(Math.round(here.known / 60_000)).toBe(-60);
  });

  it('names the host that no answer came from, and what permission may mend it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    const { kind, origins } = await failureOf(listAccessKeys(line(session(true)), 'alice'));
    expect([kind, origins]).toEqual(['unreachable', ['https://iam.amazonaws.com/*']]);
  });

  it.each(['', '<html>busy</html>', '<ListAccessKeysResponse/>', '{"a":1}', '<a><b></a>',
    '<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata><member><AccessKeyId>AKIA</AccessKeyId></member></AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>',
    '<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata><member><AccessKeyId>AKIAALICE0000EXAMPLE</AccessKeyId><Status>Active</Status><CreateDate>once</CreateDate></member></AccessKeyMetadata></ListAccessKeysResult></ListAccessKeysResponse>',
  ])('takes nothing else for an answer: %s', async (body) => {
    answer(body);
    expect((await failureOf(listAccessKeys(line(session(true)), 'alice'))).kind).toBe('awsRefused');
    answer(body, 503);
    expect((await failureOf(listAccessKeys(line(session(true)), 'alice'))).kind).toBe('awsRefused');
  });

  it('takes a list that is empty for what it is', async () => {
    answer('<ListAccessKeysResponse><ListAccessKeysResult><AccessKeyMetadata/><IsTruncated>false</IsTruncated></ListAccessKeysResult></ListAccessKeysResponse>');
    expect(await listAccessKeys(line(session(true)), 'alice')).toEqual([]);
  });
});
