import { forgetImport, readLastImport, rememberImport } from '../browser/lastImport.js';
import { failure } from '../core/failure.js';
import { withImport } from '../core/importApplying.js';
import { importBetween, withoutImport } from '../core/importUndo.js';
import type { Answers, CallTables } from '../protocol.js';
import { changeCatalogue, forgetKeys } from './catalogue.js';

/** What our own pages may ask of importing many things at once. */
export const importAnswers: Pick<Answers<CallTables['page']>, 'importAll' | 'undoImport'> = {
  async importAll(batch) {
    let remembering: ReturnType<typeof rememberImport> | undefined;
    return changeCatalogue((catalogue) => {
      const next = withImport(catalogue, batch);
      // Beside the vault, which takes its time to be stored.
      remembering = rememberImport(importBetween(catalogue, next));
      return next;
    }, () => Object.fromEntries(batch.added.map(({ identity, secretAccessKey }) => [identity.id, secretAccessKey])),
    undefined, async () => { await remembering; }).catch(async (thrown: unknown) => {
      await (await remembering)?.();
      throw thrown;
    });
  },

  async undoImport() {
    const done = await readLastImport();
    if (!done) throw failure('undoGone');
    let undone: Pick<ReturnType<typeof withoutImport>, 'removed' | 'left'> = { removed: [], left: [] };
    await changeCatalogue((catalogue) => {
      const found = withoutImport(catalogue, done);
      undone = found;
      return found.catalogue;
    }, () => Object.fromEntries(undone.removed.map((id) => [id, null])));
    await forgetImport();
    await forgetKeys(undone.removed);
    return { left: undone.left };
  },
};
