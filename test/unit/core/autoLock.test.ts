import { describe, expect, it } from 'vitest';
import { isOverdue, lockChoices, secondsToWait } from '../../../src/core/autoLock.js';

const now = Date.UTC(2026, 0, 1);
const minute = 60_000;

describe('a vault that locks by itself', () => {
  it.each(lockChoices)('stays open until %i minutes have passed without a sign of the person', (minutes) => {
    expect(isOverdue({ minutes, seenAt: now }, now + minutes * minute - 1)).toBe(false);
    expect(isOverdue({ minutes, seenAt: now }, now + minutes * minute)).toBe(true);
  });

  it('stays open until the browser closes when the person wants it so', () => {
    expect(isOverdue({ minutes: null, seenAt: now }, now + 365 * 24 * 60 * minute)).toBe(false);
  });

  it('locks when the clock was set back, which would hold it open', () => {
    expect(isOverdue({ minutes: 15, seenAt: now }, now - minute - 1)).toBe(true);
    expect(isOverdue({ minutes: null, seenAt: now }, now - minute - 1)).toBe(true);
    expect(isOverdue({ minutes: 15, seenAt: now }, now - minute)).toBe(false);
  });
});

describe('wrong passphrases', () => {
  const after = (count: number): number => secondsToWait({ count, lastAt: now }, now);

  it('may be tried three times at once, and then ever more slowly, up to a minute', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1000].map(after)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('cost less and less as time goes by, and nothing in the end', () => {
    const wait = (seconds: number): number => secondsToWait({ count: 6, lastAt: now }, now + seconds * 1000);
    expect([0, 3, 7.5, 8, 100].map(wait)).toEqual([8, 5, 1, 0, 0]);
  });

  it('cannot be made up for, or punished for ever, by setting the clock', () => {
    expect(secondsToWait({ count: 6, lastAt: now }, now - 3_600_000)).toBe(8);
  });
});
