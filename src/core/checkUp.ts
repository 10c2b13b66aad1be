import type { FieldProblem } from './arn.js';
import type { Source } from './catalogue.js';
import { type FailureData, failureData } from './failure.js';

/** What is looked at. Its title is `check_<name>` in `_locales`. */
export type CheckName = 'access' | 'key' | 'clock' | 'mfa' | 'mfaLength' | 'keyAge' | 'hop' | 'bareKey' | 'mfaArrives' | 'consoleLength';

/** How a check came out: `unknown` where AWS does not say, `skipped` where something before it is missing. */
export type Outcome = 'passed' | 'warning' | 'failed' | 'unknown' | 'skipped';
export type CheckState = 'waiting' | 'running' | Outcome;

/** A sentence about a check: `checked_<note>` in `_locales`, filled from the check's values. */
export type CheckNote =
  | 'accessGiven' | 'keyBelongs' | 'keyOther'
  | 'clockRight' | 'clockBehind' | 'clockAhead' | 'clockUnread'
  | 'mfaLives' | 'mfaMade' | 'mfaNoCode' | 'mfaDirect'
  | 'lengthUsual' | 'lengthShort' | 'lengthMost'
  | 'keyYoung' | 'keyOld' | 'keySecond' | 'keyAgeSession' | 'keyAgeHost' | 'keyAgeDenied' | 'keyAgeAbsent'
  | 'hopPassed' | 'hopSkipped' | 'hopNoSession' | 'hopNoCode'
  | 'bareRefused' | 'bareOpens' | 'bareUnclear'
  | 'arrivesProved' | 'arrivesAtHop' | 'arrivesUnproved' | 'arrivesNotDemanded' | 'arrivesNot' | 'arrivesDirect' | 'arrivesSkipped'
  | 'consoleHour' | 'consoleCapped' | 'consoleDirect';

/** What came of a check. No value is ever a secret. */
export interface Finding {
  readonly outcome: Outcome;
  readonly notes: readonly CheckNote[];
  readonly values: Readonly<Record<string, string>>;
  readonly failure?: FailureData;
  readonly problem?: FieldProblem;
  /** Match patterns whose permission, asked for from a click, lets the check be made. */
  readonly origins?: readonly string[];
}

/** A check of a check-up, as it is shown. */
export interface Check extends Omit<Finding, 'outcome'> {
  readonly check: CheckName;
  /** The role that a hop leads into, by name. */
  readonly role?: string;
  readonly state: CheckState;
}

/** A check-up, under way or over: written by the background, read by any page, and free of secrets. */
export interface CheckUp {
  readonly of: Source;
  /** The identity's or the role's name. */
  readonly name: string;
  readonly startedAt: number;
  readonly endedAt?: number;
  readonly checks: readonly Check[];
}

/** A check that is still to be made. One that throws is `unknown`, with why. */
export interface Planned {
  readonly check: CheckName;
  readonly role?: string;
  run(): Promise<Finding>;
}

export function found(outcome: Outcome, notes: readonly CheckNote[], values: Finding['values'] = {}, more: Pick<Finding, 'failure' | 'origins' | 'problem'> = {}): Finding {
  return { outcome, notes, values, ...more };
}

/** What came of a call that failed: its own failure says it. */
export function foundFailure(outcome: Outcome, thrown: unknown): Finding {
  return found(outcome, [], {}, { failure: failureData(thrown) });
}

/** Makes the checks one after another, and reports every change: first all of them, waiting. */
export async function runCheckUp(
  of: Source, name: string, planned: readonly Planned[], now: () => number, report: (checkUp: CheckUp) => Promise<void>,
): Promise<void> {
  let checkUp: CheckUp = {
    of, name, startedAt: now(),
    checks: planned.map(({ check, role }) => ({ check, ...(role === undefined ? {} : { role }), state: 'waiting', notes: [], values: {} })),
  };
  const change = (at: number, next: Partial<Check>): Promise<void> => {
    checkUp = { ...checkUp, checks: checkUp.checks.map((check, index) => (index === at ? { ...check, ...next } : check)) };
    return report(checkUp);
  };
  await report(checkUp);
  for (const [at, { run }] of planned.entries()) {
    await change(at, { state: 'running' });
    const { outcome, ...finding } = await run().catch((thrown: unknown) => foundFailure('unknown', thrown));
    await change(at, { state: outcome, ...finding });
  }
  checkUp = { ...checkUp, endedAt: now() };
  await report(checkUp);
}

/** How often each outcome came up. */
export function outcomesOf({ checks }: CheckUp): Readonly<Record<Outcome, number>> {
  const count = (outcome: Outcome): number => checks.filter(({ state }) => state === outcome).length;
  return { passed: count('passed'), warning: count('warning'), failed: count('failed'), unknown: count('unknown'), skipped: count('skipped') };
}
