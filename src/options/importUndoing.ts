import { signal } from '@preact/signals';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** The way back from the last import. */
export function createImportUndo(ports: Pick<OptionsPorts, 'ask' | 'importCanBeUndone'>, undone: () => void) {
  const possible = signal(false);
  /** By name: what an undo that was done had to leave. */
  const left = signal<readonly string[] | undefined>(undefined);
  const { busy, failure, attempt } = createAttempts();
  const look = async (): Promise<void> => {
    possible.value = await ports.importCanBeUndone();
  };
  return {
    possible, left, busy, failure,
    look: () => attempt(look),
    /** Forgets what came of the last undo, because something was imported since. */
    begin(): void {
      left.value = undefined;
      void attempt(look);
    },
    async undo(): Promise<void> {
      if (!(await attempt(async () => { left.value = (await ports.ask('undoImport', {})).left; }))) return;
      possible.value = false;
      undone();
    },
  };
}

export type ImportUndo = ReturnType<typeof createImportUndo>;
