import { unlockedDataKey } from '../browser/lock.js';
import { flows } from '../browser/stored.js';
import { type Flow, type Journal, stepKey, withJournal, withStep } from '../core/flow.js';
import type { Doors, StepName } from '../core/journey.js';
import { seal, sessionPlace, unseal } from '../core/vault/seal.js';

/** Changes the journey of a role as it is shown; a journey that was dismissed meanwhile stays away. */
export function changeFlow(roleId: string, next: (flow: Flow) => Flow): Promise<void> {
  return flows.change((all) => {
    const flow = all[roleId];
    return flow ? { ...all, [roleId]: next(flow) } : all;
  });
}

/** Whether a step's output is kept in the journal: the MFA session has a place of its own, and the sign-in token goes into the tab's. */
function isKept({ kind }: StepName): boolean {
  return kind === 'role';
}

/**
 * Runs the steps of a role's journey, and shows how they go. What a step has come to is kept, sealed, beside the next: a worker that
 * goes on with the journey takes what was `left` in the place of running the step again, and runs again what was not kept in time,
 * since only the call with the code may not be made twice, and its session has a place of its own.
 */
export function journaledStep(roleId: string, left: Journal['outputs'] = {}): Doors['step'] {
  return async <T>(name: StepName, run: () => Promise<T>): Promise<T> => {
    const key = stepKey(name);
    const place = sessionPlace('journey', `${roleId} ${key}`);
    const kept = left[key];
    if (kept) return await unseal(await unlockedDataKey(), place, kept) as T;
    // Whoever changes the journey next waits for this: the step itself need not.
    void changeFlow(roleId, (flow) => withStep(flow, name, 'running'));
    const output = await run();
    void changeFlow(roleId, (flow) => withStep(flow, name, 'done'));
    // Of a vault that is locked meanwhile nothing is kept, and the journey ends at its next step.
    if (isKept(name)) void keepOutput(roleId, key, place, output).catch(() => undefined);
    return output;
  };
}

async function keepOutput(roleId: string, key: string, place: string, output: unknown): Promise<void> {
  const sealed = await seal(await unlockedDataKey(), place, output);
  await changeFlow(roleId, (flow) => withJournal(flow, ({ outputs }) => ({ outputs: { ...outputs, [key]: sealed } })));
}

/** Notes a request that AWS has answered. */
export async function noteRequest(roleId: string, call: string, id: string | undefined): Promise<void> {
  if (id !== undefined) await changeFlow(roleId, (flow) => withJournal(flow, ({ requests }) => ({ requests: [...requests, { call, id }] })));
}
