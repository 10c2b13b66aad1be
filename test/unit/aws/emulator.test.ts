import { createHash, X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { exchangeForm, logIn, openBrowser, signin } from './browser.js';
import { assumeChained, stsOf } from './clients.js';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
});
afterAll(() => emulator.close());

describe('an emulator', () => {
  it('has secrets of its own at every start', async () => {
    const other = await startEmulator();
    expect(emulator.alice.accessKeyId).toMatch(/^AKIA[A-Z2-7]{16}$/);
    expect(emulator.alice.secretAccessKey).toHaveLength(40);
    expect(emulator.alice.totpSecret).toMatch(/^[A-Z2-7]{32}$/);
    for (const secret of ['accessKeyId', 'secretAccessKey', 'totpSecret'] as const) expect(other.alice[secret]).not.toBe(emulator.alice[secret]);
    expect(other.tls).toBeUndefined();
    await other.close();
  });

  it('lists its roles as a person would', () => {
    expect(emulator.roles).toEqual([
      { name: 'prod-admin', accountId: '222222222222', accountName: 'Acme Prod', arn: 'arn:aws:iam::222222222222:role/prod-admin', region: 'ap-northeast-1' },
      { name: 'staging-admin', accountId: '333333333333', accountName: 'Acme Staging', arn: 'arn:aws:iam::333333333333:role/staging-admin', region: 'us-east-1' },
      { name: 'sandbox-admin', accountId: '333333333333', accountName: 'Acme Staging', arn: 'arn:aws:iam::333333333333:role/team/sandbox-admin', region: 'us-east-1' },
      {
        name: 'data-admin', accountId: '444444444444', accountName: 'Acme Data', arn: 'arn:aws:iam::444444444444:role/data-admin', region: 'eu-west-1',
        behind: 'arn:aws:iam::333333333333:role/staging-admin',
      },
    ]);
  });

  it('shows the certificate whose key it names', async () => {
    const socket = connect({ port: emulator.tls?.port ?? 0, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    const { publicKey } = new X509Certificate(socket.getPeerCertificate().raw);
    socket.destroy();
    expect(createHash('sha256').update(publicKey.export({ type: 'spki', format: 'der' })).digest('base64')).toBe(emulator.tls?.spki);
  });

  it('refuses a port that is taken', async () => {
    await expect(startEmulator({ apiPort: emulator.api.port })).rejects.toThrow('EADDRINUSE');
  });

  it('holds a call until it is released, and the next one not at all', async () => {
    const held = emulator.hold('GetCallerIdentity');
    let answered = false;
    const call = stsOf(emulator).send(new GetCallerIdentityCommand()).then(() => {
      answered = true;
    });
    await held.arrived;
    await stsOf(emulator).send(new GetCallerIdentityCommand());
    expect(answered).toBe(false);
    held.release();
    await call;
    expect(answered).toBe(true);
  });

  it('holds getSigninToken as well', async () => {
    const held = emulator.hold('getSigninToken');
    const page = openBrowser(emulator).post(`${signin}/federation`, exchangeForm(await assumeChained(emulator, 'prod-admin')));
    await held.arrived;
    held.release();
    expect((await page).status).toBe(200);
  });

  it('keeps what arrived, and every secret that it gave or took', async () => {
    const browser = openBrowser(emulator);
    const key = await assumeChained(emulator, 'prod-admin');
    await logIn(browser, key);
    expect(emulator.requests.slice(-4).map(({ method, host, action }) => [method, host, action])).toEqual([
      ['POST', '127.0.0.1', 'GetSessionToken'], ['POST', '127.0.0.1', 'AssumeRole'],
      ['POST', 'us-east-1.signin.aws.amazon.com', 'getSigninToken'], ['POST', 'us-east-1.signin.aws.amazon.com', 'login'],
    ]);
    const { sessionTokens, secretAccessKeys, signinTokens, codes } = emulator.issued;
    expect(sessionTokens).toContain(key.sessionToken);
    expect(secretAccessKeys).toEqual(expect.arrayContaining([key.secretAccessKey, emulator.alice.secretAccessKey]));
    expect(signinTokens.length).toBeGreaterThan(0);
    expect(codes).toContain(emulator.device.code().code);
  });

  it('tells the time by the clock that it was given', async () => {
    const slow = await startEmulator({ tls: true, now: () => Date.UTC(2026, 0, 1) });
    const { headers } = await openBrowser(slow).get(`${signin}/`);
    expect(headers['date']).toBe('Thu, 01 Jan 2026 00:00:00 GMT');
    await slow.close();
  });

  it('closes while a call is held', async () => {
    const other = await startEmulator();
    const held = other.hold('GetCallerIdentity');
    const call = stsOf(other).send(new GetCallerIdentityCommand()).catch(() => 'dropped');
    await held.arrived;
    await other.close();
    expect(await call).toBe('dropped');
  });
});

describe('STS and other sites', () => {
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const preflight = () => openBrowser(emulator).send('OPTIONS', 'https://sts.us-east-1.amazonaws.com/', {
    origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-amz-date',
  });
  const post = () => openBrowser(emulator).send('POST', 'https://sts.us-east-1.amazonaws.com/', { origin });

  it('may call each other, as at AWS', async () => {
    const { status, headers } = await preflight();
    expect([status, headers['access-control-allow-origin'], headers['access-control-allow-headers']]).toEqual([200, '*', 'authorization,x-amz-date']);
    const answer = await post();
    expect(answer.headers['access-control-allow-origin']).toBe('*');
    expect(String(answer.headers['access-control-expose-headers']).toLowerCase()).toContain('x-amzn-requestid');
    expect(String(answer.headers['access-control-expose-headers']).toLowerCase().split(',')).not.toContain('date');
    expect(emulator.requests.at(-1)?.origin).toBe(origin);
  });

  it('may not when a test says so', async () => {
    emulator.behaviour.stsCors = false;
    const answers = [await preflight(), await post()];
    emulator.behaviour.stsCors = true;
    expect(answers[0]?.status).toBe(403);
    for (const { headers } of answers) expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});
