/** What a part of the soak came to. */
export interface Outcome {
  /** The figure that is wanted, and the one that was found, in words. */
  readonly wanted: string;
  readonly found: string;
  /** A sentence for everything that was not as it is wanted. */
  readonly misses: readonly string[];
  readonly figures: Readonly<Record<string, number | readonly number[]>>;
}

/** How much is asked of the parts, and where they tell how far they are. */
export interface Asked {
  readonly rounds: number;
  readonly consoles: number;
  readonly tell: (line: string) => void;
}

export type Part = (asked: Asked) => Promise<Outcome>;

/** What is to be wrong in so many cases, as `2 codes, 1 other`; those that never came are left out. */
export function counts(found: readonly string[]): string {
  const names = [...new Set(found)];
  return names.map((name) => `${found.filter((one) => one === name).length} ${name}`).join(', ');
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * How much more there is at the end of a run than near its beginning: the last tenth of the samples beside the second, as a fraction.
 * The first tenth is left out, in which things are loaded and made that stay. NaN for fewer than ten samples.
 */
export function growth(samples: readonly number[]): number {
  const tenth = Math.floor(samples.length / 10);
  if (tenth === 0) return Number.NaN;
  return mean(samples.slice(-tenth)) / mean(samples.slice(tenth, 2 * tenth)) - 1;
}
