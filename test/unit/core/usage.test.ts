import { describe, expect, it } from 'vitest';
import { frecency, likeliest, type Usage, withUse } from '../../../src/core/usage.js';

const day = 24 * 3_600_000;
const now = Date.UTC(2026, 0, 31);
const opened = (times: number, at: number, usage: Usage = {}, id = 'a'): Usage =>
  Array.from({ length: times }).reduce<Usage>((all) => withUse(all, id, at), usage);

describe('how likely a role is to be wanted', () => {
  it('is nothing for one that was never opened, and stays below 1', () => {
    expect(frecency(undefined, now)).toBe(0);
    expect(frecency(opened(1000, now)['a'], now)).toBeLessThan(1);
  });

  it('grows with every opening, and is halved in a week and more', () => {
    expect(frecency(opened(2, now)['a'], now)).toBeGreaterThan(frecency(opened(1, now)['a'], now));
    const [use] = Object.values(opened(4, now - 7 * day));
    expect(frecency(use, now)).toBeCloseTo(frecency(opened(2, now)['a'], now));
  });

  it('puts what is opened daily before what was opened often long ago, and a habit before a single visit', () => {
    const long = opened(20, now - 60 * day, {}, 'long ago');
    const habit = opened(5, now - day, long, 'habit');
    const usage = opened(1, now, habit, 'just now');
    expect(likeliest(usage, now)).toEqual(['habit', 'just now', 'long ago']);
  });

  it('does not mind a clock that was set back', () => {
    expect(frecency({ score: 1, at: now + day }, now)).toBe(frecency({ score: 1, at: now }, now));
  });
});

describe('what is remembered of usage', () => {
  it('is of the 300 likeliest roles', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`role-${at}`, { score: 1 + at, at: now }]));
    const usage = withUse(many, 'new', now);
    expect(Object.keys(usage)).toHaveLength(300);
    expect([Object.hasOwn(usage, 'role-0'), Object.hasOwn(usage, 'role-299')]).toEqual([false, true]);
  });

  it('takes a role by the name of a prototype as any other', () => {
    expect(withUse({}, 'constructor', now)['constructor']).toEqual({ score: 1, at: now });
    expect(withUse({}, '__proto__', now)).not.toHaveProperty('score');
  });
});
