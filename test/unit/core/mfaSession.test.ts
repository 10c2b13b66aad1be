import { beforeEach, describe, expect, it } from 'vitest';
import { isLive, renewalMarginMs, sharingSessions, takeMfaSession, type UsedCode, wordsFor } from '../../../src/core/mfaSession.js';
import { alice, bob, failureOf } from '../scenario.js';
import { fakeMfa, hour, kindOf, session } from './mfaPorts.js';

let mfa: ReturnType<typeof fakeMfa>;
beforeEach(() => { mfa = fakeMfa(); });

describe('an MFA session', () => {
  it('is made with the code, kept, and used again without one', async () => {
    const first = await mfa.take('492817');
    expect(await mfa.take()).toBe(first);
    expect(await mfa.take('123456')).toBe(first);
    expect(mfa.calls).toEqual([{ user: 'alice', code: '492817' }]);
  });

  it('is used until five minutes before its end, and then needs a new code', async () => {
    const { expiresAt } = await mfa.take('492817');
    mfa.now = expiresAt - renewalMarginMs - 1;
    expect((await mfa.take()).expiresAt).toBe(expiresAt);
    mfa.now = expiresAt - renewalMarginMs;
    expect(await kindOf(mfa.take())).toBe('codeNeeded');
    expect(renewalMarginMs).toBe(300_000);
    expect([isLive(mfa.now + 300_001, mfa.now), isLive(mfa.now + 300_000, mfa.now), isLive(mfa.now - 1, mfa.now)]).toEqual([true, false, false]);
  });

  it('that is to be fresh is made though one lives, and takes its place', async () => {
    await mfa.take('492817');
    expect(await kindOf(takeMfaSession(alice, undefined, mfa.ports, true))).toBe('codeNeeded');
    const fresh = await takeMfaSession(alice, '123456', mfa.ports, true);
    expect([mfa.calls.length, await mfa.take()]).toEqual([2, fresh]);
  });

  it('is asked for by person, account and device', async () => {
    expect(await failureOf(mfa.take())).toEqual({
      kind: 'codeNeeded', values: { user: 'alice', account: '1111 1111 1111', device: 'alice-phone' },
    });
    expect(wordsFor({ ...alice, mfaSerial: 'GAHT12345678' }).device).toBe('GAHT12345678');
  });

  it('is made once when two windows ask at the same time with the same code', async () => {
    const [one, other] = await Promise.all([mfa.take('492817'), mfa.take('492817')]);
    expect(other).toBe(one);
    expect(mfa.calls).toHaveLength(1);
  });

  it('is looked for once by all journeys that need it at once', async () => {
    const share = sharingSessions();
    let looks = 0;
    const stored = mfa.ports.stored.bind(mfa.ports);
    const ports = { ...mfa.ports, stored: (identity: typeof alice) => { looks += 1; return stored(identity); } };
    const ten = await Promise.all(Array.from({ length: 10 }, () => share(alice, () => takeMfaSession(alice, '492817', ports))));
    expect([new Set(ten).size, mfa.calls.length, looks]).toEqual([1, 1, 1]);
    await share(alice, () => takeMfaSession(alice, undefined, ports));
    expect(looks).toBe(2);
  });

  it('is taken by each other journey itself where the first has no code', async () => {
    const share = sharingSessions();
    const take = (code?: string) => share(alice, () => takeMfaSession(alice, code, mfa.ports));
    const [first, second] = await Promise.allSettled([take(), take('492817')]);
    expect([first.status, second.status, mfa.calls.length]).toEqual(['rejected', 'fulfilled', 1]);
  });

  it('is not shared between identities or keys, nor with a journey that is to have a fresh one', async () => {
    const share = sharingSessions();
    const gives = (at: number) => async () => session(at);
    const taken = await Promise.all([
      share(alice, gives(1)), share(bob, gives(2)), share({ ...alice, accessKeyId: 'AKIAIOSFODNN7EXAMPL2' }, gives(3)), share(alice, gives(4), true), share(alice, gives(5)),
    ]);
    expect(taken.map(({ expiresAt }) => expiresAt)).toEqual([1, 2, 3, 4, 1]);
  });

  it('of one identity is not another’s', async () => {
    await mfa.take('492817');
    expect(await kindOf(mfa.take(undefined, bob))).toBe('codeNeeded');
  });

  it('is not kept when AWS refuses the code', async () => {
    mfa.refuseWith('codeRefused');
    expect(await kindOf(mfa.take('492817'))).toBe('codeRefused');
    expect(mfa.sessions.size).toBe(0);
  });
});

describe('a code', () => {
  it('that is no code never reaches AWS, and does not count as used', async () => {
    for (const text of ['', '12345', '1234567', 'abcdef']) expect(await kindOf(mfa.take(text))).toBe('codeMalformed');
    expect([mfa.calls, mfa.used]).toEqual([[], []]);
  });

  it('reaches AWS as six plain digits', async () => {
    await mfa.take('４９２ ８１７');
    expect(mfa.calls).toEqual([{ user: 'alice', code: '492817' }]);
  });

  it.each(['codeRefused', 'serialRefused', 'clockWrong', 'secretWrong', 'throttled', 'awsRefused'] as const)(
    'that reached AWS is refused a second time, after %s too', async (kind) => {
      mfa.refuseWith(kind);
      expect(await kindOf(mfa.take('492817'))).toBe(kind);
      expect(await failureOf(mfa.take('４９２８１７'))).toMatchObject({ kind: 'codeReused', values: { device: 'alice-phone' } });
      expect(mfa.calls).toHaveLength(1);
    });

  it('that made a session is refused a second time, when the session is gone', async () => {
    await mfa.take('492817');
    mfa.sessions.clear();
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
  });

  it('that never reached AWS may be sent again', async () => {
    mfa.refuseWith('unreachable');
    expect(await kindOf(mfa.take('492817'))).toBe('unreachable');
    mfa.answer = async () => session(mfa.now + hour);
    expect((await mfa.take('492817')).expiresAt).toBe(mfa.now + hour);
    expect(mfa.calls.map(({ code }) => code)).toEqual(['492817', '492817']);
  });

  it('that may have reached AWS before the connection broke counts as used', async () => {
    mfa.refuseWith('unreachable');
    mfa.reached = true;
    expect(await failureOf(mfa.take('492817'))).toMatchObject({ kind: 'unanswered', values: { device: 'alice-phone' } });
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
    expect(mfa.calls).toHaveLength(1);
  });

  it('that is given back gives no other back', async () => {
    mfa.refuseWith('codeRefused');
    await failureOf(mfa.take('111111'));
    mfa.refuseWith('unreachable');
    await failureOf(mfa.take('222222'));
    expect(mfa.used.map(({ code }) => code)).toEqual(['111111']);
    expect(await kindOf(mfa.take('111111'))).toBe('codeReused');
  });

  it('that was reused does not become usable by being refused here', async () => {
    mfa.refuseWith('codeRefused');
    await failureOf(mfa.take('492817'));
    await failureOf(mfa.take('492817'));
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
  });

  it('counts as used before the call is over, so that a stopped worker cannot send it twice', async () => {
    let usedMeanwhile: readonly UsedCode[] = [];
    mfa.answer = async () => {
      usedMeanwhile = mfa.used;
      throw new DOMException('stopped', 'AbortError');
    };
    await expect(mfa.take('492817')).rejects.toThrow('stopped');
    expect(usedMeanwhile).toEqual([{ mfaSerial: alice.mfaSerial, code: '492817', usedAt: mfa.now }]);
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
  });

  it('of another device is another code, though the digits are the same', async () => {
    mfa.refuseWith('codeRefused');
    await failureOf(mfa.take('492817'));
    expect(await kindOf(mfa.take('492817', bob))).toBe('codeRefused');
    expect(mfa.calls.map(({ user }) => user)).toEqual(['alice', 'bob']);
  });

  it('of a device that two identities share is one code', async () => {
    mfa.refuseWith('codeRefused');
    await failureOf(mfa.take('492817'));
    expect(await kindOf(mfa.take('492817', { ...bob, mfaSerial: alice.mfaSerial }))).toBe('codeReused');
  });

  it('is forgotten after 90 seconds, when the same digits can come again', async () => {
    mfa.refuseWith('codeRefused');
    await failureOf(mfa.take('492817'));
    mfa.now += 89_999;
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
    mfa.now += 1;
    expect(await kindOf(mfa.take('492817'))).toBe('codeRefused');
    expect(mfa.used).toHaveLength(1);
  });

  it.each([['stays refused', 'a little', 60_000, 'codeReused'], ['is not refused forever', 'a lot', 24 * hour, 'codeRefused']] as const)(
    '%s when the clock is put back %s', async (_, __, back, kind) => {
      mfa.refuseWith('codeRefused');
      await failureOf(mfa.take('492817'));
      mfa.now -= back;
      expect(await kindOf(mfa.take('492817'))).toBe(kind);
    });
});
