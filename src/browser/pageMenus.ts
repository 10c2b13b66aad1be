import browser from 'webextension-polyfill';
import { consoleOrigins, partitionNames } from '../core/partitions.js';
import { say } from './words.js';

// Firefox does not take it for one that can be asked for, so that the types lack it.
const permission = { permissions: ['contextMenus'] } as unknown as browser.Permissions.Permissions;

/** Whether the person is to be asked: Firefox grants it with the installation, without a word. */
export function pageMenusAreAsked(): boolean {
  return (browser.runtime.getManifest().optional_permissions as readonly string[] | undefined)?.includes('contextMenus') ?? false;
}

/** Whether the person has allowed entries of ours in the browser's menus. */
export function pageMenusAllowed(): Promise<boolean> {
  return browser.permissions.contains(permission);
}

/** Asks the person to allow them. Must be called straight from a click. */
export function requestPageMenus(): Promise<boolean> {
  return browser.permissions.request(permission);
}

/** Gives the permission back; the entries go with it. */
export async function dropPageMenus(): Promise<void> {
  await menus()?.removeAll();
  await browser.permissions.remove(permission);
}

/** The browser's menus, which are there only once they are allowed. */
function menus(): browser.ContextMenus.Static | undefined {
  return (browser as { contextMenus?: browser.ContextMenus.Static }).contextMenus;
}

/** Makes the entries for console pages and for links to them, if they are allowed: browsers keep them, and may have them already. */
export function makePageMenus(): Promise<void> {
  return navigator.locks.request('pageMenus', makeEntries);
}

async function makeEntries(): Promise<void> {
  if (!(await pageMenusAllowed())) return;
  const consoles = partitionNames.map((name) => consoleOrigins(name).console);
  await menus()?.removeAll();
  menus()?.create({ id: 'page', title: say('openPageAs'), contexts: ['page'], documentUrlPatterns: consoles });
  menus()?.create({ id: 'link', title: say('openPageAs'), contexts: ['link'], targetUrlPatterns: consoles });
}

/** Calls back with the address of the link or page for which our entry was chosen. May be called again when more is allowed. */
export function onPageMenu(chosen: (address: string) => void): void {
  const { onClicked } = menus() ?? {};
  if (!onClicked || listened === onClicked) return;
  listened = onClicked;
  onClicked.addListener(({ linkUrl, pageUrl }) => chosen(linkUrl ?? pageUrl ?? ''));
}

/** The event that is listened to already. */
let listened: unknown;
