import { consoleTabs, type ConsoleTab } from '../browser/stored.js';
import { showOwnPage, tellConsoles } from '../browser/tabs.js';
import { failureData } from '../core/failure.js';
import type { SignInPage } from '../core/signInHops.js';
import { noteSignedOut } from './consoles.js';
import { keepLaunch } from './launches.js';
import { formFor } from './resuming.js';

/** Ends a hop for whoever is the first to say that it has ended: a page says so more than once. */
async function endHop(tabId: number): Promise<ConsoleTab | undefined> {
  const ended: ConsoleTab[] = [];
  await consoleTabs.change((all) => {
    const tab = all[tabId];
    if (tab?.stage !== 'hop') return all;
    ended.push(tab);
    return { ...all, [tabId]: { ...tab, stage: 'signingIn', hopped: true } };
  });
  return ended[0];
}

/** Notes that the consoles are over that a hop has signed out: those of one session, or all there without multi-session. */
async function noteOver({ signsOut, cookieStoreId }: ConsoleTab): Promise<void> {
  const isOver = (one: ConsoleTab): boolean => one.differentiator === signsOut?.differentiator && one.cookieStoreId === cookieStoreId;
  const over = signsOut && Object.values(await consoleTabs.get()).find(isOver);
  if (!over) return;
  await noteSignedOut(over);
  await tellConsoles();
}

/** Leads a tab that a hop has brought somewhere, to a page of AWS or a console, back to a fresh sign-in, and says whether it did. */
export async function arrive(tabId: number, page?: SignInPage): Promise<boolean> {
  const tab = await endHop(tabId);
  if (!tab) return false;
  if (page !== 'refused') await noteOver(tab);
  const task = await formFor(tabId, tab).then((form) => ({ form }), (thrown: unknown) => ({ failed: failureData(thrown) }));
  await showOwnPage(tabId, `launch.html#${await keepLaunch(tabId, task)}`);
  return true;
}
