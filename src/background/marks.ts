import { consoleMarks } from '../browser/stored.js';
import type { ConsoleMark } from '../core/marks.js';
import type { Asker } from '../protocol.js';

/** What the asking tab is marked with, or null for a console that we did not open. */
export async function markOfTab({ tabId }: Asker): Promise<ConsoleMark | null> {
  return (tabId === undefined ? undefined : (await consoleMarks.get())[tabId]) ?? null;
}

export async function forgetTab(tabId: number): Promise<void> {
  if (!Object.hasOwn(await consoleMarks.get(), tabId)) return;
  await consoleMarks.change((marks) => Object.fromEntries(Object.entries(marks).filter(([id]) => id !== String(tabId))));
}
