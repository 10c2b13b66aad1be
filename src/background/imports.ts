import { forgetImport, readLastImport, rememberImport } from '../browser/lastImport.js';
import { failure } from '../core/failure.js';
import { withImport } from '../core/importApplying.js';
import { importBetween, type LastImport, withoutImport } from '../core/importUndo.js';
import type { Answers, CallTables } from '../protocol.js';
import { changeCatalogue, forgetKeys } from './catalogue.js';

/** What our own pages may ask of importing many things at once. */
export const importAnswers: Pick<Answers<CallTables['page']>, 'importAll' | 'undoImport'> = {
  async importAll(batch) {
    let done: LastImport | undefined;
    let remembering: ReturnType<typeof rememberImport> | undefined;
    try {
      await changeCatalogue((catalogue) => {
        const next = withImport(catalogue, batch);
        done = importBetween(catalogue, next);
        return next;
      }, () => Object.fromEntries(batch.added.map(({ identity, secretAccessKey }) => [identity.id, secretAccessKey])),
      undefined, () => { remembering = done && rememberImport(done); });
    } catch (thrown) {
      await (await remembering)?.();
      throw thrown;
    }
    await remembering;
    return null;
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
