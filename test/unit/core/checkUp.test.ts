import { describe, expect, it } from 'vitest';
import { type CheckUp, found, outcomesOf, type Planned, runCheckUp } from '../../../src/core/checkUp.js';
import { failure } from '../../../src/core/failure.js';

async function reports(planned: readonly Planned[]): Promise<CheckUp[]> {
  const all: CheckUp[] = [];
  let time = 0;
  await runCheckUp({ kind: 'identity', id: 'i' }, 'alice', planned, () => time += 1, async (checkUp) => { all.push(checkUp); });
  return all;
}
const states = ({ checks }: CheckUp): string => checks.map(({ state }) => state).join(' ');

describe('a check-up', () => {
  it('shows what is still to come, what runs, and how each check came out', async () => {
    const all = await reports([
      { check: 'key', run: async () => found('passed', ['keyBelongs'], { user: 'alice' }) },
      { check: 'hop', role: 'prod', run: async () => found('skipped', ['hopNoSession']) },
    ]);
    expect(all.map(states)).toEqual(['waiting waiting', 'running waiting', 'passed waiting', 'passed running', 'passed skipped', 'passed skipped']);
    expect(all.map(({ endedAt }) => endedAt)).toEqual([undefined, undefined, undefined, undefined, undefined, 2]);
    expect(all.at(-1)?.checks[1]).toEqual({ check: 'hop', role: 'prod', state: 'skipped', notes: ['hopNoSession'], values: {} });
  });

  it('makes one check after another', async () => {
    const order: string[] = [];
    const slow = (name: string): Planned => ({
      check: 'key',
      async run() {
        order.push(`${name} begins`);
        await new Promise((resolve) => { setTimeout(resolve); });
        order.push(`${name} ends`);
        return found('passed', []);
      },
    });
    await reports([slow('one'), slow('two')]);
    expect(order).toEqual(['one begins', 'one ends', 'two begins', 'two ends']);
  });

  it('goes on after a check that throws, which is not known then, and holds nothing of an unexpected message', async () => {
    const all = await reports([
      { check: 'key', run: () => Promise.reject(failure('vaultLocked')) },
      { check: 'clock', run: () => Promise.reject(new TypeError('a secret')) },
      { check: 'access', run: async () => found('failed', []) },
    ]);
    expect(all.at(-1)?.checks.map(({ state, failure: wrong }) => [state, wrong?.kind])).toEqual([['unknown', 'vaultLocked'], ['unknown', 'unexpected'], ['failed', undefined]]);
    expect(JSON.stringify(all)).not.toContain('a secret');
    expect(all.slice(-1).map(outcomesOf)).toEqual([{ passed: 0, warning: 0, failed: 1, unknown: 2, skipped: 0 }]);
  });
});
