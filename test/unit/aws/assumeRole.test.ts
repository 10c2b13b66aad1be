import { AssumeRoleCommand, type AssumeRoleCommandInput, GetAccessKeyInfoCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { withSessionData } from '../../aws/policies.js';
import { arnOf, assume, assumeChained, assumeDirectly, type Key, mfaSession, refusalOf, stsOf } from './clients.js';
import { consoleHome, logIn, openBrowser } from './browser.js';

let emulator: Emulator;
let session: Key;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
  session = await mfaSession(emulator);
});
afterAll(() => emulator.close());

const refused = (key: Key, roleName: string, more: Partial<AssumeRoleCommandInput>) => refusalOf(assume(emulator, key, roleName, more));
const chainedTooLong = {
  name: 'ValidationError', status: 400, message: 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
};

async function listing(key: Key): Promise<unknown> {
  const browser = openBrowser(emulator);
  await logIn(browser, key);
  return (JSON.parse((await browser.get(new URL('/api/list-buckets', consoleHome).href)).body) as { state: string }).state;
}

describe('how long a role session lasts', () => {
  it('is an hour unless asked otherwise', async () => {
    const { Credentials } = await stsOf(emulator, session).send(new AssumeRoleCommand({ RoleArn: arnOf(emulator, 'prod-admin'), RoleSessionName: 'alice' }));
    expect(Math.round(((Credentials?.Expiration?.getTime() ?? 0) - Date.now()) / 60_000)).toBe(60);
  });

  it('is an hour at most when an MFA session or another role session assumes it, whatever the role allows', async () => {
    expect(await refused(session, 'staging-admin', { DurationSeconds: 3601 })).toEqual(chainedTooLong);
    const staging = await assume(emulator, session, 'staging-admin', { DurationSeconds: 3600 });
    expect(await refused(staging, 'data-admin', { DurationSeconds: 7200 })).toEqual(chainedTooLong);
  });

  it('is what the role allows when the long-term key assumes it', async () => {
    await assumeDirectly(emulator, 'staging-admin', { DurationSeconds: 43_200 });
    expect(await refusalOf(assumeDirectly(emulator, 'prod-admin', { DurationSeconds: 3601 }))).toEqual({
      name: 'ValidationError', status: 400, message: 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    });
  });
});

describe('the fields of AssumeRole', () => {
  it.each<[string, Partial<AssumeRoleCommandInput>, RegExp]>([
    ['a session name with a space', { RoleSessionName: 'alice smith' }, /^1 validation error detected: Value 'alice smith' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: \[\\w\+=,\.@-\]\*$/],
    ['a session name of one character', { RoleSessionName: 'a' }, /Member must have length greater than or equal to 2$/],
    ['a session name of 65 characters', { RoleSessionName: 'a'.repeat(65) }, /Member must have length less than or equal to 64$/],
    ['an ARN that is none', { RoleArn: 'arn:aws:iam::222222222222:user/alice' }, /^arn:aws:iam::222222222222:user\/alice is invalid$/],
    ['a duration above the model', { DurationSeconds: 43_201 }, /'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 43200$/],
    ['an external id with a space', { ExternalId: 'a b' }, /at 'externalId'/],
    ['a source identity of one character', { SourceIdentity: 'a' }, /at 'sourceIdentity'/],
    ['two mistakes at once', { RoleSessionName: 'a', DurationSeconds: 1 }, /^2 validation errors detected: /],
    ['a code of five digits', { SerialNumber: 'GAHT12345678', TokenCode: '12345' }, /at 'tokenCode'/],
    ['a policy that is not managed by AWS', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/Nothing' }] }, /PolicyArn/],
  ])('do not take %s', async (_what, more, message) => {
    expect(await refused(session, 'prod-admin', more)).toEqual({ name: 'ValidationError', status: 400, message: expect.stringMatching(message) });
  });

  it('do not take an MFA code on a chained hop, where there is no device', async () => {
    const staging = await assume(emulator, session, 'staging-admin');
    const refusal = await refused(staging, 'data-admin', { SerialNumber: emulator.alice.mfaSerial, TokenCode: emulator.device.freshCode() });
    expect(refusal.message).toContain('unable to validate MFA code');
  });
});

describe('an external id', () => {
  beforeAll(() => {
    const [prod] = emulator.organization.roles;
    if (prod === undefined) throw new Error('No role');
    const [statement] = prod.trust.Statement;
    emulator.organization.roles.push({
      ...prod, name: 'partner', arn: 'arn:aws:iam::222222222222:role/partner',
      trust: { ...prod.trust, Statement: [{ ...statement, Condition: { StringEquals: { 'sts:ExternalId': 'blue-lamp' } } }] },
    });
  });
  const RoleArn = 'arn:aws:iam::222222222222:role/partner';

  it('opens a role whose trust policy asks for it, and another one does not', async () => {
    await assume(emulator, session, 'prod-admin', { RoleArn, ExternalId: 'blue-lamp' });
    expect((await refused(session, 'prod-admin', { RoleArn, ExternalId: 'red-lamp' })).name).toBe('AccessDenied');
    expect((await refused(session, 'prod-admin', { RoleArn })).name).toBe('AccessDenied');
  });
});

describe('a session policy', () => {
  const reading = { arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' };
  const nothingOfS3 = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }] });

  it('narrows the session: ReadOnlyAccess lists, and does not assume further roles', async () => {
    const readOnly = await assume(emulator, session, 'staging-admin', { PolicyArns: [reading] });
    expect(await listing(readOnly)).toBe('ok');
    expect((await refused(readOnly, 'data-admin', {})).message).toContain('because no session policy allows the sts:AssumeRole action');
  });

  it('leaves everything as it was when it is AdministratorAccess', async () => {
    const full = await assume(emulator, session, 'staging-admin', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/AdministratorAccess' }] });
    await assume(emulator, full, 'data-admin');
  });

  it('may be written out in the call', async () => {
    expect(await listing(await assume(emulator, session, 'prod-admin', { Policy: nothingOfS3 }))).toBe('denied');
  });

  it.each(['{', '{}', '{"Statement":[{"Effect":"Perhaps"}]}'])('that is no policy is refused: %s', async (Policy) => {
    expect(await refused(session, 'prod-admin', { Policy })).toMatchObject({ name: 'MalformedPolicyDocumentException', status: 400 });
  });
});

describe('source identity and tags', () => {
  it.each([[{ SourceIdentity: 'alice' }, 'sts:SetSourceIdentity'], [{ Tags: [{ Key: 'Team', Value: 'ops' }] }, 'sts:TagSession']])(
    'are refused by a trust policy that does not allow them: %j', async (more, action) => {
      const { name, message } = await refused(session, 'sandbox-admin', more);
      expect([name, message]).toEqual(['AccessDenied', expect.stringContaining(`not authorized to perform: ${action} on resource`)]);
    });

  it('are refused to a further hop whose trust policy does not allow what the chain has', async () => {
    const [, staging] = emulator.organization.roles;
    if (staging) staging.trust = withSessionData(staging.trust);
    const named = await assume(emulator, session, 'staging-admin', { SourceIdentity: 'alice' });
    expect((await refused(named, 'data-admin', {})).message).toContain('sts:SetSourceIdentity');
    for (const role of emulator.organization.roles) role.trust = withSessionData(role.trust);
  });

  it('are taken and recorded', async () => {
    await assume(emulator, session, 'prod-admin', { SourceIdentity: 'alice', Tags: [{ Key: 'Team', Value: 'ops' }] });
    expect(emulator.events.at(-1)?.requestParameters).toMatchObject({ sourceIdentity: 'alice', tags: [{ key: 'Team', value: 'ops' }] });
  });

  it('of which the source identity stays through the chain', async () => {
    const staging = await assume(emulator, session, 'staging-admin', { SourceIdentity: 'alice' });
    await assume(emulator, staging, 'data-admin');
    expect(emulator.events.at(-1)?.userIdentity.sessionContext?.sourceIdentity).toBe('alice');
  });

  it('and cannot be made another', async () => {
    const staging = await assume(emulator, session, 'staging-admin', { SourceIdentity: 'alice' });
    expect((await refused(staging, 'data-admin', { SourceIdentity: 'bob' })).name).toBe('AccessDenied');
  });

  it('a transitive tag cannot be given another value at the next hop', async () => {
    const staging = await assume(emulator, session, 'staging-admin', { Tags: [{ Key: 'Team', Value: 'ops' }], TransitiveTagKeys: ['Team'] });
    expect(await refused(staging, 'data-admin', { Tags: [{ Key: 'team', Value: 'else' }] })).toMatchObject({ name: 'InvalidParameterValue', status: 400 });
  });

  it('tag keys differ by more than case', async () => {
    expect((await refused(session, 'prod-admin', { Tags: [{ Key: 'a', Value: '1' }, { Key: 'A', Value: '2' }] })).name).toBe('InvalidParameterValue');
  });
});

describe('the age of MFA', () => {
  it('counts from GetSessionToken, and a trust policy may limit it', async () => {
    let aheadMs = 0;
    const clocked = await startEmulator({ now: () => Date.now() + aheadMs });
    const [prod] = clocked.organization.roles;
    if (prod === undefined) throw new Error('No role');
    const [statement] = prod.trust.Statement;
    prod.trust = { ...prod.trust, Statement: [{ ...statement, Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '600' } } }] };
    const key = await mfaSession(clocked);
    await assume(clocked, key, 'prod-admin');
    aheadMs = 601_000;
    expect((await refusalOf(assume(clocked, key, 'prod-admin'))).name).toBe('AccessDenied');
    await clocked.close();
  });
});

describe('GetAccessKeyInfo', () => {
  const ask = (key: Key) => stsOf(emulator, key).send(new GetAccessKeyInfoCommand({ AccessKeyId: key.accessKeyId }));

  it('is denied by the SCP to a session without MFA, and is answered where there is MFA', async () => {
    const direct = await refusalOf(ask(await assumeDirectly(emulator, 'prod-admin')));
    expect([direct.name, direct.message]).toEqual(['AccessDenied', expect.stringContaining('with an explicit deny in a service control policy')]);
    expect((await ask(await assumeChained(emulator, 'prod-admin'))).Account).toBe('222222222222');
  });
});

describe('what is recorded of AssumeRole', () => {
  it('is the request without the code, and of the credentials their id only', async () => {
    await assumeChained(emulator, 'prod-admin');
    const code = emulator.device.freshCode();
    await assumeDirectly(emulator, 'prod-admin', { TokenCode: code });
    const event = emulator.events.at(-1);
    expect(event).toMatchObject({
      eventName: 'AssumeRole', eventSource: 'sts.amazonaws.com', recipientAccountId: '111111111111', userIdentity: { type: 'IAMUser', userName: 'alice' },
      requestParameters: { roleArn: arnOf(emulator, 'prod-admin'), roleSessionName: 'alice', serialNumber: emulator.alice.mfaSerial },
    });
    const written = JSON.stringify(emulator.events);
    const secrets = [...emulator.issued.secretAccessKeys, ...emulator.issued.sessionTokens];
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
    expect(event?.requestParameters).not.toHaveProperty('tokenCode');
  });
});
