import { useEffect, useMemo } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { createPasskeys } from './passkeys.js';
import type { Options } from './state.js';

/** Lets a passkey open the vault too. Not there where the browser cannot do it. */
export function PasskeyCard({ options }: { readonly options: Options }) {
  const passkeys = useMemo(() => createPasskeys(options.ports), []);
  useEffect(() => void passkeys.look(), []);
  const { possible, opens, passphrase, busy, failure } = passkeys;
  if (!possible.value) return null;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void passkeys.add();
    }}>
      <h2>{say('passkeyTitle')}</h2>
      <p class="hint">{say('passkeyHint')}</p>
      {opens.value
        ? <p class="notice" role="status">{say('passkeyAdded')}</p>
        : <TextField label={say('passphraseNow')} secret value={passphrase.text.value} problem={problemSentence(passphrase.problem.value)}
            onType={passphrase.type} onLeave={passphrase.leave} />}
      {failure.value && <FailureNote sentence={failureSentence(failure.value)} />}
      <div class="buttons">
        {opens.value
          ? <button type="button" disabled={busy.value} onClick={() => void passkeys.remove()}>{say('passkeyRemove')}</button>
          : <button type="submit" disabled={busy.value}>{busy.value ? say('passkeyAdding') : say('passkeyAdd')}</button>}
      </div>
    </form>
  );
}
