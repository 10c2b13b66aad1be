import { useMemo } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { createRestoring } from './restoring.js';
import type { Options } from './state.js';

/** Begins with the vault of another computer. */
export function RestoreBox({ options }: { readonly options: Options }) {
  const form = useMemo(() => createRestoring(options.ports, () => void options.refresh().then(options.goOn)), []);
  const { text, passphrase, busy, failure: { value: failure } } = form;
  return (
    <details class="alternative">
      <summary>{say('restoreInstead')}</summary>
      <p>{say('restoreHint')}</p>
      <form autocomplete="off" onSubmit={(event) => {
        event.preventDefault();
        void form.restore();
      }}>
        <label class="file">{say('vaultFile')}
          <input type="file" accept=".json,application/json" onChange={(event) => void form.choose(event.currentTarget.files?.[0])} />
        </label>
        {text.value !== undefined && (
          <>
            <TextField secret autoFocus label={say('filePassphrase')} value={passphrase.text.value}
              problem={problemSentence(passphrase.problem.value)} onType={passphrase.type} onLeave={passphrase.leave} />
            <div class="buttons"><button type="submit" class="main" disabled={busy.value}>{busy.value ? say('unlocking') : say('restoreVault')}</button></div>
          </>
        )}
        {failure && <FailureNote sentence={failureSentence(failure)} />}
      </form>
    </details>
  );
}
