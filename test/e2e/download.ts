import path from 'node:path';
import type { Page } from 'playwright-core';

/** Presses a button that saves a file, and gives where in a folder that lies then. */
export async function savedBy(page: Page, button: string, folder: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}
