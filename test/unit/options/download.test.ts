import { expect, it } from 'vitest';
import { fileDate } from '../../../src/options/download.js';

/** A moment as a computer in Japan has it, nine hours ahead of UTC. */
function inJapan(moment: string): Date {
  const local = new Date(Date.parse(moment) + 9 * 3_600_000);
  return Object.assign(new Date(moment), {
    getFullYear: () => local.getUTCFullYear(), getMonth: () => local.getUTCMonth(), getDate: () => local.getUTCDate(),
  });
}

it('a saved file has the date of where the person is, before nine in Japan too', () => {
  expect(['2026-11-23T23:30:00Z', '2026-11-24T14:59:00Z', '2026-12-31T15:00:00Z'].map((moment) => fileDate(inJapan(moment)))).toEqual(
    ['2026-11-24', '2026-11-24', '2027-01-01']);
});
