import { useMemo } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { createExport } from './exporting.js';
import { NewPassphraseFields } from './NewPassphraseFields.js';
import type { Options } from './state.js';

/** Makes a sealed file of the whole vault. */
export function ExportCard({ options }: { readonly options: Options }) {
  const form = useMemo(() => createExport(options.ports), []);
  const { failure: { value: failure }, busy: { value: busy } } = form;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <h2>{say('exportTitle')}</h2>
      <p class="hint">{say('exportHint')}</p>
      <NewPassphraseFields passphrase={form.passphrase} label="exportPassphrase" labelAgain="exportAgain" />
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      {form.done.value && <p class="notice" role="status">{say('exported')}</p>}
      <div class="buttons"><button type="submit" disabled={busy}>{busy ? say('making') : say('exportVault')}</button></div>
    </form>
  );
}
