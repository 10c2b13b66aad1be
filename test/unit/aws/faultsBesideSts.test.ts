import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import type { Mishap } from '../../aws/faults.js';
import { type Browser, consoleHome, exchangeForm, logIn, openBrowser, signin, signinToken } from './browser.js';
import { assumeChained, type Key } from './clients.js';
import { signed } from './signing.js';

const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

let emulator: Emulator;
let prod: Key;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
  prod = await assumeChained(emulator, 'prod-admin');
});
afterEach(() => emulator.behave());
afterAll(() => emulator.close());

const befall = (mishap: Mishap, action: string, times = 1) => emulator.misbehave({ action, mishap, times });
const outcome = (call: Promise<unknown>) => call.then(() => 'answered', (cause: Error & { code?: string }) => cause.code ?? cause.message);

describe('other protocols', () => {
  const refused = async (service: string, headers: Record<string, string> = {}, body = '') => {
    const { host } = new URL(emulator.api.endpoint);
    const signing = signed(prod, { method: 'POST', host, body, service, region: 'us-east-1', at: Date.now(), headers });
    const answer = await fetch(emulator.api.endpoint, { method: 'POST', headers: { ...signing, origin }, ...(body === '' ? {} : { body }) });
    return { body: await answer.text(), cors: answer.headers.get('access-control-allow-origin') };
  };

  it('word an error their own way, and no other site may read it', async () => {
    emulator.misbehave({ action: '*', mishap: { kind: 'throttle' } });
    expect(await refused('s3')).toEqual({ cors: null, body: expect.stringMatching(/<Error><Code>Throttling<\/Code><Message>Rate exceeded<\/Message>/) });
    expect(await refused('cloudtrail')).toEqual({ cors: null, body: '{"__type":"Throttling","message":"Rate exceeded"}' });
    expect(await refused('iam')).toEqual({ cors: null, body: expect.stringMatching(/xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><Error>.*<Code>Throttling</) });
  });
});

it('no other site may read a load balancer’s page in front of S3', async () => {
  befall({ kind: 'html', status: 503 }, '*');
  const { host } = new URL(emulator.api.endpoint);
  const headers = signed(prod, { method: 'GET', host, body: '', service: 's3', region: 'us-east-1', at: Date.now() });
  const answer = await fetch(emulator.api.endpoint, { headers: { ...headers, origin } });
  expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([503, null]);
});

describe('the sign-in and console hosts', () => {
  const exchange = (browser: Browser) => browser.post(`${signin}/federation`, exchangeForm(prod));

  it('refuse getSigninToken with a page of that status, which no other site may read', async () => {
    befall({ kind: 'error', status: 403, code: 'Denied', message: 'Not <today>' }, 'getSigninToken');
    const page = await openBrowser(emulator).send('POST', `${signin}/federation?Action=getSigninToken`, { origin });
    expect([page.status, page.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    expect(page.body).toContain('<h1 class="error-code">403</h1>\n<p class="error-message">Not &lt;today&gt;</p>');
    expect((await exchange(openBrowser(emulator))).status).toBe(200);
  });

  it('throttle with a page', async () => {
    befall({ kind: 'throttle' }, 'getSigninToken');
    expect(await exchange(openBrowser(emulator))).toMatchObject({ status: 400, body: expect.stringContaining('Rate exceeded') });
  });

  it('misbehave at login apart from getSigninToken, and a dropped login has used its token up', async () => {
    const browser = openBrowser(emulator);
    const token = await signinToken(browser, prod);
    const logInWith = () => browser.post(`${signin}/federation`, { Action: 'login', Issuer: '', Destination: consoleHome, SigninToken: token });
    befall({ kind: 'drop', when: 'after' }, 'login');
    expect(await outcome(logInWith())).toBe('ECONNRESET');
    expect((await logInWith()).status).toBe(400);
  });

  it('misbehave at a console’s pages, and not at its pictures and its own calls', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, prod);
    const fault = befall({ kind: 'html', status: 500 }, 'console', 9);
    const statuses: number[] = [];
    for (const path of ['/static/style.css', '/api/list-buckets', '/ec2/home']) statuses.push((await browser.get(`https://us-east-1.console.aws.amazon.com${path}`)).status);
    expect(statuses).toEqual([200, 200, 500]);
    expect(fault.befallen).toBe(1);
  });

  it('keep what is dropped and hanging in the record of requests', async () => {
    befall({ kind: 'drop', when: 'before' }, 'getSigninToken');
    await outcome(exchange(openBrowser(emulator)));
    expect(emulator.requests.at(-1)).toMatchObject({ action: 'getSigninToken', method: 'POST' });
  });
});
