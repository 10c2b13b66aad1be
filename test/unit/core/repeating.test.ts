import { beforeEach, describe, expect, it } from 'vitest';
import { failure, type FailureData, type FailureKind } from '../../../src/core/failure.js';
import { isPassing, repeated } from '../../../src/core/repeating.js';
import { failureOf } from '../scenario.js';

let now: number;
let waits: number[];
let calls: number;
const ports = { now: () => now, wait: async (ms: number) => { waits.push(ms); }, random: () => 1 };
const throttled = { code: 'Throttling', message: 'Rate exceeded', status: 400 };

/** A call that fails so often, and answers then. */
function failing(times: number, kind: FailureKind = 'unreachable', more: Partial<FailureData> = {}, takesMs = 0): () => Promise<string> {
  return async () => {
    calls += 1;
    now += takesMs;
    if (calls <= times) throw failure(kind, more.values, more);
    return 'answer';
  };
}

beforeEach(() => { [now, waits, calls] = [0, [], 0]; });

describe('a call that may be repeated', () => {
  it.each([
    ['no answer comes', 'unreachable', {}],
    ['half an answer comes', 'answerCut', {}],
    ['AWS asks to slow down', 'throttled', { answer: throttled }],
    ['AWS is in trouble', 'awsRefused', { answer: { code: 'InternalFailure', message: '', status: 500 } }],
    ['the sign-in host is in trouble', 'signInRefused', { values: { status: '503' } }],
  ] as const)('is made up to three times while %s', async (_, kind, more) => {
    expect(await repeated(failing(2, kind, more), ports)).toBe('answer');
    expect(calls).toBe(3);
    calls = 0;
    expect((await failureOf(repeated(failing(9, kind, more), ports))).kind).toBe(kind);
    expect(calls).toBe(3);
  });

  it.each(['roleRefused', 'sessionExpired', 'codeRefused', 'unanswered', 'secretWrong', 'vaultLocked'] as const)('is made once when it fails for good: %s', async (kind) => {
    const answer = { code: 'AccessDenied', message: '', status: 403 };
    expect((await failureOf(repeated(failing(1, kind, { answer }), ports))).kind).toBe(kind);
    expect([calls, waits]).toEqual([1, []]);
  });

  it('is not made again for an error of our own', async () => {
    const broken = (): Promise<never> => {
      calls += 1;
      return Promise.reject(new TypeError('broken'));
    };
    await expect(repeated(broken, ports)).rejects.toThrow('broken');
    expect([calls, isPassing(new TypeError('broken'))]).toEqual([1, false]);
  });

  it('waits up to half a second, then a second, and by chance less', async () => {
    await repeated(failing(2), ports);
    calls = 0;
    await repeated(failing(2), { ...ports, random: () => 0.25 });
    expect(waits).toEqual([500, 1000, 125, 250]);
  });

  it('is not begun again when the person has waited for six seconds', async () => {
    expect((await failureOf(repeated(failing(9, 'unreachable', {}, 3001), ports))).kind).toBe('unreachable');
    expect(calls).toBe(2);
  });
});
