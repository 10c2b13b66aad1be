import browser from 'webextension-polyfill';
import { isConsoleUrl } from '../core/destinations.js';
import { consoleOrigins, partitionNames } from '../core/partitions.js';

/** Opens one of our own pages in a new tab beside the current one, in a container if one is given, and gives its id. */
export async function openOwnTab(path: string, { container, behind }: { readonly container?: string | undefined; readonly behind: boolean }): Promise<number> {
  const { id } = await browser.tabs.create({
    url: browser.runtime.getURL(path), active: !behind, ...(container === undefined ? {} : { cookieStoreId: container }),
  });
  if (id === undefined) throw new TypeError('the browser opened a tab without an id');
  return id;
}

/** The tab that shows one of our own pages at this path, if there is one. */
export async function ownTabAt(path: string): Promise<number | undefined> {
  const address = browser.runtime.getURL(path);
  return (await browser.tabs.query({})).find(({ url, pendingUrl }) => url === address || pendingUrl === address)?.id;
}

/** Whether a page of ours is open in a tab: what is typed into it, or what it is about to do, would be lost with it. */
export async function ownPagesOpen(): Promise<boolean> {
  const ours = browser.runtime.getURL('');
  return (await browser.tabs.query({})).some(({ url = '' }) => url.startsWith(ours) && new URL(url).pathname.endsWith('.html'));
}

/** A tab with a page of the console in it. */
export interface ConsoleInFront {
  readonly id: number;
  readonly address: string;
}

/** The tab in front; undefined when it shows no console, or none that we may see. */
export async function consoleInFront(): Promise<ConsoleInFront | undefined> {
  const [{ id = -1, url: address = '' } = {}] = await browser.tabs.query({ active: true, lastFocusedWindow: true }) as { id?: number; url?: string }[];
  return partitionNames.some((name) => isConsoleUrl(address, name)) ? { id, address } : undefined;
}

/** Shows one of our own pages in a tab that is there. */
export async function showOwnPage(tabId: number, path: string): Promise<void> {
  await browser.tabs.update(tabId, { url: browser.runtime.getURL(path) });
}

/** Leads a tab to an address of AWS. */
export async function leadTab(tabId: number, address: string): Promise<void> {
  await browser.tabs.update(tabId, { url: address });
}

/** The address of a file of ours that a console page may show. */
export function ownFile(path: string): string {
  return browser.runtime.getURL(path);
}

/** Tells every console page that what it was told of itself may have changed. A page without our script hears nothing. */
export async function tellConsoles(): Promise<void> {
  const tabs = await browser.tabs.query({ url: partitionNames.map((name) => consoleOrigins(name).console) });
  await Promise.all(tabs.map(({ id }) => (id === undefined ? undefined : browser.tabs.sendMessage(id, { call: 'repaint' }).catch(() => undefined))));
}

/** Shows a mark at our icon in the toolbar for as long as the tab shows its page. */
export async function markToolbar(tabId: number, badge: { readonly text: string; readonly colour: string; readonly title: string }): Promise<void> {
  const { text, colour, title } = badge;
  // A tab that was closed meanwhile needs no badge.
  await Promise.all([
    browser.action.setBadgeText({ tabId, text }), browser.action.setBadgeBackgroundColor({ tabId, color: colour }), browser.action.setTitle({ tabId, title }),
  ]).catch(() => undefined);
}

/** The address that a tab shows; undefined when it is of a host that we may not see, or the tab was closed. */
export async function addressOfTab(tabId: number): Promise<string | undefined> {
  return browser.tabs.get(tabId).then(({ url }) => url, () => undefined);
}

/** Whether a tab is there, and not closed. */
export async function tabIsThere(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(() => true, () => false);
}

/** Brings a tab to the front, and its window. Throws nothing when it was closed meanwhile, and says whether it is there. */
export async function showTab(tabId: number): Promise<boolean> {
  try {
    const { windowId } = await browser.tabs.update(tabId, { active: true });
    if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
    return true;
  } catch {
    // It was closed just now.
    return false;
  }
}

/** Calls back when a tab shows another address, also one within the same page; undefined for a host that we may not see. */
export function onTabChanged(changed: (tabId: number, address: string | undefined) => void): void {
  browser.tabs.onUpdated.addListener((tabId, change, { url }) => {
    if (change.url !== undefined || change.status === 'loading') changed(tabId, url);
  });
}

/** Calls back when the browser has given a tab another id: with the new one, and the one before. */
export function onTabReplaced(replaced: (tabId: number, before: number) => void): void {
  browser.tabs.onReplaced.addListener(replaced);
}

export function onTabClosed(closed: (tabId: number) => void): void {
  browser.tabs.onRemoved.addListener((tabId) => closed(tabId));
}

/**
 * Shows the toolbar popup, or the same page in a tab where the browser does not let an extension open it (Firefox without a
 * click, and windows without a toolbar).
 */
export async function showPopup(): Promise<void> {
  await browser.action.openPopup().catch(() => openOwnTab('popup.html', { behind: false }));
}

/** Shows the options page, or the one that is open already. */
export function showOptions(): Promise<void> {
  return browser.runtime.openOptionsPage();
}

/** Shows a place of the options page, behind its `#`, in the tab that has that page open already if there is one. */
export async function showOptionsAt(place: string): Promise<void> {
  const page = browser.runtime.getURL('options.html');
  const open = (await browser.tabs.query({})).find(({ url = '' }) => url.split('#')[0] === page);
  if (open?.id === undefined) await browser.tabs.create({ url: `${page}#${place}` });
  else {
    await leadTab(open.id, `${page}#${place}`);
    await showTab(open.id);
  }
}

/**
 * Closes the tab that asks: its memory, and what was typed into it, goes with it. A window that would be left without a
 * tab gets an empty one first, since closing the last window would close the browser.
 */
export async function closeOwnTab(): Promise<void> {
  const { id } = await browser.tabs.getCurrent() as { id?: number } | undefined ?? {};
  if (id !== undefined) await closeTab(id);
}

/** Closes a tab, if it is there; its window gets an empty one as above. */
export async function closeTab(tabId: number): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (!tab) return;
  const beside = await browser.tabs.query(tab.windowId === undefined ? {} : { windowId: tab.windowId });
  if (beside.length === 1) await browser.tabs.create(tab.windowId === undefined ? {} : { windowId: tab.windowId });
  await browser.tabs.remove(tabId);
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
