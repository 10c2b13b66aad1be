import type { Landing } from './destinations.js';
import type { FailureData } from './failure.js';
import type { StepName } from './journey.js';

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
}

export function startFlow(roleId: string, steps: readonly StepName[], startedAt: number, landing?: Landing): Flow {
  return { roleId, startedAt, state: 'running', steps: steps.map((name) => ({ name, state: 'waiting' })), ...(landing ? { landing } : {}) };
}

function sameStep(one: StepName, other: StepName): boolean {
  return one.kind === other.kind && (one.kind !== 'role' || other.kind !== 'role' || one.role === other.role);
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
  return { ...flow, steps, state: 'failed', failure };
}

export function doneFlow(flow: Flow): Flow {
  return { ...flow, state: 'done' };
}

/** The flow that a popup shows when it opens: the newest that runs or has failed. */
export function shownFlow(flows: Readonly<Record<string, Flow>>): Flow | undefined {
  return Object.values(flows)
    .filter(({ state }) => state !== 'done')
    .sort((one, other) => other.startedAt - one.startedAt)[0];
}
