import { containerFor, containersWork } from '../browser/containers.js';
import { consoleTabs } from '../browser/stored.js';
import { groupTab } from '../browser/tabGroups.js';
import { openOwnTab } from '../browser/tabs.js';
import { readSettings } from '../browser/vaultRecords.js';
import type { Catalogue, Role } from '../core/catalogue.js';
import type { SignInForm } from '../core/journey.js';
import { markOf } from '../core/marks.js';
import { keepLaunch, newNonce } from './launches.js';

/**
 * Opens a tab of ours that will sign itself in, in the role's container where there are any. Its address holds a nonce
 * only; the form stays sealed until that tab asks for it. The lock makes a tab that asks early wait until its id is known.
 */
export async function launch(form: SignInForm, role: Role, catalogue: Catalogue, behind: boolean): Promise<void> {
  const nonce = newNonce();
  const mark = markOf(role, catalogue.rules);
  const { openIn, groupTabs } = await readSettings();
  const apart = containersWork() && (openIn === 'automatic' || openIn === 'container');
  const container = apart ? await containerFor(role.id, mark) : undefined;
  const started = {
    stage: 'signingIn' as const, hopped: false, endsAt: form.endsAt, ...(container === undefined ? {} : { cookieStoreId: container }),
  };
  const tabId = await navigator.locks.request('launch', async () => {
    const opened = await openOwnTab(`launch.html#${nonce}`, { container, behind });
    await consoleTabs.change((all) => ({ ...all, [opened]: { roleId: role.id, mark, address: form.destination, ...started } }));
    await keepLaunch(opened, { form }, nonce);
    return opened;
  });
  // A group is an ornament: the console opens without it too.
  if (groupTabs) await groupTab(tabId, role.name, mark.colour).catch(() => undefined);
}
