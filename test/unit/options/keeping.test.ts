import { expect, it } from 'vitest';
import { keptBy } from '../../../src/options/keeping.js';

it('what a section works with is made once for the settings, and anew for others', () => {
  const made: string[] = [];
  const workOf = keptBy((of: string) => ({ at: made.push(of) }));
  const [kept, other] = [{}, {}];
  expect(workOf(kept, 'first')).toBe(workOf(kept, 'later'));
  expect(workOf(other, 'after a lock')).not.toBe(workOf(kept, 'later'));
  expect(made).toEqual(['first', 'after a lock']);
});

it('sections do not share what they work with', () => {
  const [rulesOf, textOf] = [keptBy(() => 'rules'), keptBy(() => undefined)];
  const kept = {};
  expect([rulesOf(kept, 0), textOf(kept, 0), rulesOf(kept, 0)]).toEqual(['rules', undefined, 'rules']);
});
