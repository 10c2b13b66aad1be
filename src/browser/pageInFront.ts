import browser from 'webextension-polyfill';
import { readConsoleAddress, sharedText } from '../core/consoleAddresses.js';
import { consoleTabs } from './stored.js';

/**
 * The console page in the tab in front, with the text by which it is shared; undefined when there is none, or we may not see
 * it. Its account is the one that its host names, or that the tab was opened for.
 */
export async function pageInFront(): Promise<{ readonly address: string; readonly shared: string } | undefined> {
  const [{ id = -1, url: address = '' } = {}] = await browser.tabs.query({ active: true, lastFocusedWindow: true }) as { id?: number; url?: string }[];
  const page = readConsoleAddress(address);
  if (!page) return undefined;
  const accountId = page.accountId ?? (await consoleTabs.get())[id]?.mark.accountId;
  return { address, shared: sharedText({ ...page, ...(accountId === undefined ? {} : { accountId }) }) };
}
