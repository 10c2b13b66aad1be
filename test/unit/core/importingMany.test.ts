import { describe, expect, it } from 'vitest';
import { rolesOnly, plan, withoutTicks } from './importPlanning.js';

describe('ten thousand roles', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({
    profile: `team-${index}`, arn: `arn:aws:iam::${String(100_000_000_000 + index)}:role/admin`, from: index % 10 === 0 ? 'alice' : `team-${index - 1}`, region: 'eu-west-1',
  }));
  /** The shortest of three runs, in milliseconds. */
  const timed = (run: () => unknown): number => Math.min(...Array.from({ length: 3 }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  }));

  it('are planned, applied and known again without looking at each for each', () => {
    const some = rolesOnly(...many.slice(0, 1000));
    const all = rolesOnly(...many);
    const small = timed(() => withoutTicks(plan(some)));
    const found = plan(all);
    expect(found.rows).toHaveLength(10_000);
    const large = timed(() => withoutTicks(plan(all)));
    expect(large).toBeLessThan(Math.max(small, 5) * 60);
    expect(plan(all, withoutTicks(found))).toMatchObject({ rows: [], known: 10_000 });
  });
});
