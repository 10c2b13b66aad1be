import type { Catalogue, Role } from '../../../src/core/catalogue.js';
import { withImport } from '../../../src/core/importApplying.js';
import type { ImportBatch } from '../../../src/core/importChoice.js';
import { createImport, type Import } from '../../../src/options/importing.js';
import { createSync, type Sync } from '../../../src/options/syncing.js';
import { fakeBrowser } from './fakes.js';

/** A computer that takes part in the browser's sync. */
export interface Computer {
  readonly browser: ReturnType<typeof fakeBrowser>['browser'];
  readonly sync: Sync;
  readonly imports: Import;
}

let settling: Promise<unknown> = Promise.resolve();

export function computer(catalogue: Catalogue): Computer {
  const { browser, ports } = fakeBrowser();
  browser.catalogue = catalogue;
  const asked = ports.ask as (call: string, asked: unknown) => Promise<unknown>;
  const sync = createSync(ports);
  const imports = createImport({
    ...ports,
    ask: (async (call: string, batch: unknown) => {
      if (call === 'importAll') browser.catalogue = withImport(browser.catalogue, batch as ImportBatch);
      return asked(call, batch);
    }) as typeof ports.ask,
  }, (_, { synced }) => void (synced && (settling = sync.taken(synced.incoming))));
  return { browser, sync, imports };
}

/** What the browser's makers do. */
export function carry(from: Computer, to: Computer): void {
  to.browser.sync = from.browser.sync;
}
export async function view(at: Computer): Promise<void> {
  await at.sync.view(at.imports.showSynced);
}
export async function take(at: Computer): Promise<void> {
  await at.imports.apply();
  await settling;
}
export async function waitsAt(at: Computer): Promise<boolean | undefined> {
  await at.sync.look();
  return at.sync.standing.value?.waits;
}
export const rows = (at: Computer) => at.imports.preview.value?.plan.rows ?? [];
export const edit = (at: Computer, name: string, change: Partial<Role>): void => {
  const { roles } = at.browser.catalogue;
  at.browser.catalogue = { ...at.browser.catalogue, roles: roles.map((role) => (role.name === name ? { ...role, ...change } : role)) };
};
export const names = (at: Computer): string[] => at.browser.catalogue.roles.map(({ name }) => name);
