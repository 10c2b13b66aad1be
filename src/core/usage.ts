/** How much a role was used: one for each opening, halved every week since. */
export interface Use {
  readonly score: number;
  /** When it was opened last, in milliseconds since the epoch. */
  readonly at: number;
}

/** By role id. */
export type Usage = Readonly<Record<string, Use>>;

const halfLifeMs = 7 * 24 * 3_600_000;
/** Those beyond have not been opened for long. */
const rolesRemembered = 300;

function scoreAt({ score, at }: Use, now: number): number {
  return score * 0.5 ** (Math.max(0, now - at) / halfLifeMs);
}

/** How likely a role is to be wanted, from how often and how lately it was opened: 0 for never, towards 1 for all the time. */
export function frecency(use: Use | undefined, now: number): number {
  if (!use) return 0;
  const score = scoreAt(use, now);
  return score / (score + 2);
}

/** The usage after one more opening of a role. */
export function withUse(usage: Usage, roleId: string, now: number): Usage {
  const before = Object.hasOwn(usage, roleId) ? usage[roleId] : undefined;
  const use: Use = { score: (before ? scoreAt(before, now) : 0) + 1, at: now };
  const others = Object.entries(usage).filter(([id]) => id !== roleId);
  const entries = [[roleId, use] as const, ...others].sort(([, one], [, other]) => scoreAt(other, now) - scoreAt(one, now));
  return Object.fromEntries(entries.slice(0, rolesRemembered));
}

/** Ids of the roles that were opened, the likeliest to be wanted first. */
export function likeliest(usage: Usage, now: number): string[] {
  return Object.entries(usage)
    .sort(([, one], [, other]) => frecency(other, now) - frecency(one, now))
    .map(([id]) => id);
}
