import { flows } from '../browser/stored.js';
import { openingLock } from '../browser/underWay.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { findChain } from '../core/chain.js';
import { landingAt } from '../core/destinations.js';
import { failureData } from '../core/failure.js';
import { doneFlow, failedFlow, type Flow, startFlow, withStep } from '../core/flow.js';
import { type StepName, stepsOf } from '../core/journey.js';
import { launch } from './launching.js';
import { learnUse } from './picks.js';
import { resumeAll, resumeIn } from './resuming.js';
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

/** How a role is opened. */
interface How {
  readonly code?: string;
  readonly behind?: boolean;
  /** Another page and region than the role's own, this once. */
  readonly destination?: string;
  readonly region?: string;
  /** The tab that is there already and in which it is resumed. */
  readonly tabId?: number;
}

/**
 * Opens a role's console, whether or not the popup that asked stays open: how it goes is written to `flows`.
 * A second request for a role under way waits for the first and is done with it.
 */
export async function openRole({ roleId, ...how }: { roleId: string } & How): Promise<null> {
  const opened = await navigator.locks.request(openingLock(roleId), { ifAvailable: true }, async (lock) => {
    if (lock) await journey(roleId, how);
    return lock !== null;
  });
  if (!opened) await navigator.locks.request(openingLock(roleId), () => Promise.resolve());
  return null;
}

async function journey(roleId: string, { code, behind = false, tabId, destination, region }: How): Promise<void> {
  const landing = destination === undefined ? undefined : { destination, ...(region === undefined ? {} : { region }) };
  const catalogue = landingAt(await readCatalogue(), roleId, landing ?? {});
  const chain = findChain(catalogue, roleId);
  await flows.change((all) => ({ ...all, [roleId]: startFlow(roleId, stepsOf(chain), Date.now(), landing) }));
  try {
    await throughBothDoors(catalogue, roleId, chain.identity, code, {
      openTab: (form, role) => (tabId === undefined ? launch(form, role, catalogue, behind) : resumeIn(tabId, form, role)),
      step: (name, run) => step(roleId, name, run),
    });
    await changeFlow(roleId, doneFlow);
    void learnUse(roleId);
  } catch (thrown) {
    await changeFlow(roleId, (flow) => failedFlow(flow, failureData(thrown)));
    throw thrown;
  }
}

/** Resumes consoles in their tabs, with one code at most. Each is a journey of its own, which is shown as any other. */
export function resume(asked: { tabIds: readonly number[]; code?: string }): Promise<null> {
  return resumeAll(openRole, asked);
}

/** Takes a journey that has ended off the screen. */
export async function dismissFlow({ roleId }: { roleId: string }): Promise<null> {
  await flows.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== roleId)));
  return null;
}
