import { describe, expect, it } from 'vitest';
import { doneFlow, failedFlow, type Flow, isFresh, shownFlow, startFlow, stepKey, withJournal, wishLeft, withStep } from '../../../src/core/flow.js';
import type { StepName } from '../../../src/core/journey.js';

const steps: StepName[] = [{ kind: 'mfaSession' }, { kind: 'role', role: 'hub' }, { kind: 'role', role: 'prod' }, { kind: 'signIn' }, { kind: 'console' }];
const begun = startFlow('role-prod', steps, 1000);
const states = (flow: Flow): string => flow.steps.map(({ state }) => state).join(' ');
const lost = { kind: 'interrupted', values: {} } as const;

describe('a journey as it is shown', () => {
  it('begins with every step waiting', () => {
    expect(begun).toMatchObject({ roleId: 'role-prod', startedAt: 1000, state: 'running' });
    expect(begun.steps.map(({ name }) => name)).toEqual(steps);
    expect(states(begun)).toBe('waiting waiting waiting waiting waiting');
  });

  it('changes the one step that is meant, and tells two roles apart by name', () => {
    expect(states(withStep(begun, { kind: 'role', role: 'prod' }, 'running'))).toBe('waiting waiting running waiting waiting');
    expect(states(withStep(begun, { kind: 'signIn' }, 'done'))).toBe('waiting waiting waiting done waiting');
    expect(states(withStep(begun, { kind: 'role', role: 'other' }, 'done'))).toBe(states(begun));
    expect(states(begun)).toBe('waiting waiting waiting waiting waiting');
  });

  it('fails at the step that was running', () => {
    const flow = withStep(withStep(begun, { kind: 'mfaSession' }, 'done'), { kind: 'role', role: 'hub' }, 'running');
    const failed = failedFlow(flow, lost);
    expect(states(failed)).toBe('done failed waiting waiting waiting');
    expect([failed.state, failed.failure]).toEqual(['failed', lost]);
  });

  it('fails at the first step that had not begun, when none was running', () => {
    expect(states(failedFlow(begun, lost))).toBe('failed waiting waiting waiting waiting');
    expect(states(failedFlow(withStep(begun, { kind: 'mfaSession' }, 'done'), lost))).toBe('done failed waiting waiting waiting');
  });

  it('that fails again keeps its one failed step', () => {
    expect(states(failedFlow(failedFlow(begun, lost), lost))).toBe('failed waiting waiting waiting waiting');
  });

  it('that has arrived is done', () => {
    expect(doneFlow(begun).state).toBe('done');
  });
});

describe('the journey that a popup shows when it opens', () => {
  const flow = (roleId: string, startedAt: number, state: Flow['state']): Flow => ({ ...startFlow(roleId, steps, startedAt), state });
  const all = (...flows: Flow[]) => Object.fromEntries(flows.map((item) => [item.roleId, item]));

  it('is the newest that runs or has failed', () => {
    expect(shownFlow(all(flow('a', 1, 'running'), flow('b', 3, 'failed'), flow('c', 2, 'running')))?.roleId).toBe('b');
  });

  it('is none that has arrived', () => {
    expect(shownFlow(all(flow('a', 1, 'running'), flow('b', 3, 'done')))?.roleId).toBe('a');
    expect(shownFlow(all(flow('b', 3, 'done')))).toBeUndefined();
    expect(shownFlow({})).toBeUndefined();
  });
});

describe('the journal of a journey', () => {
  const journal = { hadCode: true, outputs: {}, requests: [] } as const;
  const under = startFlow('role-prod', steps, 1000, { journal });
  const sealed = { iv: 'iv', ct: 'ct' };

  it('takes down what is new, and keeps what it has', () => {
    const noted = withJournal(withJournal(under, () => ({ nonce: 'nonce' })), ({ outputs }) => ({ outputs: { ...outputs, signIn: sealed } }));
    expect(noted.journal).toEqual({ ...journal, nonce: 'nonce', outputs: { signIn: sealed } });
    expect(withJournal(begun, () => ({ nonce: 'nonce' }))).toEqual(begun);
  });

  it('is gone when the journey has ended', () => {
    expect([doneFlow(under), failedFlow(under, lost)].map((flow) => 'journal' in flow)).toEqual([false, false]);
  });

  it('leaves how it was asked for, but for a fresh MFA session that it has made', () => {
    const wish = { readOnly: true, fresh: true } as const;
    const asked = failedFlow(startFlow('role-prod', steps, 1000, { wish, journal }), lost);
    expect([wishLeft(asked), wishLeft(withStep(asked, { kind: 'mfaSession' }, 'done')), wishLeft(under)]).toEqual([wish, { readOnly: true }, {}]);
  });

  it('is gone on with for three minutes, on a clock that was put back too', () => {
    expect([1000, 180_999, -178_999].map((now) => isFresh(under, now))).toEqual([true, true, true]);
    expect([181_000, -179_000].map((now) => isFresh(under, now))).toEqual([false, false]);
  });

  it('has a place of its own for each role on the way', () => {
    expect(steps.map(stepKey)).toEqual(['mfaSession', 'role hub', 'role prod', 'signIn', 'console']);
  });
});
