import { describe, expect, it } from 'vitest';
import type { Role } from '../../../src/core/catalogue.js';
import { findChain } from '../../../src/core/chain.js';
import type { CheckUpPorts, Progress } from '../../../src/core/checkUpPorts.js';
import { roleChecks } from '../../../src/core/checkUpRole.js';
import { catalogueOf, roleBehind, roleNamed } from '../scenario.js';
import { credentialsNamed, healthy, lineOf, made, refused } from './checkUpPorts.js';

const prod = roleNamed('prod');
const data = roleBehind(prod, 'data');

async function check(role: Role, more: Partial<CheckUpPorts> = {}, code?: string, others: readonly Role[] = []) {
  const ports = healthy(more);
  const progress: Progress = { code, hops: [] };
  const chain = findChain(catalogueOf([...others, role]), role.id);
  return { checks: await made(roleChecks(chain, ports, progress)), ports, progress };
}
const none = { sessionEndsAt: async () => undefined };
/** An AWS that refuses a hop, by the role's name. */
const refusing = (name: string): Partial<CheckUpPorts> => ({
  assumeRole: async (_, { roleArn }) => (roleArn.endsWith(`/${name}`) ? refused('roleRefused')() : credentialsNamed('role')),
});

describe('a role with which all is well', () => {
  it('passes every check when a second code shows what a session without MFA meets', async () => {
    const { checks, ports } = await check(prod, {}, '654321');
    expect(checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(lineOf(checks, 'mfaArrives')).toBe('passed arrivesProved');
    expect(ports.called.slice(-4)).toEqual([
      `assumeRole mfa ${prod.arn} 900`, 'isDenied role', `assumeWithCode ${prod.arn} 654321`, 'isDenied code']);
  });

  it('is assumed for the shortest time, hop by hop, each from the one before', async () => {
    const { checks, ports } = await check(data, {}, undefined, [prod]);
    expect(checks.filter(({ check: name }) => name === 'hop').map(({ role, state }) => `${role} ${state}`)).toEqual(['prod passed', 'data passed']);
    expect(ports.called.filter((call) => call.startsWith('assumeRole'))).toEqual([`assumeRole mfa ${prod.arn} 900`, `assumeRole role ${data.arn} 900`]);
  });
});

describe('a hop', () => {
  it('that fails is named with why, and the later ones are not tried', async () => {
    const { checks } = await check(data, refusing('prod'), undefined, [prod]);
    expect([lineOf(checks, 'hop'), lineOf(checks, 'hop', 1), lineOf(checks, 'mfaArrives')]).toEqual(
      ['failed: roleRefused', 'skipped hopSkipped', 'skipped arrivesSkipped']);
    expect(checks.find(({ role }) => role === 'data')?.values['before']).toBe('prod');
  });

  it('that fails last leaves the earlier ones passed', async () => {
    const { checks } = await check(data, refusing('data'), undefined, [prod]);
    expect([lineOf(checks, 'hop'), lineOf(checks, 'hop', 1)]).toEqual(['passed hopPassed', 'failed: roleRefused']);
  });

  it('is not tried without an MFA session', async () => {
    const { checks, ports } = await check(data, none, undefined, [prod]);
    expect([lineOf(checks, 'hop'), lineOf(checks, 'hop', 1)]).toEqual(['skipped hopNoSession', 'skipped hopSkipped']);
    expect(ports.called.filter((call) => call.startsWith('assume'))).toEqual([]);
  });

  it('gets the role’s own settings, and a reason where its source identity asks for one', async () => {
    let asked: unknown;
    await check({ ...prod, externalId: 'ext-1', sourceIdentity: '{user}.{reason}' }, {
      assumeRole: async (_, assumption) => {
        asked = assumption;
        return credentialsNamed('role');
      },
    });
    expect(asked).toMatchObject({ externalId: 'ext-1', sourceIdentity: 'alice.check-up', durationSeconds: 900 });
  });
});

describe('the access key alone', () => {
  it('is refused where the role is let in with MFA', async () => {
    expect(lineOf((await check(prod)).checks, 'bareKey')).toBe('passed bareRefused');
  });

  it('that gets in is a problem', async () => {
    const { checks } = await check(prod, { assumeWithBareKey: async () => credentialsNamed('bare') });
    expect(lineOf(checks, 'bareKey')).toBe('failed bareOpens');
  });

  it('says nothing where the role is not let in with MFA either, or another thing went wrong', async () => {
    expect(lineOf((await check(prod, refusing('prod'))).checks, 'bareKey')).toBe('unknown bareUnclear');
    expect(lineOf((await check(prod, none)).checks, 'bareKey')).toBe('unknown bareUnclear');
    expect(lineOf((await check(prod, { assumeWithBareKey: refused('unreachable') })).checks, 'bareKey')).toBe('unknown: unreachable');
  });
});

describe('whether MFA arrives', () => {
  it('is not known where nothing is refused and there is no session to compare with', async () => {
    const { checks, ports } = await check(prod);
    expect(lineOf(checks, 'mfaArrives')).toBe('unknown arrivesUnproved');
    expect(ports.called.filter((call) => call.startsWith('assumeWithCode'))).toEqual([]);
  });

  it('is not known either with the code that made the MFA session: it was spent', async () => {
    const { checks, ports } = await check(prod, none, '123456');
    expect(lineOf(checks, 'mfaArrives')).toBe('unknown arrivesUnproved');
    expect(ports.called).toContain('mfaSession 123456');
  });

  it('is a problem where the session is refused', async () => {
    expect(lineOf((await check(prod, { isDenied: async () => true })).checks, 'mfaArrives')).toBe('failed arrivesNot');
  });

  it('shows beside a session that the key alone was given', async () => {
    const bare = { assumeWithBareKey: async () => credentialsNamed('bare') };
    expect(lineOf((await check(prod, bare)).checks, 'mfaArrives')).toBe('passed arrivesProved');
    expect(lineOf((await check(prod, { ...bare, isDenied: async () => false })).checks, 'mfaArrives')).toBe('unknown arrivesUnproved');
    // That session is of the first role, and says nothing of what the last one meets.
    expect(lineOf((await check(data, bare, undefined, [prod])).checks, 'mfaArrives')).toBe('unknown arrivesUnproved');
  });

  it('cannot be told where a session without MFA is not refused', async () => {
    expect(lineOf((await check(prod, { isDenied: async () => false }, '654321')).checks, 'mfaArrives')).toBe('unknown arrivesNotDemanded');
  });

  it('shows where a later hop refuses to be assumed without it', async () => {
    const { checks } = await check(data, {
      assumeRole: async ({ accessKeyId }) => (accessKeyId === 'code' ? refused('roleRefused')() : credentialsNamed('role')),
    }, '654321', [prod]);
    expect(lineOf(checks, 'mfaArrives')).toBe('passed arrivesAtHop');
    expect(checks.find(({ check: name }) => name === 'mfaArrives')?.values['hop']).toBe('data');
  });

  it('is not known where the code to compare with is refused, as AWS says', async () => {
    expect(lineOf((await check(prod, { assumeWithCode: refused('codeRefused') }, '654321')).checks, 'mfaArrives')).toBe('unknown: codeRefused');
  });
});

describe('a role that signs in directly', () => {
  const direct: Role = { ...prod, strategy: 'direct', durationSeconds: 43_200 };

  it('spends the code itself, and is warned of as a session without MFA', async () => {
    const { checks, ports, progress } = await check(direct, { isDenied: async () => false }, '123456');
    expect(progress.code).toBeUndefined();
    expect(ports.called).toContain(`assumeWithCode ${prod.arn} 123456`);
    expect([lineOf(checks, 'hop'), lineOf(checks, 'mfaArrives')]).toEqual(['passed hopPassed', 'warning arrivesDirect']);
  });

  it('is a problem where the organisation demands MFA', async () => {
    expect(lineOf((await check(direct, {}, '123456')).checks, 'mfaArrives')).toBe('failed: directDenied');
  });

  it('is not tried without a code', async () => {
    expect(lineOf((await check(direct)).checks, 'hop')).toBe('skipped hopNoCode');
  });

  it('is told so where a later hop refuses it', async () => {
    const { checks } = await check({ ...data, strategy: 'direct' }, refusing('data'), '123456', [prod]);
    expect(lineOf(checks, 'hop', 1)).toBe('failed: directRefused');
  });
});

describe('the length of the console', () => {
  it.each([
    [{}, 'passed consoleHour', '60'],
    [{ durationSeconds: 1800 }, 'passed consoleHour', '30'],
    [{ durationSeconds: 43_200 }, 'warning consoleCapped', '60'],
    [{ durationSeconds: 43_200, strategy: 'direct' }, 'passed consoleDirect', '720'],
    [{ strategy: 'direct' }, 'passed consoleDirect', '60'],
  ] as const)('of a role with %j: %s, %s minutes', async (more, line, minutes) => {
    const { checks } = await check({ ...prod, ...more });
    expect(lineOf(checks, 'consoleLength')).toBe(line);
    expect(checks.at(-1)?.values['minutesLeft']).toBe(minutes);
  });

  it('is an hour at most behind another role, however that signs in', async () => {
    const { checks } = await check({ ...data, strategy: 'direct', durationSeconds: 43_200 }, {}, '123456', [prod]);
    expect(lineOf(checks, 'consoleLength')).toBe('warning consoleCapped');
  });
});
