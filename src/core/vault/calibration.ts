import { iterationsDefault } from './envelope.js';

/** Unlocking should take about this long: what a person does not mind once, and a guesser does a thousand million times. */
const targetMs = 500;
const probeIterations = 200_000;
/** The most keeps the vault usable on a slower computer that it is moved to. */
const iterationsMade = { least: 1_000_000, most: 10_000_000 } as const;

/**
 * How many iterations a new passphrase gets, from how long this computer takes: `millisecondsFor` derives a key with a
 * fresh salt. A clock too coarse to tell gives the default.
 */
export async function calibratedIterations(millisecondsFor: (iterations: number) => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let probe = 0; probe < 3; probe += 1) times.push(await millisecondsFor(probeIterations));
  const median = times.sort((one, other) => one - other)[1] ?? 0;
  if (!(median > 0)) return iterationsDefault;
  const iterations = Math.round((targetMs / median) * probeIterations / 100_000) * 100_000;
  return Math.min(iterationsMade.most, Math.max(iterationsMade.least, iterations));
}
