import { useMemo } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { NewPassphraseFields } from './NewPassphraseFields.js';
import { createPassphraseChange } from './passphraseChange.js';
import type { Options } from './state.js';

/** Changes the passphrase, and the data key with it if it may have leaked. */
export function PassphraseCard({ options }: { readonly options: Options }) {
  const form = useMemo(() => createPassphraseChange(options.ports), []);
  const { current, failure: { value: failure }, busy: { value: busy }, leaked } = form;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <h2>{say('changePassphrase')}</h2>
      <TextField secret label={say('passphraseNow')} value={current.text.value} problem={problemSentence(current.problem.value)}
        onType={current.type} onLeave={current.leave} />
      <NewPassphraseFields passphrase={form.next} label="passphraseNew" labelAgain="passphraseNewAgain" />
      <label class="tick">
        <input type="checkbox" checked={leaked.value} onChange={(event) => { leaked.value = event.currentTarget.checked; }} />
        {say('leaked')}
      </label>
      <p class="hint">{say('leakedHint')}</p>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      {form.done.value && <p class="notice" role="status">{say(leaked.value ? 'passphraseChangedLeaked' : 'passphraseChanged')}</p>}
      <div class="buttons"><button type="submit" disabled={busy}>{busy ? say('making') : say('changePassphrase')}</button></div>
    </form>
  );
}
