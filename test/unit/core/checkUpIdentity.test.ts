import { describe, expect, it } from 'vitest';
import type { Identity } from '../../../src/core/catalogue.js';
import { identityChecks } from '../../../src/core/checkUpIdentity.js';
import type { CheckUpPorts, Progress } from '../../../src/core/checkUpPorts.js';
import { failure } from '../../../src/core/failure.js';
import { alice } from '../scenario.js';
import { dayMs, healthy, lineOf, made, now, refused } from './checkUpPorts.js';

async function check(more: Partial<CheckUpPorts> = {}, identity: Identity = alice, code?: string, direct = false) {
  const ports = healthy(more);
  const progress: Progress = { code, hops: [] };
  return { checks: await made(identityChecks(identity, ports, progress, direct)), ports, progress };
}
const values = async (more: Partial<CheckUpPorts>, name: string) => (await check(more)).checks.find(({ check: found }) => found === name)?.values;

describe('an identity with which all is well', () => {
  it('passes every check, and nothing but asking is done', async () => {
    const { checks, ports } = await check();
    expect(checks.map(({ state, check: name }) => `${name} ${state}`)).toEqual(
      ['access passed', 'key passed', 'clock passed', 'mfa passed', 'mfaLength passed', 'keyAge passed']);
    expect(ports.called).toEqual(['callerArn', 'mfaSession stored', 'accessKeys']);
  });
});

describe('access to AWS’s pages', () => {
  it('that is withheld is a problem, and can be allowed there', async () => {
    const { checks } = await check({ missingPages: async () => ['https://*.signin.aws.amazon.com/*'] });
    expect(lineOf(checks, 'access')).toBe('failed: originMissing');
    expect(checks[0]?.failure?.origins).toEqual(['https://*.signin.aws.amazon.com/*']);
  });
});

describe('the access key', () => {
  it.each<[string, () => Promise<string>, string]>([
    ['of another user', async () => 'arn:aws:iam::111111111111:user/bob', 'failed keyOther'],
    ['of a namesake in another account', async () => 'arn:aws:iam::999999999999:user/alice', 'failed keyOther'],
    ['of the root user', async () => 'arn:aws:iam::111111111111:root', 'failed: keyOfRoot'],
    ['of no user', async () => 'arn:aws:sts::111111111111:assumed-role/x/y', 'failed: keyNotOfUser'],
    ['that is deleted', refused('keyUnknown'), 'failed: keyUnknown'],
    ['with a wrong secret', refused('secretWrong'), 'failed: secretWrong'],
    ['about which no answer came', refused('unreachable'), 'unknown: unreachable'],
  ])('%s is found out', async (_, callerArn, line) => {
    expect(lineOf((await check({ callerArn })).checks, 'key')).toBe(line);
  });
});

describe('the clock', () => {
  const off = (ms: number) => async () => ({ askedAt: now + ms, answeredAt: now + ms + 400, at: now - 300 });

  it('is compared with AWS’s in the middle of the question', async () => {
    expect(await values({ awsTime: off(3000) }, 'clock')).toEqual({ seconds: '3' });
    expect(await values({ awsTime: async () => ({ askedAt: now, answeredAt: now + 9000, at: now + 4000 }) }, 'clock')).toEqual({ seconds: '1' });
    expect(lineOf((await check({ awsTime: off(119_000) })).checks, 'clock')).toBe('passed clockRight');
  });

  it('that is two minutes off or more is warned of, with the direction', async () => {
    expect(lineOf((await check({ awsTime: off(-11 * 60_000) })).checks, 'clock')).toBe('warning clockBehind');
    expect(lineOf((await check({ awsTime: off(121_000) })).checks, 'clock')).toBe('warning clockAhead');
    expect(await values({ awsTime: off(-11 * 60_000) }, 'clock')).toEqual({ minutes: '11' });
  });

  it('is not known where AWS’s cannot be read, unless a refusal tells', async () => {
    const awsTime = async () => undefined;
    expect(lineOf((await check({ awsTime })).checks, 'clock')).toBe('unknown clockUnread');
    const callerArn = () => Promise.reject(failure('clockWrong', { minutes: '20', direction: 'behind' }));
    const { checks } = await check({ awsTime, callerArn });
    expect([lineOf(checks, 'key'), lineOf(checks, 'clock'), checks[2]?.values['minutes']]).toEqual(['failed: clockWrong', 'failed clockBehind', '20']);
  });
});

describe('the MFA device', () => {
  const none = { sessionEndsAt: async () => undefined };

  it('has been accepted where a session lives, and no code is spent then', async () => {
    const { checks, ports, progress } = await check({}, alice, '123456');
    expect([lineOf(checks, 'mfa'), checks[3]?.values]).toEqual(['passed mfaLives', { device: 'alice-phone', minutesLeft: '120' }]);
    expect(ports.called).toContain('mfaSession stored');
    expect(progress.code).toBe('123456');
  });

  it('is tried with a code where none lives, and the session is kept', async () => {
    const { checks, ports, progress } = await check(none, alice, '123456');
    expect(lineOf(checks, 'mfa')).toBe('passed mfaMade');
    expect(ports.called).toContain('mfaSession 123456');
    expect(progress.code).toBeUndefined();
    expect(lineOf(checks, 'keyAge')).toBe('passed keyYoung');
  });

  it('is left out without a code, and so is what needs its session', async () => {
    const { checks, ports } = await check(none);
    expect([lineOf(checks, 'mfa'), lineOf(checks, 'keyAge')]).toEqual(['skipped mfaNoCode', 'skipped keyAgeSession']);
    expect(ports.called).toEqual(['callerArn']);
  });

  it('leaves the code to a role that signs in directly', async () => {
    const { checks, progress } = await check(none, alice, '123456', true);
    expect([lineOf(checks, 'mfa'), progress.code]).toEqual(['skipped mfaDirect', '123456']);
  });

  it('with a refused code is a problem, as AWS says it', async () => {
    expect(lineOf((await check({ ...none, mfaSession: refused('codeRefused') }, alice, '123456')).checks, 'mfa')).toBe('failed: codeRefused');
  });

  it.each([
    ['of FIDO', 'arn:aws:iam::111111111111:u2f/user/alice/key', 'failed: serialIsFido'],
    ['of another account', 'arn:aws:iam::222222222222:mfa/alice', 'failed: serialAccount'],
  ])('%s is refused by its serial alone', async (_, mfaSerial, line) => {
    const { checks, ports } = await check({}, { ...alice, mfaSerial }, '123456');
    expect(lineOf(checks, 'mfa')).toBe(line);
    expect(ports.called.filter((call) => call.startsWith('mfaSession'))).toEqual([]);
  });
});

describe('the length of the MFA session', () => {
  it.each([[900, 'warning lengthShort'], [3600, 'warning lengthShort'], [7200, 'passed lengthUsual'], [43_200, 'passed lengthUsual'], [129_600, 'warning lengthMost']])(
    'of %s seconds: %s', async (sessionSeconds, line) => {
      expect(lineOf((await check({}, { ...alice, sessionSeconds })).checks, 'mfaLength')).toBe(line);
    });
});

describe('the age of the key', () => {
  const key = (days: number, accessKeyId = alice.accessKeyId, active = true) => ({ accessKeyId, active, createdAt: now - days * dayMs });

  it('is in days, and is warned of from the ninetieth on', async () => {
    expect(await values({ accessKeys: async () => [key(89.9)] }, 'keyAge')).toMatchObject({ days: '89' });
    expect(lineOf((await check({ accessKeys: async () => [key(89.9)] })).checks, 'keyAge')).toBe('passed keyYoung');
    expect(lineOf((await check({ accessKeys: async () => [key(90)] })).checks, 'keyAge')).toBe('warning keyOld');
  });

  it('is said with a second key where that is active', async () => {
    const two = (active: boolean) => ({ accessKeys: async () => [key(500, 'AKIAOTHER00000009876', active), key(3)] });
    expect(lineOf((await check(two(true))).checks, 'keyAge')).toBe('passed keyYoung keySecond');
    expect(await values(two(true), 'keyAge')).toEqual({ user: 'alice', days: '3', key: '9876' });
    expect(lineOf((await check(two(false))).checks, 'keyAge')).toBe('passed keyYoung');
  });

  it('is not known where IAM may not be reached, which can be allowed there, or does not list the key', async () => {
    const { checks, ports } = await check({ missingIam: async () => ['https://iam.amazonaws.com/*'] });
    expect([lineOf(checks, 'keyAge'), checks[5]?.origins]).toEqual(['unknown keyAgeHost', ['https://iam.amazonaws.com/*']]);
    expect(ports.called).not.toContain('accessKeys');
    expect(lineOf((await check({ accessKeys: async () => [key(1, 'AKIAOTHER00000009876')] })).checks, 'keyAge')).toBe('unknown keyAgeAbsent');
  });

  it('is not known where a policy denies it, or no answer comes', async () => {
    const accessKeys = refused('awsRefused', { answer: { code: 'AccessDenied', message: 'not authorized', status: 403 } });
    expect(lineOf((await check({ accessKeys })).checks, 'keyAge')).toBe('unknown keyAgeDenied: awsRefused');
    expect(lineOf((await check({ accessKeys: refused('unreachable') })).checks, 'keyAge')).toBe('unknown: unreachable');
  });
});
