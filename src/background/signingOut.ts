import { consoleTabs, type ConsoleTab } from '../browser/stored.js';
import { closeTab, leadTab, tellConsoles } from '../browser/tabs.js';
import { consoleState } from '../core/consoles.js';
import { type Partition, partitionOfRegion, partitions } from '../core/partitions.js';
import { logOutUrl, type SignInPage, signOutOneUrl } from '../core/signInHops.js';
import { changeTab, forgetTab, noteSignedOut } from './consoles.js';
import { identityOf } from './signingIn.js';

/**
 * Signs consoles out in their own tabs, so that it happens in the container that each is in, and closes each tab when AWS
 * has done it. A session that has ended needs no signing out.
 */
export async function signOut({ tabIds }: { tabIds: readonly number[] }): Promise<null> {
  const tabs = await consoleTabs.get();
  await Promise.all(tabIds.map(async (tabId) => {
    const tab = tabs[tabId];
    if (!tab) return;
    if (consoleState(tab, Date.now()) === 'ended') return leave(tabId);
    const host = await signInHostOf(tab);
    const address = tab.differentiator === undefined ? logOutUrl(...host) : signOutOneUrl(...host, tab.differentiator);
    await changeTab(tabId, { stage: 'signingOut' });
    // The person may have closed the tab meanwhile: then its session goes on, and ends by itself.
    await leadTab(tabId, address).catch(() => forgetTab(tabId));
  }));
  return null;
}

/** Where the tab was signed in; or where its partition signs in by default, if its role is no more. */
async function signInHostOf({ roleId, mark }: ConsoleTab): Promise<[partition: Partition, region: string]> {
  const identity = await identityOf(roleId).catch(() => undefined);
  if (identity) return [identity.partition, identity.stsRegion];
  const partition = partitionOfRegion(mark.region) ?? 'aws';
  return [partition, partitions[partition].defaultRegion];
}

/** Ends the signing out of a tab that has come to a page of the sign-in host. What AWS refuses stays for the person to see. */
export async function signedOut(tabId: number, tab: ConsoleTab, page: SignInPage): Promise<void> {
  if (page === 'refused') return changeTab(tabId, { stage: 'open' });
  await noteSignedOut(tab);
  await leave(tabId);
  await tellConsoles();
}

async function leave(tabId: number): Promise<void> {
  await forgetTab(tabId);
  await closeTab(tabId);
}
