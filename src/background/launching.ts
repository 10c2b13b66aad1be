import { containerFor, containersWork } from '../browser/containers.js';
import { consoleTabs } from '../browser/stored.js';
import { groupTab } from '../browser/tabGroups.js';
import { openOwnTab, ownTabAt } from '../browser/tabs.js';
import { readSettings } from '../browser/vaultRecords.js';
import type { Opening } from '../core/assumptions.js';
import type { Catalogue, Role } from '../core/catalogue.js';
import { guardOf } from '../core/guard.js';
import type { SignInForm } from '../core/journey.js';
import { markOf } from '../core/marks.js';
import { closeLater } from './closing.js';
import { isKept, keepLaunch } from './launches.js';
import { noteFullSession } from './readOnly.js';

/** How a console's tab is opened. */
export interface Launching extends Pick<Opening, 'readOnly' | 'reason'> {
  /** In a tab that stays behind. */
  readonly behind?: true;
  /** What the tab's page is to be known by, and whether a worker before this one may have opened it. */
  readonly nonce: string;
  readonly mayBeOpen: boolean;
}

/**
 * Opens a tab of ours that will sign itself in, in the role's container where there are any. Its address holds a nonce
 * only; the form stays sealed until that tab asks for it. The lock makes a tab that asks early wait until its id is known.
 * A tab that a stopped worker has opened already is taken as it is; one that has its form has all it needs.
 */
export async function launch(form: SignInForm, role: Role, catalogue: Catalogue, { behind, readOnly, reason, nonce, mayBeOpen }: Launching): Promise<void> {
  if (mayBeOpen && await isKept(nonce)) return;
  const path = `launch.html#${nonce}`;
  const mark = markOf(role, catalogue.rules, readOnly);
  if (!readOnly) await noteFullSession(mark);
  const { openIn, groupTabs } = await readSettings();
  const apart = containersWork() && (openIn === 'automatic' || openIn === 'container');
  const container = apart ? await containerFor(role.id, mark) : undefined;
  const started = {
    stage: 'signingIn' as const, hopped: false, endsAt: form.endsAt, ...(container === undefined ? {} : { cookieStoreId: container }),
  };
  const tabId = await navigator.locks.request('launch', async () => {
    const opened = (mayBeOpen ? await ownTabAt(path) : undefined) ?? await openOwnTab(path, { container, behind: behind ?? false });
    const kept = { ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }) };
    await consoleTabs.change((all) => ({ ...all, [opened]: { roleId: role.id, mark, address: form.destination, ...started, ...kept } }));
    await keepLaunch(opened, { form }, nonce);
    return opened;
  });
  const { closeAfterMinutes } = guardOf(role, catalogue.rules);
  if (closeAfterMinutes !== undefined) await closeLater(tabId, closeAfterMinutes);
  // A group is an ornament: the console opens without it too.
  if (groupTabs) await groupTab(tabId, role.name, mark.colour).catch(() => undefined);
}
