import { request } from 'node:http';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { readFault, writeFault } from '../../aws/faultGrammar.js';
import { ordersHelp, readOrder } from '../../aws/orders.js';
import { openBrowser } from './browser.js';
import { assume, assumeChained, type Key, mfaSession, refusalOf, stsOf } from './clients.js';

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ tls: true });
});
afterEach(() => emulator.close());

const identify = (key: Key = emulator.alice) => stsOf(emulator, key).send(new GetCallerIdentityCommand());

async function tell(orders: string, more: RequestInit = {}): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${emulator.api.endpoint}/_emulator`, { method: 'POST', body: orders, ...more });
  return { status: answer.status, text: await answer.text() };
}

async function inForce(): Promise<unknown> {
  return (await fetch(`${emulator.api.endpoint}/_emulator`)).json();
}

describe('the control address', () => {
  const nothing = { faults: [], clockOffsetMs: 0, keyRevoked: false, removedRoles: [], disabledRegions: [] };

  it('lists what is in force', async () => {
    expect(await inForce()).toEqual(nothing);
    const told = await tell('GetCallerIdentity:throttle*2\nclock=-11m\n\nrevoke-key\nremove-role=prod-admin\ndisable-region=eu-west-1\n');
    expect(told.status).toBe(200);
    await refusalOf(identify());
    expect(JSON.parse(told.text)).toMatchObject({ faults: [{ fault: 'GetCallerIdentity:throttle*2', befallen: 0 }] });
    expect(await inForce()).toEqual({
      faults: [{ fault: 'GetCallerIdentity:throttle*2', befallen: 1 }],
      clockOffsetMs: -660_000, keyRevoked: true, removedRoles: ['prod-admin'], disabledRegions: ['eu-west-1'],
    });
    await tell('behave\nclock=0\nrestore-key\nrestore-role=prod-admin\nenable-region=eu-west-1');
    expect(await inForce()).toEqual(nothing);
  });

  it('lets calls be befallen, and ends it', async () => {
    await tell('GetCallerIdentity:error=403,AccessDenied,Access denied, for now');
    expect(await refusalOf(identify())).toEqual({ name: 'AccessDenied', message: 'Access denied, for now', status: 403 });
    await tell('behave');
    expect((await identify()).Arn).toContain('user/alice');
  });

  it('expires sessions, of the kind that it is told', async () => {
    const session = await mfaSession(emulator);
    const role = await assume(emulator, session, 'prod-admin');
    await tell('expire=role');
    expect((await refusalOf(identify(role))).name).toBe('ExpiredToken');
    await tell('expire=mfa');
    expect((await refusalOf(identify(session))).name).toBe('ExpiredToken');
    const later = await assumeChained(emulator, 'prod-admin');
    await tell('expire=all');
    expect((await refusalOf(identify(later))).name).toBe('ExpiredToken');
  });

  it('is no call of AWS: nothing befalls it, and it is not recorded', async () => {
    await tell('*:hang');
    expect((await tell('behave')).status).toBe(200);
    expect(emulator.requests).toEqual([]);
  });

  it('does none of several orders when one cannot be read', async () => {
    expect(await tell('revoke-key\nnonsense')).toMatchObject({ status: 400, text: expect.stringMatching(/^"nonsense" is no order: /) });
    expect(await inForce()).toEqual(nothing);
  });

  it('says what is missing, and which methods it takes', async () => {
    expect(await tell('')).toEqual({ status: 400, text: 'There is no order in the body: see npm run aws -- --help.\n' });
    expect(await tell('behave', { method: 'PUT' })).toEqual({ status: 405, text: '/_emulator takes GET and POST.\n' });
    expect(await tell('restore-role=prod-admin')).toEqual({ status: 400, text: 'No role "prod-admin" was removed.\n' });
  });

  it('takes no orders from a page', async () => {
    expect((await tell('revoke-key', { headers: { origin: 'https://example.org' } })).status).toBe(403);
    expect(await inForce()).toEqual(nothing);
  });

  it.each([
    'https://sts.us-east-1.amazonaws.com', 'https://us-east-1.signin.aws.amazon.com', 'https://us-east-1.console.aws.amazon.com', 'https://127.0.0.1',
  ])('is not at %s', async (host) => {
    await openBrowser(emulator).send('POST', `${host}/_emulator`, {}, 'revoke-key');
    expect(await inForce()).toEqual(nothing);
  });
});

it('is not at a host of AWS that is called on the plain port either', async () => {
  const { port } = emulator.api;
  await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/_emulator', method: 'POST', headers: { host: 'sts.us-east-1.amazonaws.com' }, agent: false }, (response) => {
      response.resume().on('end', resolve);
    }).on('error', reject).end('revoke-key');
  });
  expect(await inForce()).toMatchObject({ keyRevoked: false });
});

describe('the grammar of orders', () => {
  it.each([
    'AssumeRole:delay=3000', 'getSigninToken:hang', 'login:drop=before', '*:drop=after*1+2/3', 'console:html=503*1', 'GetSessionToken:empty=500/2',
    'GetAccessKeyInfo:garbled', 'CreateAccessKey:huge=1000', 'LookupEvents:throttle+4', 'AssumeRole:error=403,AccessDenied,User: a, b is not authorized',
  ])('reads and writes %s', (text) => {
    const mark = text.indexOf(':');
    expect(writeFault(readFault(text.slice(0, mark), text.slice(mark + 1)))).toBe(text);
  });

  it('reads counts and units', () => {
    expect(readFault('login', 'delay=2m*3+1/2')).toEqual({ action: 'login', mishap: { kind: 'delay', ms: 120_000 }, times: 3, skip: 1, every: 2 });
    expect(readFault('login', 'delay=1s')).toEqual({ action: 'login', mishap: { kind: 'delay', ms: 1000 } });
  });

  it.each([
    ['AssumeRol:throttle', '"AssumeRol" is no action: there are GetCallerIdentity, '],
    ['AssumeRole:', '"" is no mishap: there are delay, hang, drop, html, empty, garbled, huge, throttle, error.'],
    ['AssumeRole:constructor', '"constructor" is no mishap'],
    ['AssumeRole:delay', 'delay takes a time such as 3000 or 3s, of at most a day.'],
    ['AssumeRole:delay=-3s', 'delay takes a time such as 3000 or 3s, of at most a day, not "-3s".'],
    ['AssumeRole:delay=2d', 'of at most a day, not "2d".'],
    ['AssumeRole:drop=during', 'drop takes before or after, not "during".'],
    ['AssumeRole:html=99', 'html takes a status from 200 to 599, not "99".'],
    ['AssumeRole:empty', 'empty takes a status from 200 to 599.'],
    ['AssumeRole:huge=100000001', 'huge takes a number of bytes up to 100000000, not "100000001".'],
    ['AssumeRole:error=403,AccessDenied', 'error takes a status, a code and a message with commas between, not "403,AccessDenied".'],
    ['AssumeRole:hang=5', 'hang takes nothing, not "5".'],
    ['AssumeRole:throttle*0', '* takes a count from 1, not "0".'],
    ['AssumeRole:throttle*x', '"throttle*x" is no mishap'],
    ['clock', 'clock takes a time such as -11m, +1d or 0.'],
    ['clock=noon', 'clock takes a time such as -11m, +1d or 0, not "noon".'],
    ['expire=console', 'expire takes mfa, role or all, not "console".'],
    ['remove-role=', 'remove-role takes the name of a role, not "".'],
    ['restore-role', 'restore-role takes the name of a role.'],
    ['disable-region', 'disable-region takes a region.'],
    ['enable-region=', 'enable-region takes a region, not "".'],
    ['behave=now', 'behave takes nothing, not "now".'],
    ['toString', '"toString" is no order: there are <action>:<mishap> and clock, revoke-key, restore-key, expire, '],
  ])('refuses %s with a sentence', (text, sentence) => {
    expect(() => readOrder(text)).toThrow(sentence);
  });

  it('is explained: every mishap, every change, and examples that can be read', () => {
    for (const word of ['delay', 'hang', 'drop', 'html', 'empty', 'garbled', 'huge', 'throttle', 'error', 'clock', 'revoke-key', 'restore-key', 'expire',
      'remove-role', 'restore-role', 'disable-region', 'enable-region', 'behave']) expect(ordersHelp).toContain(word);
    const examples = [...ordersHelp.matchAll(/^ {2}(\w+:\S+(?: denied)?)/gm)].map(([, example = '']) => example);
    expect(examples).toHaveLength(4);
    for (const example of examples) expect(() => readOrder(example)).not.toThrow();
  });
});
