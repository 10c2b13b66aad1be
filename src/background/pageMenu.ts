import { onPageMenu } from '../browser/pageMenus.js';
import { askedPage } from '../browser/stored.js';
import { showPopup } from '../browser/tabs.js';
import { isConsolePage } from '../core/consoleAddresses.js';

/**
 * Offers roles for a page of the console in our popup, and opens nothing: which role is to open it, if any, the person says
 * there. The popup is opened at once, because browsers let an extension do so only straight from the click.
 */
async function offerRolesFor(address: string): Promise<void> {
  if (!isConsolePage(address)) return;
  await Promise.all([askedPage.set(address), showPopup()]);
}

/** Serves our entries in the browser's menus, as far as they are allowed. */
export function servePageMenus(): void {
  onPageMenu((address) => void offerRolesFor(address));
}
