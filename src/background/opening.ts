import { type ConsoleTab, consoleTabs, flows } from '../browser/stored.js';
import { openingLock } from '../browser/underWay.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { type Opening, wantedRole } from '../core/assumptions.js';
import { findChain } from '../core/chain.js';
import { type Landing, landingAt } from '../core/destinations.js';
import { failureData } from '../core/failure.js';
import { doneFlow, failedFlow, type Flow, startFlow, withStep } from '../core/flow.js';
import { passGuard } from '../core/guard.js';
import { type StepName, stepsOf } from '../core/journey.js';
import type { Asked } from '../protocol.js';
import { launch } from './launching.js';
import { keepLog } from './log.js';
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

/** Where and how a role's console is opened. */
interface How {
  readonly code: string | undefined;
  readonly behind: true | undefined;
  /** Another page and region than the role's own, this once. */
  readonly landing: Landing | undefined;
  /** The tab that is there already and in which it is resumed. */
  readonly tabId: number | undefined;
}

/** A console is resumed as it was opened, and what guards its role was passed then. */
function asResumed({ readOnly, reason }: ConsoleTab): Opening {
  return { ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }), confirmed: true };
}

/**
 * Opens a role's console, whether or not the popup that asked stays open: how it goes is written to `flows`.
 * A second request for a role under way waits for the first and is done with it. What guards the role is held against what was
 * asked, whoever asks. Throws `guarded`, or the `Failure` of the step that failed.
 */
export async function openRole({ roleId, code, behind, destination, region, tabId, ...opening }: Asked<'openRole'> & { tabId?: number }): Promise<null> {
  const landing = destination === undefined ? undefined : { destination, ...(region === undefined ? {} : { region }) };
  const opened = await navigator.locks.request(openingLock(roleId), { ifAvailable: true }, async (lock) => {
    if (lock) await journey(roleId, { code, behind, landing, tabId }, opening);
    return lock !== null;
  });
  if (!opened) await navigator.locks.request(openingLock(roleId), () => Promise.resolve());
  return null;
}

async function journey(roleId: string, { code, behind, landing, tabId }: How, asked: Opening): Promise<void> {
  const resumed = tabId === undefined ? undefined : (await consoleTabs.get())[tabId];
  const opening = resumed ? asResumed(resumed) : asked;
  const catalogue = landingAt(await readCatalogue(), roleId, landing ?? {});
  const chain = findChain(catalogue, roleId);
  await flows.change((all) => ({ ...all, [roleId]: startFlow(roleId, stepsOf(chain), Date.now(), landing) }));
  const requests: { call: string; id: string }[] = [];
  const log = (outcome: string): Promise<void> => keepLog(chain, {
    at: Date.now(), outcome, requests, ...(opening.readOnly ? { readOnly: true } : {}), ...(opening.reason === undefined ? {} : { reason: opening.reason }),
  });
  try {
    if (!resumed) passGuard(wantedRole(chain), catalogue.rules, opening);
    await throughBothDoors(catalogue, roleId, chain.identity, code, {
      openTab: (form, role) => (tabId === undefined ? launch(form, role, catalogue, { ...opening, behind: behind ?? false }) : resumeIn(tabId, form, role)),
      step: (name, run) => step(roleId, name, run),
      requested: (call, id) => { if (id !== undefined) requests.push({ call, id }); },
    }, opening);
    await changeFlow(roleId, doneFlow);
    void log('opened').then(() => learnUse(roleId));
  } catch (thrown) {
    const data = failureData(thrown);
    await changeFlow(roleId, (flow) => failedFlow(flow, data));
    // That a code or a guard was still to be asked is no outcome.
    if (data.kind !== 'codeNeeded' && data.kind !== 'guarded') void log(data.kind);
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
