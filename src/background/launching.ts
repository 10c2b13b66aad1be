import { containerFor, containersWork } from '../browser/containers.js';
import { consoleTabs } from '../browser/stored.js';
import { groupTab } from '../browser/tabGroups.js';
import { closeTab, openOwnTab, ownTabAt, showTab, tabIsThere } from '../browser/tabs.js';
import { readSettings } from '../browser/vaultRecords.js';
import type { Opening } from '../core/assumptions.js';
import type { Catalogue, Role } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { guardOf } from '../core/guard.js';
import type { SignInForm } from '../core/journey.js';
import { markOf } from '../core/marks.js';
import type { Settings } from '../core/settings.js';
import { closeLater } from './closing.js';
import { isAwaited, isKept, keepLaunch } from './launches.js';
import { withFullSession } from './readOnly.js';

/** How a console's tab is opened. */
export interface Launching extends Pick<Opening, 'readOnly' | 'reason'> {
  /** In a tab that stays behind. */
  readonly behind?: true;
  /** What the tab's page is known by. */
  readonly nonce: string;
}

/** A tab that was opened ahead of its form, and the container that it is in. */
export interface TabAhead {
  readonly tabId: number;
  readonly container: string | undefined;
}

const pathOf = (nonce: string): string => `launch.html#${nonce}`;

function isApart({ openIn }: Settings): boolean {
  return openIn === 'automatic' || openIn === 'container';
}

/**
 * Opens a tab of ours for a console while AWS is still being asked, since a browser takes its time over a tab: behind, in the role's
 * container where there are any. Its address holds a nonce only, by which its page waits for its form. A tab that a stopped worker
 * has opened already is taken as it is; undefined when it has its form, and so all it needs.
 */
export async function openAhead(role: Role, catalogue: Catalogue, { nonce, mayBeOpen }: { readonly nonce: string; readonly mayBeOpen: boolean }): Promise<TabAhead | undefined> {
  if (mayBeOpen && await isKept(nonce)) return undefined;
  const path = pathOf(nonce);
  const container = containersWork() && isApart(await readSettings()) ? await containerFor(role.id, markOf(role, catalogue.rules)) : undefined;
  const tabId = (mayBeOpen ? await ownTabAt(path) : undefined) ?? await openOwnTab(path, { container, behind: true });
  return { tabId, container };
}

/**
 * Gives the tab that was opened ahead its form, sealed until it asks for it if it does not wait, and brings it to the front. Throws `consoleGone` when it
 * was closed meanwhile.
 */
export async function launch(
  { tabId, container }: TabAhead, form: SignInForm, role: Role, catalogue: Catalogue, { behind, readOnly, reason, nonce }: Launching,
): Promise<void> {
  if (!isAwaited(nonce, tabId) && !(await tabIsThere(tabId))) throw failure('consoleGone', { role: role.name });
  const mark = markOf(role, catalogue.rules, readOnly);
  const tab = {
    roleId: role.id, mark, address: form.destination, stage: 'signingIn' as const, hopped: false, endsAt: form.endsAt,
    ...(container === undefined ? {} : { cookieStoreId: container }), ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }),
  };
  const noted = consoleTabs.change((all) => ({ ...(readOnly ? all : withFullSession(all, mark)), [tabId]: tab }));
  const { closeAfterMinutes } = guardOf(role, catalogue.rules);
  // A page that waits is given its form meanwhile: what asks for its tab's console asks after AWS has answered it.
  await Promise.all([closeAfterMinutes === undefined ? noted : noted.then(() => closeLater(tabId, closeAfterMinutes)), keepLaunch(tabId, { form }, nonce)]);
  if (!behind) void showTab(tabId);
  void groupIfWanted(tabId, role.name, mark.colour);
}

/** A group is an ornament: the console opens without it too, and nobody waits for it. */
async function groupIfWanted(tabId: number, name: string, colour: string): Promise<void> {
  const { groupTabs } = await readSettings().catch(() => ({ groupTabs: false }));
  if (groupTabs) await groupTab(tabId, name, colour).catch(() => undefined);
}

/** Closes a tab that was opened ahead and whose form does not come. */
export async function closeAhead(tab: TabAhead | undefined, nonce: string): Promise<void> {
  if (tab && !(await isKept(nonce))) await closeTab(tab.tabId);
}

/** As `closeAhead`, for one that a stopped worker has opened, if it has. */
export async function closeLeft(nonce: string): Promise<void> {
  const tabId = await ownTabAt(pathOf(nonce));
  if (tabId !== undefined) await closeAhead({ tabId, container: undefined }, nonce);
}
