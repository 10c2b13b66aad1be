import { flows } from '../browser/stored.js';
import { openingLock } from '../browser/underWay.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { type Opening, wantedRole } from '../core/assumptions.js';
import { findChain } from '../core/chain.js';
import { failureData } from '../core/failure.js';
import { doneFlow, failedFlow, type Flow, startFlow, withStep } from '../core/flow.js';
import { passGuard } from '../core/guard.js';
import { type StepName, stepsOf } from '../core/journey.js';
import type { Asked } from '../protocol.js';
import { launch } from './launching.js';
import { learnUse } from './picks.js';
import { throughBothDoors } from './signingIn.js';

/** Changes the journey of a role as it is shown; a journey that was dismissed meanwhile stays away. */
function changeFlow(roleId: string, next: (flow: Flow) => Flow): Promise<void> {
  return flows.change((all) => {
    const flow = all[roleId];
    return flow ? { ...all, [roleId]: next(flow) } : all;
  });
}

async function step<T>(roleId: string, name: StepName, run: () => Promise<T>): Promise<T> {
  await changeFlow(roleId, (flow) => withStep(flow, name, 'running'));
  const result = await run();
  await changeFlow(roleId, (flow) => withStep(flow, name, 'done'));
  return result;
}

/**
 * Opens a role's console, whether or not the popup that asked stays open: how it goes is written to `flows`.
 * A second request for a role under way waits for the first and is done with it. What guards the role is held against what was
 * asked, whoever asks. Throws `guarded`, or the `Failure` of the step that failed.
 */
export async function openRole({ roleId, code, behind, ...opening }: Asked<'openRole'>): Promise<null> {
  const opened = await navigator.locks.request(openingLock(roleId), { ifAvailable: true }, async (lock) => {
    if (lock) await journey(roleId, code, behind ?? false, opening);
    return lock !== null;
  });
  if (!opened) await navigator.locks.request(openingLock(roleId), () => Promise.resolve());
  return null;
}

async function journey(roleId: string, code: string | undefined, behind: boolean, opening: Opening): Promise<void> {
  const catalogue = await readCatalogue();
  const chain = findChain(catalogue, roleId);
  await flows.change((all) => ({ ...all, [roleId]: startFlow(roleId, stepsOf(chain), Date.now()) }));
  try {
    passGuard(wantedRole(chain), catalogue.rules, opening);
    await throughBothDoors(catalogue, roleId, chain.identity, code, {
      openTab: (form, role) => launch(form, role, catalogue, { ...opening, behind }),
      step: (name, run) => step(roleId, name, run),
    }, opening);
    await changeFlow(roleId, doneFlow);
    void learnUse(roleId);
  } catch (thrown) {
    await changeFlow(roleId, (flow) => failedFlow(flow, failureData(thrown)));
    throw thrown;
  }
}

/** Takes a journey that has ended off the screen. */
export async function dismissFlow({ roleId }: { roleId: string }): Promise<null> {
  await flows.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== roleId)));
  return null;
}
