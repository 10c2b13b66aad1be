import fs from 'node:fs';
import { attach, type Target } from './target.js';
import type { Product } from './product.js';

/** The real toolbar popup, opened as by a click on the icon. */
export interface Popup extends Target {
  /** Waits for a text on it. */
  sees(text: string): Promise<void>;
  text(): Promise<string>;
  click(label: string): Promise<void>;
  screenshot(file: string): Promise<void>;
}

/** Opens it from a page of the extension, so that it works while the background worker is stopped too. */
async function showPopup(product: Product): Promise<void> {
  // A page of the extension's that runs nothing, and so does not close when the vault is locked.
  const address = product.page('manifest.json');
  const { context } = product;
  const known = context.pages().find((page) => page.url().startsWith(address));
  const helper = known ?? await context.newPage();
  if (!known) await helper.goto(address);
  await helper.bringToFront();
  await helper.evaluate(() => (globalThis as unknown as { chrome: { action: { openPopup(): Promise<void> } } }).chrome.action.openPopup());
}

export async function openPopup(product: Product): Promise<Popup> {
  await showPopup(product);
  return shownPopup(product);
}

/** The popup that is being opened by the extension itself. */
export async function shownPopup(product: Product): Promise<Popup> {
  const target = await attach(product.context, product.page('popup.html'));
  const label = (text: string): string => JSON.stringify(text);
  return {
    ...target,
    async sees(text) {
      await target.until(`document.body.innerText.includes(${label(text)})`);
    },
    text: () => target.evaluate('document.body.innerText'),
    async click(text) {
      await target.until(`[...document.querySelectorAll('button')].some((button) => button.textContent.includes(${label(text)}) && (button.click(), true))`);
    },
    async screenshot(file) {
      const { data } = await target.send('Page.captureScreenshot', { format: 'png' }) as { data: string };
      fs.writeFileSync(file, Buffer.from(data, 'base64'));
    },
  };
}

const keyCodes: Readonly<Record<string, number>> = { Home: 36, End: 35, PageDown: 34, Enter: 13, Escape: 27, Delete: 46 };

/** Presses a key with others held. */
export async function pressWith(popup: Popup, key: string, held: { ctrl?: true; alt?: true } = {}): Promise<void> {
  const letter = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  await popup.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown', key, code: /^\d$/.test(key) ? `Digit${key}` : letter,
    windowsVirtualKeyCode: keyCodes[key] ?? key.toUpperCase().charCodeAt(0), modifiers: (held.alt ? 1 : 0) + (held.ctrl ? 2 : 0),
  }).catch((thrown: Error) => {
    // A key may close the popup before it is let go.
    if (!thrown.message.includes('No session')) throw thrown;
  });
}

/** Puts a name into the filter, in one go because the tests do it so often, and waits until the first role is the wanted one. */
export async function findRole(popup: Popup, name: string): Promise<void> {
  await popup.until(`document.activeElement?.getAttribute('role') === 'combobox'`);
  await popup.send('Input.insertText', { text: name });
  await popup.until(`document.querySelector('[role=option][aria-selected=true] .name')?.textContent === ${JSON.stringify(name)}`);
}

/** Opens the role with this name in a tab of its own, also where it is open already. */
export async function chooseRole(popup: Popup, name: string): Promise<void> {
  await findRole(popup, name);
  await pressWith(popup, 'Enter', { alt: true });
}

/** Finds a role and opens it read-only. */
export async function chooseReadOnly(popup: Popup, name: string): Promise<void> {
  await findRole(popup, name);
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r', modifiers: 8 };
  // The popup may be gone before it has said that it saw the key.
  await popup.send('Input.dispatchKeyEvent', { type: 'keyDown', ...enter }).catch(() => undefined);
}

/** Waits until the popup has gone, and closes it where it stays by itself: the next one is another then. */
export async function closePopup(popup: Popup): Promise<void> {
  if (await popup.isOpen()) await popup.evaluate('setTimeout(() => window.close())').catch(() => undefined);
  while (await popup.isOpen()) await new Promise((resolve) => setTimeout(resolve, 25));
}

/** Types a code once its field is there, and takes one. */
export async function enterCode(popup: Popup, code: string): Promise<void> {
  await popup.until(`document.activeElement?.id === 'code' && !document.activeElement.readOnly`);
  await popup.type(code);
}

/** Waits until roles are listed and the field has the focus. */
export const ready = (popup: Popup): Promise<unknown> => popup.until(`document.activeElement?.getAttribute('role') === 'combobox' && document.querySelector('[role=option]')`);

/** Puts a text into the filter as a paste does. */
export async function paste(popup: Popup, text: string): Promise<void> {
  await ready(popup);
  await popup.send('Input.insertText', { text });
}
