import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { type Browser, consoleHome, logIn, openBrowser, signin } from './browser.js';
import { assume, type Key, mfaSession } from './clients.js';

let emulator: Emulator;
let session: Key;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true });
  session = await mfaSession(emulator);
});
afterAll(() => emulator.close());

const role = (name: string, RoleSessionName = 'alice') => assume(emulator, session, name, { RoleSessionName });
const optIn = (browser: Browser, redirectUri = consoleHome) => browser.get(`${signin}/sessions/v1/opt-in?${new URLSearchParams({ redirect_uri: redirectUri })}`);
const listed = async (browser: Browser) => (JSON.parse((await browser.get(`${signin}/sessions/v1/list`)).body) as { sessions: Record<string, unknown>[] }).sessions;

describe('turning multi-session on', () => {
  it('marks the browser and goes where it was told', async () => {
    const browser = openBrowser(emulator);
    const page = await optIn(browser);
    expect([page.status, page.location]).toEqual([302, `${consoleHome}&newPrism=true`]);
    expect(browser.cookies.get('aws-prism-opt-in')).toBe('true');
  });

  it('carries over who is signed in', async () => {
    const browser = openBrowser(emulator);
    await logIn(browser, await role('prod-admin'));
    expect((await optIn(browser)).location).toMatch(/&login_hint=222222222222-[a-z0-9]{8}$/);
    expect(await listed(browser)).toMatchObject([{ principal_arn: 'arn:aws:sts::222222222222:assumed-role/prod-admin/alice', account_alias: 'acme-prod' }]);
  });

  it('is refused when it is on and somebody is signed in, and for another place than a regional host of AWS', async () => {
    const browser = openBrowser(emulator);
    expect((await optIn(browser, 'https://example.org/')).status).toBe(400);
    expect((await optIn(browser, 'https://console.aws.amazon.com/')).status).toBe(400);
    await optIn(browser);
    await logIn(browser, await role('prod-admin'));
    expect((await optIn(browser)).status).toBe(400);
  });
});

describe('with multi-session', () => {
  const opened = async () => {
    const browser = openBrowser(emulator);
    await optIn(browser);
    return browser;
  };

  it('a login adds a session, each on a host of its own', async () => {
    const browser = await opened();
    const prod = await logIn(browser, await role('prod-admin'), 'https://ap-northeast-1.console.aws.amazon.com/ec2/home?region=ap-northeast-1#Instances:');
    const staging = await logIn(browser, await role('staging-admin'));
    expect(prod.location).toMatch(/^https:\/\/222222222222-[a-z0-9]{8}\.ap-northeast-1\.console\.aws\.amazon\.com\/ec2\/home\?region=ap-northeast-1#Instances:$/);
    expect(staging.location).toMatch(/^https:\/\/333333333333-[a-z0-9]{8}\.us-east-1\./);
    expect((await browser.get(prod.location)).body).toContain('prod-admin/alice');
    expect((await browser.get(staging.location)).body).toContain('staging-admin/alice');
  });

  it('the host of a principal is the same each time, and a second login does not take a second place', async () => {
    const browser = await opened();
    const first = await logIn(browser, await role('prod-admin'));
    const second = await logIn(browser, await role('prod-admin'));
    expect(second.location).toBe(first.location);
    expect(await listed(browser)).toHaveLength(1);
  });

  it('a sixth session is refused at the limit page', async () => {
    const browser = await opened();
    for (let index = 1; index <= 5; index += 1) expect((await logIn(browser, await role('prod-admin', `alice${index}`))).location).toContain('console');
    const sixth = await logIn(browser, await role('staging-admin'));
    expect([sixth.status, sixth.location]).toEqual([302, `${signin}/sessions/limit`]);
    const page = await browser.get(sixth.location);
    expect(page.body).toContain('Session limit reached');
    expect(page.body).toContain('data-testid="sessions-limit-signout-and-continue"');
    expect(await listed(browser)).toHaveLength(5);
  });

  it('one session is signed out of without the others', async () => {
    const browser = await opened();
    const prod = await logIn(browser, await role('prod-admin'));
    const staging = await logIn(browser, await role('staging-admin'));
    const [first] = await listed(browser);
    expect((await browser.get(`${signin}/sessions/${String(first?.['differentiator'])}/v1/logout`)).status).toBe(200);
    expect((await browser.get(prod.location)).location).toMatch(/^https:\/\/us-east-1\.signin\.aws\.amazon\.com\/oauth\?/);
    expect((await browser.get(staging.location)).status).toBe(200);
  });

  it('the logout hop is refused', async () => {
    const browser = await opened();
    const page = await browser.get(`${signin}/oauth?${new URLSearchParams({ Action: 'logout', redirect_uri: consoleHome })}`);
    expect(page.status).toBe(400);
  });

  it('the plain console host leads to the session, or to a choice of them', async () => {
    const browser = await opened();
    const prod = await logIn(browser, await role('prod-admin'));
    expect((await browser.get(consoleHome)).location).toBe(prod.location);
    await logIn(browser, await role('staging-admin'));
    const choice = await browser.get(consoleHome);
    expect(choice.location).toBe(`${signin}/sessions/selector`);
    expect((await browser.get(choice.location)).body).toMatch(/data-testid="card-222222222222-[a-z0-9]{8}"/);
  });

  it('another browser’s host opens for nobody else', async () => {
    const prod = await logIn(await opened(), await role('prod-admin'));
    expect((await openBrowser(emulator).get(prod.location)).status).toBe(302);
  });
});

describe('an AWS where multi-session is on for everybody', () => {
  it('adds sessions in a browser that has not opted in', async () => {
    const other = await startEmulator({ tls: true, multiSession: 'on' });
    const browser = openBrowser(other);
    const key = await mfaSession(other);
    for (const name of ['prod-admin', 'staging-admin']) {
      expect((await logIn(browser, await assume(other, key, name))).location).toMatch(/^https:\/\/\d{12}-[a-z0-9]{8}\./);
    }
    expect([...browser.cookies.keys()].filter((name) => name.startsWith('__Secure-aws-session-id-'))).toHaveLength(2);
    await other.close();
  });
});
