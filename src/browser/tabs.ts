import browser from 'webextension-polyfill';

/** Opens one of our own pages in a new tab beside the current one, and gives its id. */
export async function openOwnTab(path: string): Promise<number> {
  const tab = await browser.tabs.create({ url: browser.runtime.getURL(path) });
  if (tab.id === undefined) throw new TypeError('the browser opened a tab without an id');
  return tab.id;
}

export function onTabClosed(closed: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => closed(tabId));
}

/** Shows the options page, or the one that is open already. */
export function showOptions(): Promise<void> {
  return browser.runtime.openOptionsPage();
}

/**
 * Closes the tab that asks: its memory, and what was typed into it, goes with it. A window that would be left without a
 * tab gets an empty one first, since closing the last window would close the browser.
 */
export async function closeOwnTab(): Promise<void> {
  const tab = await browser.tabs.getCurrent();
  if (tab?.id === undefined) return;
  const beside = await browser.tabs.query(tab.windowId === undefined ? {} : { windowId: tab.windowId });
  if (beside.length === 1) await browser.tabs.create({});
  await browser.tabs.remove(tab.id);
}

/** Calls back when the extension was installed, and whether it was for the first time, or updated. */
export function onInstalled(installed: (first: boolean) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => installed(reason === 'install'));
}

/** Calls back when the browser has started with the extension in it. */
export function onBrowserStart(started: () => void): void {
  browser.runtime.onStartup.addListener(started);
}

/** The extension's version, as the manifest gives it. */
export function version(): string {
  return browser.runtime.getManifest().version;
}
