import { AssumeRoleCommand, GetAccessKeyInfoCommand, GetCallerIdentityCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { consoleHome, exchangeForm, logIn, openBrowser, signin, signinToken } from './browser.js';
import { arnOf, assume, assumeChained, type Key, mfaSession, refusalOf, stsOf } from './clients.js';

const minuteMs = 60_000;
const invalid = { name: 'InvalidClientTokenId', message: 'The security token included in the request is invalid.', status: 403 };
const expired = { name: 'ExpiredToken', message: 'The security token included in the request is expired', status: 403 };

let emulator: Emulator;

beforeEach(async () => {
  emulator = await startEmulator({ tls: true });
});
afterEach(() => emulator.close());

const identify = (key?: Key, aheadMs = 0) => stsOf(emulator, key, aheadMs).send(new GetCallerIdentityCommand());
/** The SDK corrects its clock at once and would not be refused a second time, so each call has a client of its own. */
const refusal = (key?: Key, aheadMs = 0) => refusalOf(identify(key, aheadMs));
const compact = /\d{8}T\d{6}Z/g;

describe('AWS’s clock', () => {
  it.each([
    [16, 'Signature expired: * is now earlier than * (* - 15 min.)'],
    [-16, 'Signature not yet current: * is still later than * (* + 15 min.)'],
  ])('%i minutes off refuses what this machine signs, and says so', async (minutes, message) => {
    emulator.setClock(minutes * minuteMs);
    const refused = await refusal();
    expect(refused).toMatchObject({ name: 'SignatureDoesNotMatch', status: 403 });
    expect(refused.message.replace(compact, '*')).toBe(message);
  });

  it.each([14, -14])('%i minutes off is near enough', async (minutes) => {
    emulator.setClock(minutes * minuteMs);
    expect((await identify()).Arn).toContain('user/alice');
  });

  it.each([[1440, 'ahead'], [-1440, 'behind']])('a day off, by %i minutes, is told in the Date header, and a client that signs by it is served', async (minutes) => {
    emulator.setClock(minutes * minuteMs);
    const { headers } = await openBrowser(emulator).get(`${signin}/`);
    expect(Math.abs(Date.parse(String(headers['date'])) - Date.now() - minutes * minuteMs)).toBeLessThan(5000);
    expect((await identify(undefined, minutes * minuteMs)).Arn).toContain('user/alice');
  });

  it('takes the codes that the phone shows, forth and back again, each once', async () => {
    for (const minutes of [0, 11, -11, 14, 0]) {
      emulator.setClock(minutes * minuteMs);
      const code = emulator.device.freshCode();
      const SerialNumber = emulator.alice.mfaSerial;
      const call = () => stsOf(emulator).send(new AssumeRoleCommand({ RoleArn: arnOf(emulator, 'prod-admin'), RoleSessionName: 'alice', SerialNumber, TokenCode: code }));
      expect((await call()).Credentials).toBeDefined();
      expect((await refusalOf(call())).message).toContain('invalid MFA one time pass code');
    }
  });

  it('set back, takes the code that the phone shows one step later', async () => {
    let laterMs = 0;
    const other = await startEmulator({ now: () => Date.now() + laterMs });
    await mfaSession(other);
    other.setClock(-5 * minuteMs);
    laterMs = minuteMs / 2;
    const { code } = other.device.code();
    const { Credentials } = await stsOf(other).send(new GetSessionTokenCommand({ SerialNumber: other.alice.mfaSerial, TokenCode: code }));
    expect(Credentials).toBeDefined();
    await other.close();
  });

  it('ends sessions by its own time', async () => {
    const key = await mfaSession(emulator, 900);
    emulator.setClock(14 * minuteMs);
    expect((await identify(key)).Arn).toContain('user/alice');
    emulator.setClock(15 * minuteMs + 1000);
    expect(await refusal(key, 15 * minuteMs)).toEqual(expired);
  });
});

describe('a key that is revoked', () => {
  it('is refused as one that never was, until it is restored', async () => {
    emulator.revokeKey();
    expect(await refusal()).toEqual(invalid);
    emulator.restoreKey();
    expect((await identify()).Arn).toContain('user/alice');
  });

  it('leaves its MFA sessions working until they end', async () => {
    const session = await mfaSession(emulator);
    emulator.revokeKey();
    expect((await identify(session)).Arn).toContain('user/alice');
    expect(await assume(emulator, session, 'prod-admin')).toHaveProperty('sessionToken');
  });

  it('is still known to be of its account', async () => {
    const role = await assumeChained(emulator, 'prod-admin');
    emulator.revokeKey();
    expect((await stsOf(emulator, role).send(new GetAccessKeyInfoCommand({ AccessKeyId: emulator.alice.accessKeyId }))).Account).toBe('111111111111');
  });
});

describe('expiring sessions', () => {
  it.each([
    ['mfa', [expired, undefined]], ['role', [undefined, expired]], ['all', [expired, expired]],
  ] as const)('of kind %s ends those given out so far, and no later ones', async (kind, expected) => {
    const session = await mfaSession(emulator);
    const keys = [session, await assume(emulator, session, 'prod-admin')];
    emulator.expireSessions(kind);
    for (const [index, key] of keys.entries()) {
      if (expected[index] === undefined) expect((await identify(key)).Arn).toBeDefined();
      else expect(await refusal(key)).toEqual(expected[index]);
    }
    emulator.setClock(-10 * minuteMs);
    if (expected[0] !== undefined) expect(await refusal(session)).toEqual(expired);
    emulator.setClock(0);
    expect((await identify()).Arn).toContain('user/alice');
    expect((await identify(await assumeChained(emulator, 'prod-admin'))).Arn).toContain('prod-admin');
  });

  it('refuses a sign-in, and leaves a console that is open', async () => {
    const browser = openBrowser(emulator);
    const role = await assumeChained(emulator, 'prod-admin');
    await logIn(browser, role);
    const token = await signinToken(browser, role);
    emulator.expireSessions('role');
    expect((await browser.get(consoleHome)).status).toBe(200);
    const form = { Action: 'login', Issuer: '', Destination: consoleHome, SigninToken: token };
    expect((await openBrowser(emulator).post(`${signin}/federation`, form)).status).toBe(400);
    expect((await browser.post(`${signin}/federation`, exchangeForm(role))).status).toBe(400);
  });
});

describe('a role that is removed', () => {
  it('is refused in the words for one that never was, until it is restored', async () => {
    const session = await mfaSession(emulator);
    emulator.removeRole('prod-admin');
    expect(await refusalOf(assume(emulator, session, 'prod-admin'))).toEqual({
      name: 'AccessDenied', status: 403,
      message: `User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource: ${arnOf(emulator, 'prod-admin')}`,
    });
    expect(await assume(emulator, session, 'staging-admin')).toHaveProperty('sessionToken');
    emulator.restoreRole('prod-admin');
    expect(await assume(emulator, session, 'prod-admin')).toHaveProperty('sessionToken');
  });

  it('must be there', () => {
    expect(() => emulator.removeRole('nobody')).toThrow('There is no role "nobody": there are prod-admin, staging-admin, sandbox-admin, data-admin.');
    expect(() => emulator.restoreRole('prod-admin')).toThrow('No role "prod-admin" was removed.');
  });
});

describe('a region in which STS is deactivated', () => {
  it('refuses every call that is signed for it, until it is enabled', async () => {
    emulator.disableRegion('us-east-1');
    expect(await refusal()).toEqual({
      name: 'RegionDisabledException', status: 403,
      message: 'STS is not activated in this region for account:111111111111. Your account administrator can activate STS in this region using the IAM Console.',
    });
    expect((await refusalOf(mfaSession(emulator))).name).toBe('RegionDisabledException');
    emulator.enableRegion('us-east-1');
    expect((await identify()).Arn).toContain('user/alice');
  });

  it('leaves the others', async () => {
    emulator.disableRegion('ap-northeast-1');
    expect((await identify()).Arn).toContain('user/alice');
  });

  it('must be one of AWS', () => {
    expect(() => emulator.disableRegion('moon-east-1')).toThrow('"moon-east-1" is no region of AWS.');
  });
});
