import browser from 'webextension-polyfill';
import { consoleOrigins, type Partition, partitionNames } from '../core/partitions.js';

/** What signing in to a partition needs to reach, and Chrome or Firefox may still withhold. */
function neededOrigins(partition: Partition): string[] {
  return Object.values(consoleOrigins(partition));
}

/** Those of a partition's sign-in and console pages that the person has not allowed (yet). */
export async function missingOrigins(partition: Partition): Promise<string[]> {
  return withheldOf(neededOrigins(partition));
}

/** Those of the match patterns that the person has not allowed (yet). */
export async function withheldOf(origins: readonly string[]): Promise<string[]> {
  const held = await Promise.all(origins.map((origin) => browser.permissions.contains({ origins: [origin] })));
  return origins.filter((_, at) => !held[at]);
}

/** Asks the person for access. Must be called straight from a click: browsers refuse it otherwise. */
export function requestOrigins(origins: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ origins: [...origins] });
}

/** Gives back access that was asked for. What belongs to the installation stays, whatever is said here. */
export async function dropOrigins(origins: readonly string[]): Promise<void> {
  await browser.permissions.remove({ origins: [...origins] }).catch(() => undefined);
}

/**
 * Marks the consoles of the partitions that were allowed after installation too: the manifest names only those of `aws`,
 * so that installing asks for nothing more.
 */
export function markAllowedPartitions(): Promise<void> {
  return navigator.locks.request('markAllowedPartitions', registerMarks);
}

async function registerMarks(): Promise<void> {
  const known = await browser.scripting.getRegisteredContentScripts();
  for (const partition of partitionNames.filter((name) => name !== 'aws')) {
    const { console: consoles, signIn } = consoleOrigins(partition);
    const scripts = [
      { id: `mark-${partition}`, matches: [consoles], js: ['content.js'], runAt: 'document_start' as const },
      { id: `signIn-${partition}`, matches: [signIn], js: ['signIn.js'], runAt: 'document_end' as const },
    ];
    for (const script of scripts.filter(({ id }) => !known.some((present) => present.id === id))) {
      if (await browser.permissions.contains({ origins: script.matches })) await browser.scripting.registerContentScripts([script]);
    }
  }
}

/** Calls back whenever the person allows more. */
export function onMoreAllowed(changed: () => void): void {
  browser.permissions.onAdded.addListener(changed);
}
