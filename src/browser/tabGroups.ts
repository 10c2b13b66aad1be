import browser from 'webextension-polyfill';
import { colourName } from '../core/colours.js';

const permission: browser.Permissions.Permissions = { permissions: ['tabGroups'] };

/** Whether this browser has tab groups that extensions may name and colour (Chrome 89, Firefox 139). */
export function tabGroupsExist(): boolean {
  return typeof (browser.tabs as Partial<typeof browser.tabs>).group === 'function';
}

/** Whether the person has allowed them. */
export function tabGroupsAllowed(): Promise<boolean> {
  return browser.permissions.contains(permission);
}

/** Asks the person to allow them. Must be called straight from a click. */
export function requestTabGroups(): Promise<boolean> {
  return browser.permissions.request(permission);
}

/** Puts a tab into the group with this name in its window, or into a new one of the nearest colour. */
export async function groupTab(tabId: number, title: string, colour: string): Promise<void> {
  if (!tabGroupsExist() || !(await tabGroupsAllowed())) return;
  await navigator.locks.request('groupTab', async () => {
    const { windowId } = await browser.tabs.get(tabId);
    if (windowId === undefined) return;
    const [present] = await browser.tabGroups.query({ windowId, title });
    const groupId = await browser.tabs.group({ tabIds: [tabId], ...(present ? { groupId: present.id } : { createProperties: { windowId } }) });
    await browser.tabGroups.update(groupId, { title, color: colourName(colour) });
  });
}
