import browser from 'webextension-polyfill';

const alarmName = 'clearClipboard';
/** How long what was copied stays on the clipboard. */
export const clipboardSeconds = 60;
/** How long a document that has written to the clipboard is kept. */
const writtenMs = 1000;

/** Chrome's way to a document where there is no page (chrome.offscreen); Firefox's background is a document itself. */
interface Offscreen {
  createDocument(options: { url: string; reasons: ['CLIPBOARD']; justification: string }): Promise<void>;
  closeDocument(): Promise<void>;
}
const offscreen = (): Offscreen | undefined => (browser as unknown as { offscreen?: Offscreen }).offscreen;

/** What emptying the clipboard takes: Firefox has no `offscreen`, and refuses to be asked for it. */
function neededPermissions(): browser.Permissions.Permissions {
  const names = browser.runtime.getURL('').startsWith('chrome-extension:') ? ['clipboardWrite', 'offscreen'] : ['clipboardWrite'];
  return { permissions: names as browser.Manifest.OptionalPermission[] };
}

/** Whether the browser lets us empty the clipboard at any time. A setting that came with a vault's file says nothing of it, and it may be withdrawn. */
export function mayEmptyClipboard(): Promise<boolean> {
  return browser.permissions.contains(neededPermissions());
}

/** Asks the person to allow writing to the clipboard at any time. Must be called straight from a click. */
export function requestClipboard(): Promise<boolean> {
  return browser.permissions.request(neededPermissions());
}

/** Puts a text on the clipboard, and has it taken off again in a minute. The page that calls must have the focus. */
export async function copyForAMinute(text: string): Promise<void> {
  await browser.alarms.create(alarmName, { when: Date.now() + clipboardSeconds * 1000 });
  await navigator.clipboard.writeText(text);
}

async function emptyClipboard(): Promise<void> {
  const documents = offscreen();
  if (!documents) {
    await navigator.clipboard.writeText('');
    return;
  }
  // One that a stopped worker has left would keep another from being made.
  await documents.closeDocument().catch(() => undefined);
  await documents.createDocument({ url: 'clipboard.html', reasons: ['CLIPBOARD'], justification: 'Takes credentials off the clipboard that were copied a minute ago' });
  // It has written by the time that it has been loaded, but what it wrote may be on its way still, and is lost if it closes.
  await new Promise((resolve) => setTimeout(resolve, writtenMs));
  await documents.closeDocument();
}

/** Empties the clipboard when it is time to, where the browser lets us. */
export function emptyClipboardOnTime(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) void emptyClipboard().catch(() => undefined);
  });
}
