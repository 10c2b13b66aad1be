import { request } from 'node:http';
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import type { Mishap } from '../../aws/faults.js';
import { openBrowser } from './browser.js';
import { arnOf, mfaSession, refusalOf, stsOf } from './clients.js';
import { signed } from './signing.js';

const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
});
afterEach(() => emulator.behave());
afterAll(() => emulator.close());

interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  body: string;
}

/** GetCallerIdentity as a page of another site makes it. Rejects when the connection breaks. */
function callSts(body = 'Action=GetCallerIdentity&Version=2011-06-15'): Promise<Answer> {
  const { port } = emulator.api;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const headers = signed(emulator.alice, { method: 'POST', host: `127.0.0.1:${port}`, body, service: 'sts', region: 'us-east-1', at: Date.now(), headers: form });
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, method: 'POST', headers: { ...headers, origin, 'content-length': body.length }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      }).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text })).on('error', reject);
    }).on('error', reject).end(body);
  });
}

const identify = () => stsOf(emulator).send(new GetCallerIdentityCommand());
const outcome = (call: Promise<unknown>) => call.then(() => 'answered', (cause: Error & { code?: string }) => cause.code ?? cause.message);
const events = (name: string) => emulator.events.filter(({ eventName }) => eventName === name).length;
const befall = (mishap: Mishap, action = 'GetCallerIdentity', times = 1) => emulator.misbehave({ action, mishap, times });
const unlessLater = (call: Promise<unknown>, ms: number) => Promise.race([outcome(call), new Promise((resolve) => setTimeout(resolve, ms, 'still waiting'))]);

describe('a call of STS', () => {
  it('is answered late, and as usual', async () => {
    befall({ kind: 'delay', ms: 200 });
    const before = performance.now();
    expect(await callSts()).toMatchObject({ status: 200, body: expect.stringContaining('user/alice') });
    expect(performance.now() - before).toBeGreaterThanOrEqual(195);
  });

  it('is performed before it is answered late', async () => {
    befall({ kind: 'delay', ms: 60_000 });
    const before = events('GetCallerIdentity');
    const call = callSts();
    await expect.poll(() => events('GetCallerIdentity')).toBe(before + 1);
    expect(await unlessLater(call, 20)).toBe('still waiting');
    emulator.behave();
    expect((await call).status).toBe(200);
  });

  it('is not answered at all until the emulator behaves, and is not performed', async () => {
    const fault = befall({ kind: 'hang' });
    const before = events('GetCallerIdentity');
    const call = outcome(callSts());
    await expect.poll(() => fault.befallen).toBe(1);
    expect(await unlessLater(call, 50)).toBe('still waiting');
    expect(await outcome(identify())).toBe('answered');
    emulator.behave();
    expect(await call).toBe('ECONNRESET');
    expect(events('GetCallerIdentity')).toBe(before + 1);
  });

  it('hangs no longer when its fault alone is stopped', async () => {
    const fault = befall({ kind: 'hang' });
    const call = outcome(callSts());
    await expect.poll(() => fault.befallen).toBe(1);
    fault.stop();
    expect(await call).toBe('ECONNRESET');
  });

  it.each([['before', 0], ['after', 1]] as const)('loses its connection %s it is performed', async (when, performed) => {
    befall({ kind: 'drop', when });
    const before = events('GetCallerIdentity');
    expect(await outcome(callSts())).toBe('ECONNRESET');
    expect(events('GetCallerIdentity') - before).toBe(performed);
    expect((await callSts()).status).toBe(200);
  });

  it.each([
    [{ kind: 'html', status: 503 }, 503, 'text/html', /^<html>\r\n<head><title>503 Service Unavailable<\/title>/],
    [{ kind: 'empty', status: 500 }, 500, undefined, /^$/],
    [{ kind: 'huge', bytes: 2_000_000 }, 200, 'text/xml', /^x{2000000}$/],
    [{ kind: 'throttle' }, 400, 'text/xml', /<Type>Sender<\/Type><Code>Throttling<\/Code><Message>Rate exceeded<\/Message>/],
    [{ kind: 'error', status: 409, code: 'Odd', message: 'a < b' }, 409, 'text/xml', /<Code>Odd<\/Code><Message>a &lt; b<\/Message>/],
  ] satisfies [Mishap, number, string | undefined, RegExp][])('is answered with %o, which another site can read, and is not performed', async (mishap, status, type, body) => {
    befall(mishap);
    const before = events('GetCallerIdentity');
    const answer = await callSts();
    expect([answer.status, answer.headers['content-type'], answer.headers['access-control-allow-origin']]).toEqual([status, type, '*']);
    expect(answer.body).toMatch(body);
    expect(events('GetCallerIdentity')).toBe(before);
  });

  it('is answered with the first half of the truth', async () => {
    const whole = await callSts();
    befall({ kind: 'garbled' });
    const half = await callSts();
    expect([half.status, half.headers['access-control-allow-origin']]).toEqual([200, '*']);
    expect(half.body.length).toBe(Math.floor(whole.body.length / 2));
    expect(half.body).toMatch(/^<GetCallerIdentityResponse.*user\/alice/);
  });

  it('is refused to the SDK’s client as AWS would', async () => {
    befall({ kind: 'throttle' });
    expect(await refusalOf(identify())).toEqual({ name: 'Throttling', message: 'Rate exceeded', status: 400 });
  });

  it('has used its code up when the answer was lost, and has not when it was never performed', async () => {
    const code = emulator.device.freshCode();
    const get = () => stsOf(emulator).send(new GetSessionTokenCommand({ SerialNumber: emulator.alice.mfaSerial, TokenCode: code }));
    const before = emulator.issued.sessionTokens.length;
    const issued: number[] = [];
    for (const when of ['before', 'after'] as const) {
      befall({ kind: 'drop', when }, 'GetSessionToken');
      await outcome(get());
      issued.push(emulator.issued.sessionTokens.length - before);
    }
    expect(issued).toEqual([0, 1]);
    expect((await refusalOf(get())).message).toContain('invalid MFA one time pass code');
  });

  it('is never befallen as a preflight', async () => {
    const fault = emulator.misbehave({ action: '*', mishap: { kind: 'html', status: 503 } });
    const answer = await openBrowser(emulator).send('OPTIONS', 'https://sts.us-east-1.amazonaws.com/?Action=GetCallerIdentity', { origin, 'access-control-request-method': 'POST' });
    expect([answer.status, fault.befallen]).toEqual([200, 0]);
  });
});

describe('a fault', () => {
  const outcomes = async (count: number) => {
    const all: string[] = [];
    for (let index = 0; index < count; index += 1) all.push(await identify().then(() => 'ok', (cause: Error) => cause.name));
    return all.map((name) => name === 'ok' ? '.' : name.charAt(0)).join('');
  };
  const throttle = { action: 'GetCallerIdentity', mishap: { kind: 'throttle' } } as const;

  it('befalls every call unless told otherwise, and counts them', async () => {
    const fault = emulator.misbehave(throttle);
    expect(await outcomes(3)).toBe('TTT');
    expect(fault.befallen).toBe(3);
    fault.stop();
    expect(await outcomes(1)).toBe('.');
  });

  it.each([
    [{ times: 2 }, 'TT..'], [{ skip: 2 }, '..TT'], [{ every: 2 }, '.T.T.T'], [{ skip: 1, times: 1 }, '.T..'],
    [{ skip: 1, every: 2, times: 2 }, '..T.T..'],
  ])('befalls by %o', async (counts, expected) => {
    emulator.misbehave({ ...throttle, ...counts });
    expect(await outcomes(expected.length)).toBe(expected);
  });

  it('waits its turn behind one that was told before it', async () => {
    emulator.misbehave({ ...throttle, times: 2 });
    emulator.misbehave({ action: '*', mishap: { kind: 'error', status: 403, code: 'Odd', message: 'Odd' }, times: 1 });
    expect(await outcomes(4)).toBe('TTO.');
  });

  it('befalls its own action only', async () => {
    const fault = emulator.misbehave({ ...throttle, action: 'AssumeRole' });
    expect(await outcomes(1)).toBe('.');
    const session = await mfaSession(emulator);
    const assuming = stsOf(emulator, session).send(new AssumeRoleCommand({ RoleArn: arnOf(emulator, 'prod-admin'), RoleSessionName: 'alice' }));
    expect((await refusalOf(assuming)).name).toBe('Throttling');
    expect(fault.befallen).toBe(1);
  });

  it('does not keep an emulator from closing', async () => {
    const other = await startEmulator();
    const fault = other.misbehave({ action: '*', mishap: { kind: 'hang' } });
    const call = outcome(stsOf(other).send(new GetCallerIdentityCommand()));
    await expect.poll(() => fault.befallen).toBe(1);
    await other.close();
    expect(await call).not.toBe('answered');
  });
});
