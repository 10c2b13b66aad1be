import type { Opening } from './assumptions.js';
import type { Landing } from './destinations.js';
import type { FailureData } from './failure.js';
import type { StepName } from './journey.js';
import type { Sealed } from './vault/envelope.js';

export type StepState = 'waiting' | 'running' | 'done' | 'failed';

/** A journey as it is shown: written by the background, read by any popup, and free of secrets. */
export interface Flow {
  readonly roleId: string;
  readonly startedAt: number;
  readonly state: 'running' | 'failed' | 'done';
  readonly steps: readonly { readonly name: StepName; readonly state: StepState }[];
  readonly failure?: FailureData;
  /** Where it leads to, if not to the role's own page. */
  readonly landing?: Landing;
  readonly wish?: Wish;
  readonly journal?: Journal;
}

/** How a journey was asked for, beside its role and where it leads. */
export interface Wish extends Opening {
  /** In a tab that stays behind. */
  readonly behind?: true;
  /** The tab that is there already, in which its console is resumed. */
  readonly tabId?: number;
}

/** What another worker needs to go on where one was stopped: kept while the journey is under way. */
export interface Journal {
  /** Whether a code was given, which is nowhere but in the worker that got it. */
  readonly hadCode: boolean;
  /** What steps have come to, by `stepKey`, sealed. */
  readonly outputs: Readonly<Record<string, Sealed>>;
  /** AWS's ids of the requests so far. */
  readonly requests: readonly { readonly call: string; readonly id: string }[];
  /** The nonce of the page that signs the new tab in, from before that is opened. */
  readonly nonce?: string;
}

/** A worker that starts goes on with a journey for so long after its beginning: nobody expects a console to open later than that. */
const journeyLifeMs = 3 * 60_000;

export function startFlow(roleId: string, steps: readonly StepName[], startedAt: number, more: Pick<Flow, 'landing' | 'wish' | 'journal'> = {}): Flow {
  return { roleId, startedAt, state: 'running', steps: steps.map((name) => ({ name, state: 'waiting' })), ...more };
}

/** What a step is called in the journal. */
export function stepKey(name: StepName): string {
  return name.kind === 'role' ? `role ${name.role}` : name.kind;
}

function sameStep(one: StepName, other: StepName): boolean {
  return stepKey(one) === stepKey(other);
}

/** Whether a journey may still be gone on with. */
export function isFresh({ startedAt }: Flow, now: number): boolean {
  return Math.abs(now - startedAt) < journeyLifeMs;
}

/** The flow with something more in its journal; one that has none stays as it is. */
export function withJournal(flow: Flow, next: (journal: Journal) => Partial<Journal>): Flow {
  return flow.journal ? { ...flow, journal: { ...flow.journal, ...next(flow.journal) } } : flow;
}

function withoutJournal(flow: Flow): Flow {
  const copy: { journal?: Journal } & Omit<Flow, 'journal'> = { ...flow };
  delete copy.journal;
  return copy;
}

/** The flow with one of its steps in another state. */
export function withStep(flow: Flow, name: StepName, state: StepState): Flow {
  return { ...flow, steps: flow.steps.map((step) => (sameStep(step.name, name) ? { name, state } : step)) };
}

/** The flow ended by a failure: the step that was running, or else the first that had not begun, is the one that failed. */
export function failedFlow(flow: Flow, failure: FailureData): Flow {
  const running = flow.steps.findIndex(({ state }) => state === 'running' || state === 'failed');
  const failed = running >= 0 ? running : flow.steps.findIndex(({ state }) => state === 'waiting');
  const steps = flow.steps.map((step, at) => (at === failed ? { ...step, state: 'failed' as const } : step));
  return { ...withoutJournal(flow), steps, state: 'failed', failure };
}

export function doneFlow(flow: Flow): Flow {
  return { ...withoutJournal(flow), state: 'done' };
}

/** How a journey that is gone on with, or tried again, is still to be: the fresh MFA session that it made is the one that lives now. */
export function wishLeft({ wish = {}, steps }: Flow): Wish {
  const { fresh, ...others } = wish;
  const isMade = steps.some(({ name, state }) => name.kind === 'mfaSession' && state === 'done');
  return fresh && !isMade ? wish : others;
}

/** The flow that a popup shows when it opens: the newest that runs or has failed. */
export function shownFlow(flows: Readonly<Record<string, Flow>>): Flow | undefined {
  return Object.values(flows)
    .filter(({ state }) => state !== 'done')
    .sort((one, other) => other.startedAt - one.startedAt)[0];
}
