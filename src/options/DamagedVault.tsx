import { useEffect, useMemo } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { dateTime, say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { createRecovery, type Recovery } from './recovery.js';
import type { Options } from './state.js';

function useRecovery(options: Options): Recovery {
  return useMemo(() => createRecovery(options.ports, () => void options.refresh()), []);
}

function StartOver({ recovery }: { readonly recovery: Recovery }) {
  const { typed, busy, failure } = recovery;
  const word = say('startOverWord');
  return (
    <form autocomplete="off" onSubmit={(event) => {
      event.preventDefault();
      void recovery.startOver(word);
    }}>
      <p>{say('startOverHint')}</p>
      <TextField label={say('startOverType', { word })} value={typed.value} onType={(text) => { typed.value = text; }} />
      <div class="buttons">
        <button type="submit" class="danger" disabled={busy.value || typed.value.trim().toLowerCase() !== word.toLowerCase()}>{say('startOver')}</button>
      </div>
      {failure.value && <FailureNote sentence={failureSentence(failure.value)} />}
    </form>
  );
}

/** Instead of everything else while the vault is damaged: the good copy if there is one, and the way to start over. */
export function DamagedVault({ options }: { readonly options: Options }) {
  const recovery = useRecovery(options);
  useEffect(() => void recovery.seek(), []);
  const { copy: { value: copy }, sought, busy, failure } = recovery;
  if (!sought.value) return failure.value ? <main class="ask"><FailureNote sentence={failureSentence(failure.value)} /></main> : null;
  const found = copy?.savedAt === undefined ? say('damagedFoundUndated') : say('damagedFound', { time: dateTime(copy.savedAt) });
  return (
    <main class="ask">
      <h1>{say('damagedTitle')}</h1>
      <p role="alert">{copy ? found : say('damagedLost')}</p>
      <p class="hint">{say('damagedKept')}</p>
      {copy && <button type="button" class="main" disabled={busy.value} onClick={() => void recovery.restore()}>{say('useCopy')}</button>}
      {copy && failure.value && <FailureNote sentence={failureSentence(failure.value)} />}
      <details open={!copy}><summary>{say('startOver')}</summary><StartOver recovery={recovery} /></details>
    </main>
  );
}

/** The way on for who has forgotten the passphrase. */
export function Forgotten({ options }: { readonly options: Options }) {
  const recovery = useRecovery(options);
  return (
    <details class="forgotten">
      <summary>{say('forgotten')}</summary>
      <p>{say('forgottenHint')}</p>
      <StartOver recovery={recovery} />
    </details>
  );
}
