import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { consolePage } from '../../aws/consolePage.js';
import { createConsoleSessions } from '../../aws/consoleSessions.js';
import { type Credential, roleSession } from '../../aws/credentials.js';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { type Browser, consoleHome, exchangeForm, logIn, openBrowser } from './browser.js';
import { assumeChained, type Key, keyIn } from './clients.js';

let emulator: Emulator;
let browser: Browser;
let aheadMs = 0;

beforeAll(async () => {
  emulator = await startEmulator({ tls: true, now: () => Date.now() + aheadMs });
  browser = openBrowser(emulator);
  await logIn(browser, await assumeChained(emulator, 'sandbox-admin'));
});
afterAll(() => emulator.close());

const titleOf = (html: string) => /<title>(.*)<\/title>/.exec(html)?.[1];

describe('a console page', () => {
  it('tells who is signed in, in the meta element that extensions read', async () => {
    const { body } = await browser.get(consoleHome);
    const content = /<meta name="awsc-session-data" content='([^']*)'>/.exec(body)?.[1] ?? '';
    expect(JSON.parse(content.replaceAll('&quot;', '"'))).toEqual({
      accountId: '333333333333', accountAlias: 'acme-staging', displayName: 'sandbox-admin/alice', infrastructureRegion: 'us-east-1', prismModeEnabled: false,
      sessionARN: 'arn:aws:sts::333333333333:assumed-role/sandbox-admin/alice', signInEndpoint: 'us-east-1.signin.aws.amazon.com',
    });
  });

  it('has the elements that extensions colour', async () => {
    const { body } = await browser.get(consoleHome);
    expect(body).toMatch(/<div id="consoleNavHeader"><header id="awsc-nav-header" data-testid="awsc-nav-header"><nav>/);
    expect(body).toMatch(/<div data-testid="account-detail-menu"[^>]*>\s*<button type="button" data-testid="awsc-copy-accountid"><span>3333-3333-3333<\/span>/);
    for (const mark of ['id="awsc-mezz-region"', 'data-testid="awsc-account-info-tile"', 'data-testid="more-menu__awsc-nav-account-menu-button"', 'id="awsc-nav-footer-content"', 'rel="icon"']) {
      expect(body).toContain(mark);
    }
  });

  it.each(['before2025-10', 'bare'] as const)('has its region and its buckets with the header “%s” too', async (header) => {
    emulator.behaviour.header = header;
    const { body } = await browser.get(consoleHome);
    emulator.behaviour.header = 'present';
    expect(body).toContain('<meta id="awsc-mezz-region" name="awsc-mezz-region" content="us-east-1">');
    expect(body).toContain('<div id="buckets"');
    expect(body).not.toContain('data-testid');
    const old = header === 'before2025-10';
    expect(body.includes('name="awsc-session-data"')).toBe(old);
    expect(body.includes('<div id="consoleNavHeader"><div id="awsc-nav-header"><nav>')).toBe(old);
    expect(body.includes('<span id="awsc-login-display-name-account">333333333333</span>')).toBe(old);
    expect(/header|menu|display-name/i.test(body)).toBe(old);
  });

  it.each([
    ['/console/home?region=us-east-1', 'Console Home | us-east-1'], ['/', 'Console Home | us-east-1'], ['/ec2/home?region=us-east-1', 'EC2 | us-east-1'],
    ['/cloudwatch/home', 'CloudWatch | us-east-1'], ['/s3/buckets/acme?tab=objects', 'S3 | us-east-1'], ['/newthing/home', 'NEWTHING | us-east-1'],
  ])('of %s has its service in the title', async (path, title) => {
    expect(titleOf((await browser.get(new URL(path, consoleHome).href)).body)).toBe(title);
  });

  it('takes the region from the host, and on the bare host from the query', async () => {
    expect(titleOf((await browser.get('https://eu-west-1.console.aws.amazon.com/ec2/home')).body)).toBe('EC2 | eu-west-1');
    expect(titleOf((await browser.get('https://console.aws.amazon.com/ec2/home?region=eu-central-1')).body)).toBe('EC2 | eu-central-1');
  });

  it('allows scripts, styles and pictures of its own host only, and has all of them there', async () => {
    const { headers, body } = await browser.get(consoleHome);
    expect(headers['content-security-policy']).toBe("default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'");
    for (const [, path = ''] of body.matchAll(/(?:src|href)="(\/static\/[^"]+)"/g)) {
      expect((await browser.get(new URL(path, consoleHome).href)).status).toBe(200);
    }
    expect(body).not.toMatch(/<script>|<style|style="| on\w+="/);
  });

  it('makes nothing of markup in a path or a session name', () => {
    const [role] = emulator.organization.roles;
    if (role === undefined) throw new Error('No role');
    const credential: Credential = { principal: roleSession(role, "'><b>"), accessKeyId: '', secretAccessKey: '', issuedAt: 0, chained: true, sessionPolicies: [], tags: [] };
    const session = createConsoleSessions(Date.now).start(credential, '', Date.now());
    const page = consolePage({ session, account: undefined, region: 'us-east-1', path: '/<b>/"><b>', multiSession: false, signinHost: '', header: 'present' });
    expect(page).not.toContain('<b>');
    expect(page).not.toContain('<B>');
    expect(page).not.toContain("'>&lt;");
  });

  it('lists buckets as the person who is signed in, and CloudTrail says that the console did', async () => {
    const { body } = await browser.get(new URL('/api/list-buckets', consoleHome).href);
    expect(JSON.parse(body)).toMatchObject({ state: 'ok', buckets: [{ name: 'acme-staging-artifacts' }, { name: 'acme-staging-assets' }] });
    expect(emulator.events.at(-1)).toMatchObject({ eventName: 'ListBuckets', sessionCredentialFromConsole: 'true', recipientAccountId: '333333333333' });
  });
});

describe('a browser that is not signed in', () => {
  it('is sent to a page that says so, and is told where it wanted to go', async () => {
    const stranger = openBrowser(emulator);
    const { status, location } = await stranger.get('https://eu-west-1.console.aws.amazon.com/ec2/home?x=1');
    expect(status).toBe(302);
    expect(new URL(location).host).toBe('eu-west-1.signin.aws.amazon.com');
    expect(new URL(location).searchParams.get('redirect_uri')).toBe('https://eu-west-1.console.aws.amazon.com/ec2/home?x=1');
    expect((await stranger.get(location)).body).toContain('You must sign in');
  });

  it('is one whose session has ended', async () => {
    aheadMs = 3_601_000;
    expect((await browser.get(consoleHome)).status).toBe(302);
    expect((await browser.get(new URL('/api/list-buckets', consoleHome).href)).status).toBe(401);
    aheadMs = 0;
  });

  it('is not let in by a cookie that it made up', async () => {
    const stranger = openBrowser(emulator);
    stranger.cookies.set('aws-creds', 'something');
    expect((await stranger.get(consoleHome)).status).toBe(302);
  });
});

describe('the twins in other partitions', () => {
  it.each([
    ['aws-cn', 'cn-north-1.signin.amazonaws.cn', 'https://cn-north-1.console.amazonaws.cn/console/home'],
    ['aws-us-gov', 'us-gov-west-1.signin.amazonaws-us-gov.com', 'https://us-gov-west-1.console.amazonaws-us-gov.com/console/home'],
    ['aws-eusc', 'eusc-de-east-1.signin.amazonaws-eusc.eu', 'https://eusc-de-east-1.console.amazonaws-eusc.eu/console/home'],
  ] as const)('%s signs in on its own hosts', async (partition, signinHost, destination) => {
    const twin = await startEmulator({ tls: true, partition });
    const region = twin.organization.partition.defaultRegion;
    const visitor = openBrowser(twin);
    const client = (credentials: Key) => new STSClient({ region, endpoint: twin.api.endpoint, credentials });
    const mfa = await client(twin.alice).send(new GetSessionTokenCommand({ SerialNumber: twin.alice.mfaSerial, TokenCode: twin.device.freshCode() }));
    const assumed = await client(keyIn(mfa.Credentials)).send(new AssumeRoleCommand({ RoleArn: twin.roles[0]?.arn, RoleSessionName: 'alice' }));
    const exchanged = await visitor.post(`https://${signinHost}/federation`, exchangeForm(keyIn(assumed.Credentials)));
    const { SigninToken } = JSON.parse(exchanged.body) as { SigninToken: string };
    const page = await visitor.post(`https://${signinHost}/federation`, { Action: 'login', Issuer: '', Destination: destination, SigninToken });
    expect(page.location).toBe(destination);
    expect((await visitor.get(destination)).body).toContain('prod-admin/alice');
    await twin.close();
  });

  it('the sign-in host without a region does not answer in the European Sovereign Cloud', async () => {
    expect((await openBrowser(emulator).get('https://signin.amazonaws-eusc.eu/federation')).status).toBe(404);
  });

  it('a host that AWS does not have is not found', async () => {
    for (const host of ['mars-1.console.aws.amazon.com', 'sts.cn-north-1.amazonaws.com', 'example.org', 'x.y.us-east-1.console.aws.amazon.com']) {
      expect((await openBrowser(emulator).get(`https://${host}/`)).status).toBe(404);
    }
  });
});
