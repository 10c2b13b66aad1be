import { unlockedDataKey } from '../browser/lock.js';
import { flows } from '../browser/stored.js';
import { type Flow, stepKey, withJournal, withStep } from '../core/flow.js';
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
 * Runs the steps of a role's journey, and shows how they go. What a step has come to is kept, sealed, before the next begins: a
 * worker that goes on with the journey takes it from there in the place of running the step again.
 */
export function journaledStep(roleId: string): Doors['step'] {
  return async <T>(name: StepName, run: () => Promise<T>): Promise<T> => {
    const key = stepKey(name);
    const place = sessionPlace('journey', `${roleId} ${key}`);
    const kept = (await flows.get())[roleId]?.journal?.outputs[key];
    if (kept) return await unseal(await unlockedDataKey(), place, kept) as T;
    // Whoever changes the journey next waits for this: the step itself need not.
    void changeFlow(roleId, (flow) => withStep(flow, name, 'running'));
    const output = await run();
    if (!isKept(name)) {
      void changeFlow(roleId, (flow) => withStep(flow, name, 'done'));
      return output;
    }
    const sealed = await seal(await unlockedDataKey(), place, output);
    await changeFlow(roleId, (flow) => withJournal(withStep(flow, name, 'done'), ({ outputs }) => ({ outputs: { ...outputs, [key]: sealed } })));
    return output;
  };
}

/** Notes a request that AWS has answered. */
export async function noteRequest(roleId: string, call: string, id: string | undefined): Promise<void> {
  if (id !== undefined) await changeFlow(roleId, (flow) => withJournal(flow, ({ requests }) => ({ requests: [...requests, { call, id }] })));
}

/** The nonce of the page that is to sign the journey's new tab in: one that another worker has opened a tab with, perhaps. */
export async function journeyNonce(roleId: string, fresh: () => string): Promise<{ readonly nonce: string; readonly mayBeOpen: boolean }> {
  const kept = (await flows.get())[roleId]?.journal?.nonce;
  if (kept !== undefined) return { nonce: kept, mayBeOpen: true };
  const nonce = fresh();
  await changeFlow(roleId, (flow) => withJournal(flow, () => ({ nonce })));
  return { nonce, mayBeOpen: false };
}
