import { expect, it } from 'vitest';
import { calibratedIterations } from '../../../../src/core/vault/calibration.js';

/** A computer that derives so many iterations a millisecond. */
const computer = (perMillisecond: number) => async (iterations: number): Promise<number> => iterations / perMillisecond;

it.each([
  ['this takes half a second', 4000, 2_000_000],
  ['a fast computer gets more', 12_340, 6_200_000],
  ['the fastest does not lock slower ones out', 1_000_000, 10_000_000],
  ['the slowest keeps the floor', 100, 1_000_000],
])('a new passphrase is as costly as the computer allows: %s', async (_, perMillisecond, iterations) => {
  expect(await calibratedIterations(computer(perMillisecond))).toBe(iterations);
});

it('one slow moment does not make it cheap', async () => {
  const times = [50, 5000, 50];
  expect(await calibratedIterations(async () => times.shift() ?? 0)).toBe(2_000_000);
});

it('a clock too coarse to tell gives the default', async () => {
  expect(await calibratedIterations(async () => 0)).toBe(2_000_000);
  expect(await calibratedIterations(async () => Number.NaN)).toBe(2_000_000);
});
