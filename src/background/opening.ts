import { type ConsoleTab, consoleTabs, flows } from '../browser/stored.js';
import { openingLock } from '../browser/underWay.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { type Opening, wantedRole } from '../core/assumptions.js';
import { findChain } from '../core/chain.js';
import { type Landing, landingAt } from '../core/destinations.js';
import { startFlow, type Wish } from '../core/flow.js';
import { passGuard } from '../core/guard.js';
import { stepsOf } from '../core/journey.js';
import type { Asked } from '../protocol.js';
import { newNonce } from './launches.js';
import { resumeAll } from './resuming.js';
import { travel } from './travelling.js';

/** A console is resumed as it was opened, and what guards its role was passed then. */
function asResumed({ readOnly, reason }: ConsoleTab): Opening {
  return { ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }), confirmed: true };
}

/**
 * Opens a role's console, whether or not the popup that asked stays open: how it goes is written to `flows`.
 * A second request for a role under way waits for the first and is done with it. What guards the role is held against what was
 * asked, whoever asks. Throws `guarded`, or the `Failure` of the step that failed.
 */
export async function openRole({ roleId, code, destination, region, ...wish }: Asked<'openRole'> & Pick<Wish, 'tabId'>): Promise<null> {
  const landing = destination === undefined ? undefined : { destination, ...(region === undefined ? {} : { region }) };
  const opened = await navigator.locks.request(openingLock(roleId), { ifAvailable: true }, async (lock) => {
    if (lock) await begin(roleId, wish, landing, code);
    return lock !== null;
  });
  if (!opened) await navigator.locks.request(openingLock(roleId), () => Promise.resolve());
  return null;
}

async function begin(roleId: string, asked: Wish, landing: Landing | undefined, code: string | undefined): Promise<void> {
  const { tabId } = asked;
  const resumed = tabId === undefined ? undefined : (await consoleTabs.get())[tabId];
  const wish = resumed && tabId !== undefined ? { ...asResumed(resumed), tabId } : asked;
  const catalogue = landingAt(await readCatalogue(), roleId, landing ?? {});
  const chain = findChain(catalogue, roleId);
  const journal = { hadCode: code !== undefined, outputs: {}, requests: [], ...(resumed ? {} : { nonce: newNonce() }) };
  const shown = flows.change((all) => ({ ...all, [roleId]: startFlow(roleId, stepsOf(chain), Date.now(), { ...(landing ? { landing } : {}), wish, journal }) }));
  // Whatever else is written of the journey is written after its beginning, in the order in which it was asked for.
  await Promise.all([shown, travel({ catalogue, chain, wish, code, journal, begun: shown }, () => { if (!resumed) passGuard(wantedRole(chain), catalogue.rules, wish); })]);
}

/** Resumes consoles in their tabs, with one code at most. Each is a journey of its own, and is shown like one. */
export function resume(asked: { tabIds: readonly number[]; code?: string }): Promise<null> {
  return resumeAll(openRole, asked);
}

/** Takes a journey that has ended off the screen. */
export async function dismissFlow({ roleId }: { roleId: string }): Promise<null> {
  await flows.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== roleId)));
  return null;
}
