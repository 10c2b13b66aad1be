import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { type Browser, consoleHome, exchangeForm, logIn, openBrowser, signin, signinToken } from './browser.js';
import { assume, assumeDirectly, type Key, mfaSession } from './clients.js';

let emulator: Emulator;
let session: Key;
let prod: Key;
let aheadMs = 0;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true, now: () => Date.now() + aheadMs });
  session = await mfaSession(emulator);
  prod = await assume(emulator, session, 'prod-admin');
});
afterEach(() => {
  aheadMs = 0;
});
afterAll(() => emulator.close());

const exchange = (form: Record<string, string>, browser: Browser = openBrowser(emulator)) => browser.post(`${signin}/federation`, form);
const loginForm = (SigninToken: string, Destination = consoleHome) => ({ Action: 'login', Issuer: 'https://example.org', Destination, SigninToken });

describe('getSigninToken', () => {
  it('exchanges a role session for a token, with POST and with GET', async () => {
    const posted = await exchange(exchangeForm(prod));
    const got = await openBrowser(emulator).get(`${signin}/federation?${new URLSearchParams(exchangeForm(prod))}`);
    for (const page of [posted, got]) {
      expect(page.status).toBe(200);
      expect(page.headers['content-type']).toBe('application/json');
      expect((JSON.parse(page.body) as { SigninToken: string }).SigninToken.length).toBeGreaterThan(500);
    }
  });

  it('answers on the host without a region too', async () => {
    expect((await openBrowser(emulator).post('https://signin.aws.amazon.com/federation', exchangeForm(prod))).status).toBe(200);
  });

  it.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['credentials of GetSessionToken', () => exchangeForm(session)],
    ['a wrong secret', () => exchangeForm({ ...prod, secretAccessKey: 'x'.repeat(40) })],
    ['a wrong session token', () => exchangeForm({ ...prod, sessionToken: 'another' })],
    ['a key that does not exist', () => exchangeForm({ ...prod, accessKeyId: 'ASIAAAAAAAAAAAAAAAAA' })],
    ['a long-term key', () => exchangeForm(emulator.alice)],
    ['a session that is not JSON', () => ({ Action: 'getSigninToken', Session: 'x' })],
    ['a SessionDuration for a chained session, even an hour', () => ({ ...exchangeForm(prod), SessionDuration: '3600' })],
    ['a SessionDuration that is too long', async () => ({ ...exchangeForm(await assumeDirectly(emulator, 'prod-admin')), SessionDuration: '43201' })],
  ])('refuses %s with a page, not with JSON', async (_what, form) => {
    const page = await exchange(await form());
    expect(page.status).toBe(400);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.body).toContain('Invalid credentials parameter');
    expect(page.body).toContain('The request sent by the client was syntactically incorrect.');
  });

  it('refuses credentials that have expired', async () => {
    aheadMs = 3_601_000;
    expect((await exchange(exchangeForm(prod))).status).toBe(400);
  });

  it('takes a SessionDuration for a session that a long-term key assumed, and the console lasts that long', async () => {
    const browser = openBrowser(emulator);
    const direct = await assumeDirectly(emulator, 'prod-admin');
    const { body } = await exchange({ ...exchangeForm(direct), SessionDuration: '43200' });
    await exchange(loginForm((JSON.parse(body) as { SigninToken: string }).SigninToken), browser);
    aheadMs = 11 * 3_600_000;
    expect((await browser.get(consoleHome)).status).toBe(200);
    aheadMs = 13 * 3_600_000;
    expect((await browser.get(consoleHome)).status).toBe(302);
  });

  it('has no CORS, so that only a program with permission for the host reads it', async () => {
    const headers = { origin: 'https://example.org', 'access-control-request-method': 'POST' };
    const preflight = await openBrowser(emulator).send('OPTIONS', `${signin}/federation`, headers);
    const posted = await openBrowser(emulator).send('POST', `${signin}/federation`, { origin: 'https://example.org' });
    for (const page of [preflight, posted]) expect(page.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('knows nothing of an action with another name', async () => {
    expect((await exchange({ ...exchangeForm(prod), Action: 'GetSigninToken' })).status).toBe(400);
  });
});

describe('login', () => {
  it('leads to the destination as it was given, path, query and fragment, with POST and with GET', async () => {
    const destination = 'https://ap-northeast-1.console.aws.amazon.com/cloudwatch/home?region=ap-northeast-1&x=a%20b#logs:';
    const browser = openBrowser(emulator);
    const posted = await exchange(loginForm(await signinToken(browser, prod), destination), browser);
    const got = await browser.get(`${signin}/federation?${new URLSearchParams(loginForm(await signinToken(browser, prod), destination))}`);
    expect([posted.status, posted.location, got.status, got.location]).toEqual([302, destination, 302, destination]);
  });

  it('sets cookies that only go over TLS, and that a post from another site brings along', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, prod);
    expect(browser.setCookies.map((line) => line.split('=')[0])).toEqual(['aws-creds', 'aws-userInfo', 'aws-userInfo-signed']);
    for (const line of browser.setCookies) expect(line).toMatch(/; Domain=aws\.amazon\.com; Path=\/; Secure; .*SameSite=(None|Lax)/);
    expect(browser.setCookies[0]).toContain('SameSite=None');
    expect(JSON.parse(decodeURIComponent(browser.cookies.get('aws-userInfo') ?? ''))).toMatchObject({ arn: 'arn:aws:sts::222222222222:assumed-role/prod-admin/alice' });
  });

  it('uses a token up, even when it refuses', async () => {
    const browser = openBrowser(emulator);
    const token = await signinToken(browser, prod);
    expect((await exchange(loginForm(token, 'https://example.org/'), browser)).status).toBe(400);
    const again = await exchange(loginForm(token), browser);
    expect(again.status).toBe(400);
    expect(again.body).toContain('<h1 class="error-code">400</h1>');
  });

  it('takes a token for fifteen minutes', async () => {
    const browser = openBrowser(emulator);
    const [early, late] = [await signinToken(browser, prod), await signinToken(browser, prod)];
    aheadMs = 14 * 60_000;
    expect((await exchange(loginForm(early), browser)).status).toBe(302);
    aheadMs = 15 * 60_000 + 1000;
    expect((await exchange(loginForm(late), browser)).status).toBe(400);
  });

  it.each([
    'https://example.org/', 'http://us-east-1.console.aws.amazon.com/', 'https://us-east-1.console.aws.amazon.com.example.org/', 'https://us-east-1.console.aws.amazon.com:8443/',
    'https://222222222222-abcdefgh.us-east-1.console.aws.amazon.com/console/home', 'https://cn-north-1.console.amazonaws.cn/', 'https://us-gov-west-1.console.aws.amazon.com/',
    'https://us-east-1.signin.aws.amazon.com/', 'not an address', '',
  ])('refuses the destination %s', async (destination) => {
    const browser = openBrowser(emulator);
    const page = await exchange(loginForm(await signinToken(browser, prod), destination), browser);
    expect([page.status, browser.cookies.size]).toEqual([400, 0]);
  });

  it('is recorded, and the exchange as well', async () => {
    await logIn(openBrowser(emulator), prod);
    expect(emulator.events.slice(-2)).toMatchObject([
      { eventName: 'GetSigninToken', eventSource: 'signin.amazonaws.com', recipientAccountId: '222222222222' },
      { eventName: 'ConsoleLogin', eventType: 'AwsConsoleSignIn', additionalEventData: { MFAUsed: 'No' }, responseElements: { ConsoleLogin: 'Success' } },
    ]);
  });
});

describe('another identity in the same browser, without multi-session', () => {
  it('is told to log out first, in another account and in the same one', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, await assume(emulator, session, 'staging-admin'));
    for (const key of [prod, await assume(emulator, session, 'sandbox-admin')]) {
      const page = await logIn(browser, key);
      expect(page.body.replace(/<[^>]+>/g, '')).toMatch(/You must first log out before logging into a different AWS account\.\s*To logout, click here/);
      expect((await browser.get(consoleHome)).body).toContain('staging-admin/alice');
    }
  });

  it('gets in after the logout hop, with a new token', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, await assume(emulator, session, 'staging-admin'));
    const login = `${signin}/federation?${new URLSearchParams(loginForm(await signinToken(browser, prod)))}`;
    const hop = await browser.get(`${signin}/oauth?${new URLSearchParams({ Action: 'logout', redirect_uri: login })}`);
    expect([hop.status, hop.location, browser.cookies.size]).toEqual([302, login, 0]);
    expect((await browser.get(hop.location)).location).toBe(consoleHome);
    expect((await browser.get(consoleHome)).body).toContain('prod-admin/alice');
  });

  it('the same identity may sign in again', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, prod);
    expect((await logIn(browser, await assume(emulator, session, 'prod-admin'))).location).toBe(consoleHome);
  });

  it('the logout hop wants a region in both hosts, and a host of AWS', async () => {
    const browser = openBrowser(emulator);
    const hop = (host: string, redirectUri: string) => browser.get(`https://${host}/oauth?${new URLSearchParams({ Action: 'logout', redirect_uri: redirectUri })}`);
    expect((await hop('signin.aws.amazon.com', consoleHome)).status).toBe(400);
    expect((await hop('us-east-1.signin.aws.amazon.com', 'https://console.aws.amazon.com/')).status).toBe(400);
    expect((await hop('us-east-1.signin.aws.amazon.com', 'https://example.org/')).status).toBe(400);
  });
});
