import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accessKeyLastUsed, createAccessKey, deleteAccessKey, listAccessKeys, listMfaDevices, updateAccessKey } from '../../../src/aws/iam.js';
import type { IamLine } from '../../../src/aws/iam.js';
import { createWorld, type World } from '../../aws/world.js';
import { failureOf } from '../scenario.js';
import { fetchFrom } from './emulated.js';

let world: World;
let now: number;
const clock = { offsetMs: async () => 0, note: async () => undefined };
const line = (key: IamLine['key']): IamLine => ({ key, partition: 'aws', clock });
/** Something that the bare key may do while it works. */
const use = (key: IamLine['key']): Promise<unknown> => listMfaDevices(line(key), 'alice');

/** An MFA session of alice's. */
function mfa(): IamLine {
  const { principal } = world.credentials.longTerm;
  return line(world.credentials.issue({
    principal, issuedAt: now, expiresAt: now + 3_600_000, mfa: { present: true, authenticatedAt: now }, chained: false, sessionPolicies: [], tags: [],
  }));
}

beforeEach(() => {
  now = Date.now();
  world = createWorld(() => now, 'on');
  fetchFrom(world);
});
afterEach(() => vi.unstubAllGlobals());

describe('a user’s access keys', () => {
  it('are made, switched off and on, and deleted, and work accordingly', async () => {
    const made = await createAccessKey(mfa(), 'alice');
    expect(made.createdAt).toBe(Math.floor(now / 1000) * 1000);
    expect(await use(made)).toHaveLength(2);
    await updateAccessKey(mfa(), 'alice', made.accessKeyId, false);
    expect((await failureOf(use(made))).kind).toBe('keyUnknown');
    expect((await listAccessKeys(mfa(), 'alice')).map(({ active }) => active)).toEqual([true, false]);
    await updateAccessKey(mfa(), 'alice', made.accessKeyId, true);
    expect(await use(made)).toHaveLength(2);
    await deleteAccessKey(mfa(), 'alice', made.accessKeyId);
    expect((await failureOf(use(made))).kind).toBe('keyUnknown');
    expect(await listAccessKeys(mfa(), 'alice')).toHaveLength(1);
  });

  it('are two at most, and one that is switched off counts', async () => {
    const { accessKeyId } = await createAccessKey(mfa(), 'alice');
    await updateAccessKey(mfa(), 'alice', accessKeyId, false);
    const { kind, answer } = await failureOf(createAccessKey(mfa(), 'alice'));
    expect([kind, answer?.code, answer?.status]).toEqual(['limitReached', 'LimitExceeded', 409]);
  });

  it('are not known at once when they are new, if AWS takes its time', async () => {
    world.behaviour.newKeyUnknownMs = 8000;
    const made = await createAccessKey(mfa(), 'alice');
    expect((await failureOf(use(made))).kind).toBe('keyUnknown');
    now += 8000;
    expect(await use(made)).toHaveLength(2);
  });

  it('tell when and for what they were used last, and nothing when they never were', async () => {
    const { accessKeyId } = await createAccessKey(mfa(), 'alice');
    expect(await accessKeyLastUsed(mfa(), accessKeyId)).toEqual({});
    await use(world.credentials.longTerm);
    expect(await accessKeyLastUsed(mfa(), world.credentials.longTerm.accessKeyId)).toEqual({ at: Math.floor(now / 1000) * 1000, service: 'iam' });
  });

  it('are not there when they are not', async () => {
    const id = 'AKIANOBODY0000000000';
    expect((await failureOf(updateAccessKey(mfa(), 'alice', id, false))).answer?.code).toBe('NoSuchEntity');
    expect((await failureOf(deleteAccessKey(mfa(), 'alice', id))).answer?.code).toBe('NoSuchEntity');
  });

  it('are changed with MFA only, as the policy for them says', async () => {
    const bare = line(world.credentials.longTerm);
    expect((await failureOf(createAccessKey(bare, 'alice'))).answer?.code).toBe('AccessDenied');
    expect((await failureOf(updateAccessKey(bare, 'alice', bare.key.accessKeyId, false))).answer?.code).toBe('AccessDenied');
    expect((await failureOf(listAccessKeys(bare, 'alice'))).answer?.code).toBe('AccessDenied');
  });

  it('are in CloudTrail when they change, and their secrets are not', async () => {
    const { accessKeyId, secretAccessKey } = await createAccessKey(mfa(), 'alice');
    await updateAccessKey(mfa(), 'alice', accessKeyId, false);
    expect(world.events.map(({ eventName, readOnly, requestParameters }) => [eventName, readOnly, requestParameters])).toEqual([
      ['CreateAccessKey', false, { userName: 'alice' }], ['UpdateAccessKey', false, { userName: 'alice', accessKeyId, status: 'Inactive' }],
    ]);
    expect(JSON.stringify(world.events)).toContain(accessKeyId);
    expect(JSON.stringify(world.events)).not.toContain(JSON.stringify(secretAccessKey).slice(1, -1));
  });

  it.each([
    ['cut', (body: string) => body.slice(0, body.indexOf('<CreateDate>'))],
    ['without a date', (body: string) => body.replace(/<CreateDate>.*<\/CreateDate>/, '')],
  ])('never show their secret in what is said of an answer that is %s', async (_, spoilt) => {
    const emulated = fetch;
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => new Response(spoilt(await (await emulated(address, init)).text())));
    const failure = await failureOf(createAccessKey(mfa(), 'alice'));
    expect(failure.kind).toBe('awsRefused');
    const secrets = world.issued.secretAccessKeys;
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => JSON.stringify(failure).includes(JSON.stringify(secret).slice(1, -1)))).toEqual([]);
  });
});

describe('a user’s MFA devices', () => {
  it('are listed for the bare key, those among them that STS does not take', async () => {
    expect((await listMfaDevices(line(world.credentials.longTerm), 'alice')).map(({ serial }) => serial)).toEqual([
      'arn:aws:iam::111111111111:mfa/alice-phone', 'arn:aws:iam::111111111111:u2f/user/alice/alice-key-U2FEXAMPLE',
    ]);
  });

  it('are not where a policy does not let the user see them', async () => {
    world.organization.user.policies = world.organization.user.policies.filter(({ name }) => name !== 'OwnMfa');
    expect((await failureOf(listMfaDevices(line(world.credentials.longTerm), 'alice'))).answer?.code).toBe('AccessDenied');
  });
});
