import { beforeEach, describe, expect, it } from 'vitest';
import { failure } from '../../../src/core/failure.js';
import { callWithCode } from '../../../src/core/mfaSession.js';
import { alice } from '../scenario.js';
import { fakeMfa, kindOf } from './mfaPorts.js';

let mfa: ReturnType<typeof fakeMfa>;
beforeEach(() => { mfa = fakeMfa(); });

describe('a call that carries a code itself', () => {
  const call = (code: string | undefined, run = async (unused: string) => unused) => callWithCode(alice, code, mfa.ports, () => Promise.resolve(run));

  it('is made with the code, and leaves no session', async () => {
    expect(await call(' 492 817 ')).toBe('492817');
    expect([mfa.sessions.size, mfa.used.map(({ code }) => code)]).toEqual([0, ['492817']]);
  });

  it('needs a code of its own, also while an MFA session lives', async () => {
    await mfa.take('492817');
    expect(await kindOf(call(undefined))).toBe('codeNeeded');
    expect(await kindOf(call('492817'))).toBe('codeReused');
  });

  it('spends its code for the MFA session too', async () => {
    await call('492817');
    expect(await kindOf(mfa.take('492817'))).toBe('codeReused');
    expect(mfa.calls).toEqual([]);
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
