import { lockWhenOverdue } from '../browser/lock.js';
import { leadTab, showOwnPage } from '../browser/tabs.js';
import { consoleTabs, type ConsoleTab } from '../browser/stored.js';
import { readSettings } from '../browser/vaultRecords.js';
import { consoleState } from '../core/consoles.js';
import { failure } from '../core/failure.js';
import type { Identity } from '../core/catalogue.js';
import { logOutUrl, optInUrl, type SignInPage, signOutOneUrl, type WayOn } from '../core/signInHops.js';
import type { Asked, Asker, LaunchTask } from '../protocol.js';
import { arrive } from './arriving.js';
import { changeTab } from './consoles.js';
import { keepLaunch, launchOf } from './launches.js';
import { formFor } from './resuming.js';
import { identityOf } from './signingIn.js';
import { signedOut } from './signingOut.js';

/** Where a way on leads to. */
async function addressOf(identity: Identity, way: WayOn, differentiator: string | undefined): Promise<string | undefined> {
  const { partition, stsRegion } = identity;
  if (way === 'multiSession') return optInUrl(partition, stsRegion);
  if (way === 'logOut') return logOutUrl(partition, stsRegion);
  return way === 'signOutOne' && differentiator !== undefined ? signOutOneUrl(partition, stsRegion, differentiator) : undefined;
}

/** Notes that a tab leaves for AWS on a way, and whom that signs out. */
function leaveOn(tabId: number, way: WayOn, differentiator: string | undefined): Promise<void> {
  return changeTab(tabId, { stage: 'hop', signsOut: way === 'multiSession' ? undefined : { differentiator } });
}

/** Notes which page of the sign-in host a tab of ours has come to, and helps on from those that lead nowhere. */
export async function reached({ page }: { page: SignInPage }, { tabId }: Asker): Promise<null> {
  const tab = tabId === undefined ? undefined : (await consoleTabs.get())[tabId];
  if (tabId === undefined || !tab || (await arrive(tabId, page))) return null;
  if (tab.stage === 'signingOut') await signedOut(tabId, tab, page);
  else if (page === 'signedOut') await offerToResume(tabId, tab);
  else if (tab.stage === 'signingIn' && page !== 'other') await helpOn(tabId, tab, page);
  return null;
}

/**
 * Shows our page in the place of AWS's own when a console has ended. While the vault is locked AWS's stays: ours would have
 * to go, and nothing can be resumed.
 */
async function offerToResume(tabId: number, tab: ConsoleTab): Promise<void> {
  const had = tab.stage === 'open' || consoleState(tab, Date.now()) === 'ended';
  if (!had || (await lockWhenOverdue())) return;
  await changeTab(tabId, { endsAt: Math.min(tab.endsAt ?? Infinity, Date.now()) });
  await showOwnPage(tabId, `launch.html#${await keepLaunch(tabId, { from: 'signedOut' })}`);
}

async function helpOn(tabId: number, tab: ConsoleTab, page: SignInPage): Promise<void> {
  const way = tab.hopped ? undefined : await wayByItself(page);
  const address = way && await addressOf(await identityOf(tab.roleId), way, undefined);
  if (way === undefined || address === undefined) {
    await showOwnPage(tabId, `launch.html#${await keepLaunch(tabId, { from: page })}`);
  } else {
    await leaveOn(tabId, way, undefined);
    await leadTab(tabId, address);
  }
}

/** The way on that the person has chosen once for all. */
async function wayByItself(page: SignInPage): Promise<WayOn | undefined> {
  const { openIn } = await readSettings();
  if (page !== 'logOutFirst') return undefined;
  return openIn === 'multiSession' ? 'multiSession' : openIn === 'logOutFirst' ? 'logOut' : undefined;
}

/** Goes on as the person has chosen. Throws as `takeLaunch` does, or what the journey throws. */
export async function goOn({ nonce, way, differentiator, code }: Asked<'goOn'>, { tabId }: Asker): Promise<LaunchTask> {
  const launch = await launchOf(nonce, tabId);
  const tab = (await consoleTabs.get())[tabId ?? -1];
  if (tabId === undefined || !tab || 'post' in launch) throw failure('launchExpired');
  const address = await addressOf(await identityOf(tab.roleId), way, differentiator);
  if (address === undefined) {
    const form = await formFor(tabId, tab, code);
    await changeTab(tabId, { stage: 'signingIn', ...(way === 'resume' ? { hopped: false } : {}) });
    return { kind: 'post', form };
  }
  await leaveOn(tabId, way, differentiator);
  return { kind: 'go', address };
}
