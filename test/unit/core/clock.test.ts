import { describe, expect, it } from 'vitest';
import { awsTimeIn, clockError, offsetAfter, offsetBetrayed } from '../../../src/core/clock.js';

const minute = 60_000;

describe('the clock of AWS', () => {
  it('is the computer’s own while they differ by less than two minutes', () => {
    expect([offsetAfter(0, 2 * minute - 1), offsetAfter(0, 1 - 2 * minute), offsetAfter(5 * minute, 1000)]).toEqual([0, 0, 0]);
  });

  it('is allowed for from two minutes on, in either direction', () => {
    expect([offsetAfter(0, 2 * minute), offsetAfter(0, -2 * minute), offsetAfter(0, 86_400_000)]).toEqual([2 * minute, -2 * minute, 86_400_000]);
  });

  it('is not read anew for what an answer takes to come', () => {
    expect(offsetAfter(11 * minute, 11 * minute + 29_999)).toBe(11 * minute);
    expect(offsetAfter(11 * minute, 11 * minute + 30_000)).toBe(11 * minute + 30_000);
  });

  it('is told to the person by minutes and direction', () => {
    expect(clockError(11 * minute)).toEqual({ minutes: 11, direction: 'behind' });
    expect(clockError(-86_400_000)).toEqual({ minutes: 1440, direction: 'ahead' });
    expect(clockError(0)).toBeUndefined();
  });

  it('is read from the refusal of a signature, whatever follows', () => {
    const at = Date.UTC(2022, 0, 27, 1, 59, 28);
    expect(awsTimeIn('Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)')).toBe(at);
    expect(awsTimeIn('Signature not yet current: 20220127T030000Z is still later than 20220127T021428Z (20220127T015928Z + 15 min.) and more')).toBe(at);
    expect(awsTimeIn('The request signature we calculated does not match (20220127T015928Z - 15 min.)')).toBeUndefined();
    expect(awsTimeIn('Signature expired')).toBeUndefined();
  });
});

describe('a new session', () => {
  const betrayed = (offset: number, signedWith = 0): number | undefined =>
    offsetBetrayed({ endsAt: 1_000_000 + offset + 3_600_000, seconds: 3600, sentAt: 1_000_000, signedWith });

  it('tells AWS’s time by when it ends', () => {
    expect([betrayed(10 * minute), betrayed(-3 * minute), betrayed(0)]).toEqual([10 * minute, -3 * minute, 0]);
  });

  it('tells nothing when AWS would have refused a signature that is so far off: then it is only shorter than was asked', () => {
    expect(betrayed(-20 * minute)).toBeUndefined();
    expect(betrayed(-20 * minute, -19 * minute)).toBe(-20 * minute);
  });
});
