import { describe, expect, it } from 'vitest';
import { answerTable } from '../../soak/answerTable.js';
import { moments } from '../../soak/moments.js';
import { counts, growth } from '../../soak/outcome.js';

describe('what grows while consoles are opened and closed', () => {
  const samples = (of: (at: number) => number): number[] => Array.from({ length: 50 }, (_, at) => of(at));

  it('is seen from the second tenth to the last, whatever is loaded at first', () => {
    expect(growth(samples((at) => (at < 5 ? 1 : 100)))).toBe(0);
    expect(growth(samples((at) => 100 + at))).toBeCloseTo((147 - 107) / 107);
    expect(growth(samples((at) => 100 - at))).toBeLessThan(-0.3);
  });

  it('is not judged from fewer than ten samples', () => {
    expect(growth([1, 2, 3])).toBeNaN();
  });
});

it('ends are counted by their names', () => {
  expect(counts(['console', 'hung', 'console'])).toBe('2 console, 1 hung');
});

it('the worker is killed before, during and after each call of the journey', () => {
  const names = moments.map(({ name, role }) => `${name} ${role}`);
  expect(new Set(names).size).toBe(names.length);
  for (const call of ['GetSessionToken', 'AssumeRole staging-admin', 'AssumeRole data-admin', 'getSigninToken']) {
    for (const when of ['before', 'held', 'performed', 'after']) expect(names).toContain(`${when} ${call} data-admin`);
  }
});

it('STS answers in more than forty ways, two of which nobody knows', () => {
  expect(new Set(answerTable.map(({ call, what }) => `${call} ${what}`)).size).toBe(answerTable.length);
  expect(answerTable.length).toBeGreaterThan(40);
  expect(answerTable.filter(({ sentence }) => sentence === 'failure_awsRefused')).toHaveLength(2);
});
