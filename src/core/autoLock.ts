export const lockChoices = [1, 5, 15, 60] as const;
/** Minutes without a sign of the person after which the vault locks; null: only when the browser closes. */
export type LockMinutes = (typeof lockChoices)[number] | null;
export const lockMinutesDefault: LockMinutes = 15;

/** When the vault locks by itself, and when the person was last there. */
export interface LockDeadline {
  readonly minutes: LockMinutes;
  readonly seenAt: number;
}

/** A clock set back by more than this could hold the lock open, so it locks. */
const clockToleranceMs = 60_000;

/**
 * Whether the vault must be locked by now: asked before every use, because alarms are late after a sleep.
 */
export function isOverdue({ minutes, seenAt }: LockDeadline, now: number): boolean {
  return now < seenAt - clockToleranceMs || (minutes !== null && now >= seenAt + minutes * 60_000);
}

/** Wrong passphrases in a row, and when the last one was. */
export interface WrongPassphrases {
  readonly count: number;
  readonly lastAt: number;
}

const freeTries = 3;
const longestWaitSeconds = 60;

/** Seconds until another passphrase may be tried: nothing for three, then 1, 2, 4 … 60. A clock set back gains nothing. */
export function secondsToWait({ count, lastAt }: WrongPassphrases, now: number): number {
  if (count < freeTries) return 0;
  const wait = Math.min(2 ** (count - freeTries), longestWaitSeconds);
  return Math.min(wait, Math.max(0, Math.ceil((lastAt + wait * 1000 - now) / 1000)));
}
