import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { assume, assumeChained, assumeDirectly, environmentOf, type Key, keyIn, mfaSession, refusalOf, stsOf } from './clients.js';
import { isInstalled, output } from './programs.js';
import { consoleHome, logIn, openBrowser } from './browser.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
});
afterAll(() => emulator.close());

/** ListBuckets as the console page of that role session asks for it. */
async function listBuckets(key: Key): Promise<unknown> {
  const browser = openBrowser(emulator);
  await logIn(browser, key);
  return JSON.parse((await browser.get(new URL('/api/list-buckets', consoleHome).href)).body);
}

const lastListBuckets = () => emulator.events.findLast(({ eventName }) => eventName === 'ListBuckets');

describe('the direct way: AssumeRole with a code on the call', () => {
  it('succeeds, and is denied by the SCP at the next call', async () => {
    expect(await listBuckets(await assumeDirectly(emulator, 'prod-admin'))).toEqual({ state: 'denied', code: 'AccessDenied', message: 'Access Denied' });
  });

  it('is recorded without MFA', async () => {
    await listBuckets(await assumeDirectly(emulator, 'prod-admin'));
    const { userIdentity, errorCode, recipientAccountId } = lastListBuckets() ?? {};
    expect({ errorCode, recipientAccountId }).toEqual({ errorCode: 'AccessDenied', recipientAccountId: '222222222222' });
    expect(userIdentity?.sessionContext?.attributes.mfaAuthenticated).toBe('false');
    expect(userIdentity?.sessionContext).not.toHaveProperty('webIdFederationData');
  });

  it('does not reach a role behind the role', async () => {
    const staging = await assumeDirectly(emulator, 'staging-admin');
    expect(await refusalOf(assume(emulator, staging, 'data-admin'))).toMatchObject({
      name: 'AccessDenied', status: 403,
      message: expect.stringMatching(/^User: arn:aws:sts::333333333333:assumed-role\/staging-admin\/alice is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444444444444:role\/data-admin/),
    });
  });

  it('needs the code on the call: without one, the trust policy refuses', async () => {
    expect((await refusalOf(assume(emulator, emulator.alice, 'prod-admin'))).name).toBe('AccessDenied');
  });
});

describe('the chained way: GetSessionToken with a code, then AssumeRole', () => {
  it('works', async () => {
    expect(await listBuckets(await assumeChained(emulator, 'prod-admin'))).toMatchObject({ state: 'ok', buckets: [{ name: 'acme-prod-assets' }, {}, {}] });
  });

  it('is recorded with MFA, and with an empty webIdFederationData', async () => {
    await listBuckets(await assumeChained(emulator, 'prod-admin'));
    const event = lastListBuckets();
    expect(event).not.toHaveProperty('errorCode');
    expect(event?.userIdentity).toMatchObject({
      type: 'AssumedRole', accountId: '222222222222', arn: 'arn:aws:sts::222222222222:assumed-role/prod-admin/alice',
      principalId: expect.stringMatching(/^AROA[A-Z2-7]{16}:alice$/), accessKeyId: expect.stringMatching(/^ASIA/),
      sessionContext: {
        webIdFederationData: {},
        attributes: { mfaAuthenticated: 'true', creationDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) },
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::222222222222:role/prod-admin', accountId: '222222222222', userName: 'prod-admin' },
      },
    });
  });

  it('opens every role with one code', async () => {
    const session = await mfaSession(emulator);
    for (const name of ['prod-admin', 'staging-admin', 'sandbox-admin']) {
      expect(await listBuckets(await assume(emulator, session, name))).toMatchObject({ state: 'ok' });
    }
  });

  it('reaches a role behind a role, and MFA goes along', async () => {
    const staging = await assumeChained(emulator, 'staging-admin');
    expect(await listBuckets(await assume(emulator, staging, 'data-admin'))).toMatchObject({ state: 'ok', buckets: [{ name: 'acme-data-exports' }, {}, {}] });
    expect(lastListBuckets()?.userIdentity.sessionContext?.attributes.mfaAuthenticated).toBe('true');
  });

  it('does not help a session that was taken without a code', async () => {
    const session = keyIn((await stsOf(emulator).send(new GetSessionTokenCommand())).Credentials);
    expect((await refusalOf(assume(emulator, session, 'prod-admin'))).name).toBe('AccessDenied');
  });
});

describe.skipIf(!isInstalled('aws'))('the AWS CLI', () => {
  const aws = (key: Key, ...args: string[]) => output('aws', [...args, '--endpoint-url', emulator.api.endpoint], environmentOf(key));

  it('is denied the direct way', { timeout: 30_000 }, async () => {
    const key = await assumeDirectly(emulator, 'prod-admin');
    const [buckets, events] = await Promise.all([aws(key, 's3', 'ls'), aws(key, 'cloudtrail', 'lookup-events')]);
    expect(buckets.stderr).toContain('An error occurred (AccessDenied) when calling the ListBuckets operation: Access Denied');
    expect(events.stderr).toContain('An error occurred (AccessDeniedException) when calling the LookupEvents operation');
    expect(events.stderr).toContain('with an explicit deny in a service control policy');
  });

  it('works the chained way, and finds both ways in CloudTrail', { timeout: 30_000 }, async () => {
    const direct = await assumeDirectly(emulator, 'staging-admin');
    const session = await aws(emulator.alice, 'sts', 'get-session-token', '--serial-number', emulator.alice.mfaSerial, '--token-code', emulator.device.freshCode());
    const { Credentials } = JSON.parse(session.stdout) as { Credentials: Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string> };
    const chained = await assume(emulator, keyIn(Credentials), 'staging-admin');
    await listBuckets(direct);
    expect((await aws(chained, 's3', 'ls')).stdout).toMatch(/^[\d-]+ [\d:]+ acme-staging-artifacts\n[\d-]+ [\d:]+ acme-staging-assets\n$/);
    const lookup = await aws(chained, 'cloudtrail', 'lookup-events', '--lookup-attributes', 'AttributeKey=EventName,AttributeValue=ListBuckets', '--max-items', '2');
    const { Events } = JSON.parse(lookup.stdout) as { Events: { CloudTrailEvent: string }[] };
    const ways = Events.map(({ CloudTrailEvent }) => (JSON.parse(CloudTrailEvent) as Emulator['events'][number]).userIdentity.sessionContext?.attributes.mfaAuthenticated);
    expect(ways).toEqual(['true', 'false']);
  });
});
