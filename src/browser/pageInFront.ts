import { readConsoleAddress, sharedText } from '../core/consoleAddresses.js';
import { consoleTabs } from './stored.js';
import type { ConsoleInFront } from './tabs.js';

/**
 * What a console's tab shows, with the text by which it is shared; undefined for a page that cannot be opened under another
 * role. Its account is the one that its host names, or that the tab was opened for.
 */
export async function pageOf({ id, address }: ConsoleInFront): Promise<{ readonly address: string; readonly shared: string } | undefined> {
  const page = readConsoleAddress(address);
  if (!page) return undefined;
  const accountId = page.accountId ?? (await consoleTabs.get())[id]?.mark.accountId;
  return { address, shared: sharedText({ ...page, ...(accountId === undefined ? {} : { accountId }) }) };
}
