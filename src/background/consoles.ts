import { consoleTabs, type ConsoleTab } from '../browser/stored.js';
import { addressOfTab, ownFile } from '../browser/tabs.js';
import { isOpen, seenPlace, shownConsoles } from '../core/consoles.js';
import { isSignInUrl } from '../core/signInHops.js';

/** Changes what is known of a tab that we opened. */
export async function changeTab(tabId: number, change: Partial<ConsoleTab>): Promise<void> {
  await consoleTabs.change((all) => {
    const tab = all[tabId];
    return tab ? { ...all, [tabId]: { ...tab, ...change } } : all;
  });
}

export async function forgetTab(tabId: number): Promise<void> {
  if (!Object.hasOwn(await consoleTabs.get(), tabId)) return;
  await consoleTabs.change((all) => Object.fromEntries(Object.entries(all).filter(([id]) => id !== String(tabId))));
}

/** Goes on with a tab to which the browser has given another id, as Chrome may when it puts one to sleep. */
export async function renameTab(tabId: number, before: number): Promise<void> {
  const tab = (await consoleTabs.get())[before];
  if (!tab) return;
  await consoleTabs.change((all) => ({ ...Object.fromEntries(Object.entries(all).filter(([id]) => id !== String(before))), [tabId]: tab }));
}

/** Whether two tabs show one session: AWS keeps one for each role in a browser or container, the newest. */
function shareSession(one: ConsoleTab, other: ConsoleTab): boolean {
  return one.roleId === other.roleId && one.cookieStoreId === other.cookieStoreId;
}

/** Notes that a tab shows its console, and that the other consoles of its session live as long from now on. */
export async function noteOpen(tabId: number): Promise<void> {
  const tab = (await consoleTabs.get())[tabId];
  if (!tab || tab.stage === 'open' || tab.stage === 'signingOut') return;
  await consoleTabs.change((all) => Object.fromEntries(Object.entries(all).map(([id, other]) => {
    const lives = tab.endsAt !== undefined && shareSession(tab, other) && (other.endsAt ?? 0) < tab.endsAt;
    return [id, { ...other, ...(id === String(tabId) ? { stage: 'open' as const } : {}), ...(lives ? { endsAt: tab.endsAt } : {}) }];
  })));
  await tabChanged(tabId, await addressOfTab(tabId));
}

/** Remembers where a console is seen, and when the person has led its tab elsewhere. */
export async function tabChanged(tabId: number, address: string | undefined): Promise<void> {
  const tab = (await consoleTabs.get())[tabId];
  if (tab?.stage !== 'open') return;
  const place = address === undefined ? undefined : seenPlace(address, tab.mark);
  if (place) await changeTab(tabId, place);
  else if (address === undefined || !(isSignInUrl(address) || address.startsWith(ownFile('launch.html')))) await changeTab(tabId, { stage: 'away' });
}

/** Notes that the session of a tab is over, and with it that of the tabs that share it: without multi-session, of all there. */
export async function noteSignedOut(tab: ConsoleTab): Promise<void> {
  const endsAt = Date.now();
  const all = tab.differentiator === undefined;
  await consoleTabs.change((tabs) => Object.fromEntries(Object.entries(tabs).map(([id, other]) => {
    const over = shareSession(tab, other) || (all && other.differentiator === undefined && other.cookieStoreId === tab.cookieStoreId);
    return [id, over && (other.endsAt ?? Infinity) > endsAt ? { ...other, endsAt } : other];
  })));
}

/** The tab of a role's console that lives, if there is one. */
export async function tabOfRole(roleId: string): Promise<number | undefined> {
  return shownConsoles(await consoleTabs.get(), Date.now()).findLast((one) => one.roleId === roleId && isOpen(one))?.tabId;
}
