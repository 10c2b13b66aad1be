import { beforeEach, describe, expect, it } from 'vitest';
import { type FailureKind, failure } from '../../../src/core/failure.js';
import type { Credentials } from '../../../src/core/journey.js';
import { callWithCode, isLive, type MfaSessionPorts, renewalMarginMs, takeMfaSession, type UsedCode, wordsFor } from '../../../src/core/mfaSession.js';
import { alice, bob, failureOf } from '../scenario.js';

const hour = 3_600_000;
let now: number;
let sessions: Map<string, Credentials>;
let used: readonly UsedCode[];
let calls: { user: string; code: string }[];
let answer: () => Promise<Credentials>;
let queue: Promise<unknown>;
let reached: boolean;

const ports: MfaSessionPorts = {
  now: () => now,
  alone(run) {
    const turn = queue.catch(() => undefined).then(run);
    queue = turn;
    return turn;
  },
  stored: async ({ id }) => sessions.get(id),
  keep: async ({ id }, session) => { sessions.set(id, session); },
  usedCodes: async () => used,
  keepUsedCodes: async (codes) => { used = codes; },
  reaches: async () => reached,
  async getSessionToken({ userName }, code) {
    calls.push({ user: userName, code });
    return answer();
  },
};

const session = (expiresAt: number): Credentials => ({ accessKeyId: `ASIA${expiresAt}`, secretAccessKey: 's', sessionToken: 't', expiresAt });
const refuseWith = (kind: FailureKind): void => { answer = () => Promise.reject(failure(kind)); };
const take = (code?: string, identity = alice) => takeMfaSession(identity, code, ports);
const kindOf = async (promise: Promise<unknown>): Promise<FailureKind> => (await failureOf(promise)).kind;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  [sessions, used, calls, queue, reached] = [new Map(), [], [], Promise.resolve(), false];
  answer = async () => session(now + 12 * hour);
});

describe('an MFA session', () => {
  it('is made with the code, kept, and used again without one', async () => {
    const first = await take('492817');
    expect(await take()).toBe(first);
    expect(await take('123456')).toBe(first);
    expect(calls).toEqual([{ user: 'alice', code: '492817' }]);
  });

  it('is used until five minutes before its end, and then needs a new code', async () => {
    const { expiresAt } = await take('492817');
    now = expiresAt - renewalMarginMs - 1;
    expect((await take()).expiresAt).toBe(expiresAt);
    now = expiresAt - renewalMarginMs;
    expect(await kindOf(take())).toBe('codeNeeded');
    expect(renewalMarginMs).toBe(300_000);
    expect([isLive(now + 300_001, now), isLive(now + 300_000, now), isLive(now - 1, now)]).toEqual([true, false, false]);
  });

  it('that is to be fresh is made though one lives, and takes its place', async () => {
    await take('492817');
    expect(await kindOf(takeMfaSession(alice, undefined, ports, true))).toBe('codeNeeded');
    const fresh = await takeMfaSession(alice, '123456', ports, true);
    expect([calls.length, await take()]).toEqual([2, fresh]);
  });

  it('is asked for by person, account and device', async () => {
    expect(await failureOf(take())).toEqual({
      kind: 'codeNeeded', values: { user: 'alice', account: '1111 1111 1111', device: 'alice-phone' },
    });
    expect(wordsFor({ ...alice, mfaSerial: 'GAHT12345678' }).device).toBe('GAHT12345678');
  });

  it('is made once when two windows ask at the same time with the same code', async () => {
    const [one, other] = await Promise.all([take('492817'), take('492817')]);
    expect(other).toBe(one);
    expect(calls).toHaveLength(1);
  });

  it('of one identity is not another’s', async () => {
    await take('492817');
    expect(await kindOf(take(undefined, bob))).toBe('codeNeeded');
  });

  it('is not kept when AWS refuses the code', async () => {
    refuseWith('codeRefused');
    expect(await kindOf(take('492817'))).toBe('codeRefused');
    expect(sessions.size).toBe(0);
  });
});

describe('a code', () => {
  it('that is no code never reaches AWS, and does not count as used', async () => {
    for (const text of ['', '12345', '1234567', 'abcdef']) expect(await kindOf(take(text))).toBe('codeMalformed');
    expect([calls, used]).toEqual([[], []]);
  });

  it('reaches AWS as six plain digits', async () => {
    await take('４９２ ８１７');
    expect(calls).toEqual([{ user: 'alice', code: '492817' }]);
  });

  it.each(['codeRefused', 'serialRefused', 'clockWrong', 'secretWrong', 'throttled', 'awsRefused'] as const)(
    'that reached AWS is refused a second time, after %s too', async (kind) => {
      refuseWith(kind);
      expect(await kindOf(take('492817'))).toBe(kind);
      expect(await failureOf(take('４９２８１７'))).toMatchObject({ kind: 'codeReused', values: { device: 'alice-phone' } });
      expect(calls).toHaveLength(1);
    });

  it('that made a session is refused a second time, when the session is gone', async () => {
    await take('492817');
    sessions.clear();
    expect(await kindOf(take('492817'))).toBe('codeReused');
  });

  it('that never reached AWS may be sent again', async () => {
    refuseWith('unreachable');
    expect(await kindOf(take('492817'))).toBe('unreachable');
    answer = async () => session(now + hour);
    expect((await take('492817')).expiresAt).toBe(now + hour);
    expect(calls.map(({ code }) => code)).toEqual(['492817', '492817']);
  });

  it('that may have reached AWS before the connection broke counts as used', async () => {
    refuseWith('unreachable');
    reached = true;
    expect(await failureOf(take('492817'))).toMatchObject({ kind: 'unanswered', values: { device: 'alice-phone' } });
    expect(await kindOf(take('492817'))).toBe('codeReused');
    expect(calls).toHaveLength(1);
  });

  it('that is given back gives no other back', async () => {
    refuseWith('codeRefused');
    await failureOf(take('111111'));
    refuseWith('unreachable');
    await failureOf(take('222222'));
    expect(used.map(({ code }) => code)).toEqual(['111111']);
    expect(await kindOf(take('111111'))).toBe('codeReused');
  });

  it('that was reused does not become usable by being refused here', async () => {
    refuseWith('codeRefused');
    await failureOf(take('492817'));
    await failureOf(take('492817'));
    expect(await kindOf(take('492817'))).toBe('codeReused');
  });

  it('counts as used before the call is over, so that a stopped worker cannot send it twice', async () => {
    let usedMeanwhile: readonly UsedCode[] = [];
    answer = async () => {
      usedMeanwhile = used;
      throw new DOMException('stopped', 'AbortError');
    };
    await expect(take('492817')).rejects.toThrow('stopped');
    expect(usedMeanwhile).toEqual([{ mfaSerial: alice.mfaSerial, code: '492817', usedAt: now }]);
    expect(await kindOf(take('492817'))).toBe('codeReused');
  });

  it('of another device is another code, though the digits are the same', async () => {
    refuseWith('codeRefused');
    await failureOf(take('492817'));
    expect(await kindOf(take('492817', bob))).toBe('codeRefused');
    expect(calls.map(({ user }) => user)).toEqual(['alice', 'bob']);
  });

  it('of a device that two identities share is one code', async () => {
    refuseWith('codeRefused');
    await failureOf(take('492817'));
    expect(await kindOf(take('492817', { ...bob, mfaSerial: alice.mfaSerial }))).toBe('codeReused');
  });

  it('is forgotten after 90 seconds, when the same digits can come again', async () => {
    refuseWith('codeRefused');
    await failureOf(take('492817'));
    now += 89_999;
    expect(await kindOf(take('492817'))).toBe('codeReused');
    now += 1;
    expect(await kindOf(take('492817'))).toBe('codeRefused');
    expect(used).toHaveLength(1);
  });

  it.each([['stays refused', 'a little', 60_000, 'codeReused'], ['is not refused forever', 'a lot', 24 * hour, 'codeRefused']] as const)(
    '%s when the clock is put back %s', async (_, __, back, kind) => {
      refuseWith('codeRefused');
      await failureOf(take('492817'));
      now -= back;
      expect(await kindOf(take('492817'))).toBe(kind);
    });
});

describe('a call that carries a code itself', () => {
  const call = (code: string | undefined, run = async (unused: string) => unused) => callWithCode(alice, code, ports, run);

  it('is made with the code, and leaves no session', async () => {
    expect(await call(' 492 817 ')).toBe('492817');
    expect([sessions.size, used.map(({ code }) => code)]).toEqual([0, ['492817']]);
  });

  it('needs a code of its own, also while an MFA session lives', async () => {
    await take('492817');
    expect(await kindOf(call(undefined))).toBe('codeNeeded');
    expect(await kindOf(call('492817'))).toBe('codeReused');
  });

  it('spends its code for the MFA session too', async () => {
    await call('492817');
    expect(await kindOf(take('492817'))).toBe('codeReused');
    expect(calls).toEqual([]);
  });

  it('gives its code back only when no answer came', async () => {
    expect(await kindOf(call('492817', async () => { throw failure('unreachable'); }))).toBe('unreachable');
    expect(await call('492817')).toBe('492817');
    expect(await kindOf(call('111111', async () => { throw failure('unanswered'); }))).toBe('unanswered');
    expect(await kindOf(call('111111'))).toBe('codeReused');
  });

  it('waits for another call with a code to be over', async () => {
    const order: string[] = [];
    await Promise.all([
      call('492817', async () => { order.push('first'); await Promise.resolve(); order.push('over'); return ''; }),
      call('111111', async () => { order.push('second'); return ''; }),
    ]);
    expect(order).toEqual(['first', 'over', 'second']);
  });
});
