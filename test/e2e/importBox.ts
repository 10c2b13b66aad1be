import type { Page } from 'playwright-core';

const box = (page: Page) => page.getByLabel('Paste or drop the text here');

/** Pastes a text where imports are. */
export function pasteInto(page: Page, text: string): Promise<void> {
  return box(page).evaluate((area, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    area.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Drops a file there: a role of that name in the syntax of `~/.aws/config`. */
export function dropRole(page: Page, name: string): Promise<void> {
  return box(page).evaluate((area, role) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([`[profile ${role}]\nrole_arn = arn:aws:iam::222222222222:role/${role}\nsource_profile = alice\n`], 'config'));
    area.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, name);
}
