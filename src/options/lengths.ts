const inSeconds = (hours: readonly number[]): number[] => hours.map((count) => count * 3600);

/** Lengths of an MFA session that are offered, in seconds. */
export const sessionLengths = inSeconds([1, 2, 4, 8, 12, 24, 36]);

/** Lengths of a console that AWS is known to take (wnkz/aws-sso#11 had others refused), in seconds. */
export const consoleLengths = inSeconds([1, 2, 4, 8, 12]);

/** What is offered of them where the organisation allows no more than `most`, and in any case the one that is chosen. */
export function lengthsUpTo(offered: readonly number[], most: number, chosen: number): number[] {
  return [...new Set([...offered.filter((seconds) => seconds <= most), chosen])].sort((one, other) => one - other);
}
