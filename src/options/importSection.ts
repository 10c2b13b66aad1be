import { createDiscovery } from './discovering.js';
import { createImport } from './importing.js';
import { createImportUndo } from './importUndoing.js';
import type { Options } from './state.js';
import type { Sync } from './syncing.js';

/** The ways in which identities and roles come in, and the way back from the last of them. */
export function createImportSection(options: Pick<Options, 'ports' | 'catalogue' | 'refresh'>, sync: Pick<Sync, 'taken'>) {
  const undo = createImportUndo(options.ports, () => {
    imports.done.value = undefined;
    void options.refresh();
  });
  const applied = (): void => {
    void options.refresh();
    undo.begin();
  };
  const imports = createImport(options.ports, (_, { synced }) => {
    applied();
    if (synced) void sync.taken(synced.incoming);
  });
  const discovery = createDiscovery(options.ports, () => options.catalogue.value, applied);
  return {
    undo, imports, discovery,
    /** What came of an import was told, and is not told again to who comes back. What is not done yet stays as it is, with what went wrong with it. */
    leave(): void {
      undo.left.value = undefined;
      undo.failure.value = undefined;
      if (!imports.preview.value && imports.sealed.value === undefined) imports.failure.value = undefined;
      discovery.code.text.value = '';
      for (const { done } of [imports, discovery.imports]) done.value = undefined;
    },
  };
}
