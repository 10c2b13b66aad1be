import { useMemo } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { createCatalogueExport } from './catalogueExport.js';
import type { Options } from './state.js';

/** Makes files of the identities, roles and rules, for others or for other tools. */
export function CatalogueExport({ options }: { readonly options: Options }) {
  const form = useMemo(() => createCatalogueExport(options.ports), []);
  const { failure: { value: failure }, busy: { value: busy }, done: { value: done } } = form;
  return (
    <div class="card export">
      <h2>{say('rolesExportTitle')}</h2>
      <p class="hint">{say('rolesExportHint')}</p>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <div class="buttons">
        <button type="button" disabled={busy} onClick={() => void form.saveJson()}>{say('rolesExportJson')}</button>
        <button type="button" disabled={busy} onClick={() => void form.saveConfig()}>{say('rolesExportConfig')}</button>
      </div>
      <p role="status" class="hint">{done ? say('rolesExported') : ''}</p>
    </div>
  );
}
