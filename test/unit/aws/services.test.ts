import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { assumeChained, assumeDirectly, type Key } from './clients.js';
import { signed } from './signing.js';

let emulator: Emulator;
let chained: Key;

beforeAll(async () => {
  emulator = await startEmulator();
  chained = await assumeChained(emulator, 'staging-admin');
});
afterAll(() => emulator.close());

async function send(key: Key, service: string, method: string, body = '', headers: Record<string, string> = {}, at = Date.now()): Promise<{ status: number; text: string }> {
  const host = new URL(emulator.api.endpoint).host;
  const response = await fetch(emulator.api.endpoint, {
    method, headers: signed(key, { method, host, body, service, region: 'us-east-1', at, headers }), ...(body === '' ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

const listBuckets = (key: Key, at?: number) => send(key, 's3', 'GET', '', {}, at);
const lookUp = async (key: Key, lookup: Record<string, unknown>, at?: number) => {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents' };
  const { status, text } = await send(key, 'cloudtrail', 'POST', JSON.stringify(lookup), headers, at);
  return { status, ...JSON.parse(text) as { __type?: string; Events: { EventId: string; EventName: string; CloudTrailEvent: string }[]; NextToken?: string } };
};

describe('S3', () => {
  it('lists the buckets of the caller’s account', async () => {
    const { status, text } = await listBuckets(chained);
    expect(status).toBe(200);
    expect([...text.matchAll(/<Name>([^<]+)<\/Name>/g)].map(([, name]) => name)).toEqual(['acme-staging-artifacts', 'acme-staging-assets']);
  });

  it('says what the scenario says when the SCP denies', async () => {
    const { status, text } = await listBuckets(await assumeDirectly(emulator, 'staging-admin'));
    expect(status).toBe(403);
    expect(text).toContain('<Code>AccessDenied</Code><Message>Access Denied</Message>');
  });

  it('has words of its own for a key and a clock that are wrong', async () => {
    expect((await listBuckets({ ...chained, accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' })).text).toContain('<Code>InvalidAccessKeyId</Code>');
    expect((await listBuckets({ ...chained, secretAccessKey: 'x' })).text).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect((await listBuckets(chained, Date.now() - 16 * 60_000)).text).toContain('<Code>RequestTimeTooSkewed</Code>');
  });
});

describe('CreateBucket', () => {
  const create = async (key: Key, name: string): Promise<number> => {
    const { host } = new URL(emulator.api.endpoint);
    const headers = signed(key, { method: 'PUT', host, path: `/${name}`, body: '', service: 's3', region: 'us-east-1', at: Date.now(), headers: {} });
    return (await fetch(`${emulator.api.endpoint}/${name}`, { method: 'PUT', headers })).status;
  };

  it('is a write that the full role may do, and ReadOnlyAccess may not', async () => {
    const readOnly = await assumeChained(emulator, 'staging-admin', { PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }] });
    expect((await listBuckets(readOnly)).status).toBe(200);
    expect(await create(readOnly, 'acme-new')).toBe(403);
    expect(await create(chained, 'acme-new')).toBe(200);
    expect((await listBuckets(readOnly)).text).toContain('<Name>acme-new</Name>');
    expect(await create(chained, 'acme-new')).toBe(409);
    expect(emulator.events.findLast(({ eventName }) => eventName === 'CreateBucket')).toMatchObject({ readOnly: false, errorCode: 'BucketAlreadyExists' });
  });
});

describe('LookupEvents', () => {
  it('gives the events of the caller’s account, newest first, and keeps those of others to itself', async () => {
    await listBuckets(chained);
    await listBuckets(await assumeChained(emulator, 'prod-admin'));
    await lookUp(chained, {});
    const { Events } = await lookUp(chained, {});
    expect(Events.map(({ EventName }) => EventName).slice(0, 2)).toEqual(['LookupEvents', 'ListBuckets']);
    const accounts = Events.map(({ CloudTrailEvent }) => (JSON.parse(CloudTrailEvent) as Emulator['events'][number]).recipientAccountId);
    expect(new Set(accounts)).toEqual(new Set(['333333333333']));
  });

  it('finds events by name', async () => {
    await listBuckets(chained);
    const { Events } = await lookUp(chained, { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ListBuckets' }] });
    expect(new Set(Events.map(({ EventName }) => EventName))).toEqual(new Set(['ListBuckets']));
  });

  it('gives them page by page', async () => {
    const only = { LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'ListBuckets' }] };
    await listBuckets(chained);
    await listBuckets(chained);
    const all = await lookUp(chained, only);
    const first = await lookUp(chained, { ...only, MaxResults: 1 });
    const second = await lookUp(chained, { ...only, MaxResults: 1, NextToken: first.NextToken });
    expect([first.Events, second.Events].flat().map(({ EventId }) => EventId)).toEqual(all.Events.slice(0, 2).map(({ EventId }) => EventId));
    expect(all).not.toHaveProperty('NextToken');
    expect(await lookUp(chained, { MaxResults: 51 })).toMatchObject({ status: 400, __type: 'InvalidMaxResultsException' });
  });

  it('is subject to the SCP, and is recorded when it is denied', async () => {
    expect(await lookUp(await assumeDirectly(emulator, 'staging-admin'), {})).toMatchObject({ status: 400, __type: 'AccessDeniedException' });
    expect(emulator.events.at(-1)).toMatchObject({ eventName: 'LookupEvents', errorCode: 'AccessDeniedException' });
  });

  it('forgives five minutes of clock, not more', async () => {
    expect((await lookUp(chained, {}, Date.now() - 4 * 60_000)).status).toBe(200);
    expect(await lookUp(chained, {}, Date.now() - 6 * 60_000)).toMatchObject({ status: 400, __type: 'InvalidSignatureException' });
  });
});

describe('a service that is not there', () => {
  it('is said to be so', async () => {
    expect((await send(chained, 'ec2', 'POST', 'Action=DescribeRegions')).status).toBe(501);
  });
});

describe('nonsense', () => {
  it('is refused, never a failure of the emulator', async () => {
    const target = { 'x-amz-target': 'CloudTrail_20131101.LookupEvents' };
    expect(await send(chained, 'cloudtrail', 'POST', '{', target)).toMatchObject({ status: 400, text: expect.stringContaining('SerializationException') });
    const headers = { ...signed(chained, { method: 'GET', host: 'nowhere', body: '', service: 's3', region: 'us-east-1', at: Date.now() }), host: '127.0.0.1' };
    expect((await fetch(`${emulator.api.endpoint}/?%zz=%E0%A4%A`, { headers })).status).toBe(403);
  });
});
