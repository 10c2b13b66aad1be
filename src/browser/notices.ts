import browser from 'webextension-polyfill';

const permission: browser.Permissions.Permissions = { permissions: ['notifications'] };
const prefix = 'console-';

/** Whether the person wants to be told before a console ends: they have allowed the browser's notices. */
export function noticesAllowed(): Promise<boolean> {
  return browser.permissions.contains(permission);
}

/** Asks the person to allow notices, or takes that back. Must be called straight from a click. */
export function allowNotices(on: boolean): Promise<boolean> {
  return on ? browser.permissions.request(permission) : browser.permissions.remove(permission);
}

/** Shows a notice of the console in a tab. */
export async function showNotice(tabId: number, title: string, message: string): Promise<void> {
  await browser.notifications.create(`${prefix}${tabId}`, {
    type: 'basic', iconUrl: browser.runtime.getURL('icons/sallyport-128.png'), title, message,
  });
}

let listens = false;

/** Calls back with the tab whose notice was clicked. The browser has notices only once they were allowed: call it again then. */
export function onNoticeChosen(chosen: (tabId: number) => void): void {
  const notices = browser.notifications as typeof browser.notifications | undefined;
  if (!notices || listens) return;
  listens = true;
  notices.onClicked.addListener((id) => {
    if (!id.startsWith(prefix)) return;
    chosen(Number(id.slice(prefix.length)));
    void notices.clear(id);
  });
}
