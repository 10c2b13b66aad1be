import { failureSentence } from '../browser/failureWords.js';
import { say, unlockWords } from '../browser/words.js';
import { isOpen } from '../core/consoles.js';
import { FailureNote } from '../ui/FailureNote.js';
import { UnlockForm } from '../ui/UnlockForm.js';
import { Copy } from './Copy.js';
import { Guard } from './Guard.js';
import { Journey } from './Journey.js';
import { Roles } from './Roles.js';
import type { Popup as PopupState } from './state.js';

/** The toolbar popup. */
export function Popup({ popup }: { readonly popup: PopupState }) {
  const role = popup.role.value;
  const failure = popup.failure.value;
  const alive = popup.listing.consoles.value.filter(isOpen).length;
  switch (popup.screen.value) {
    case 'loading': return null;
    case 'setup': return <Setup popup={popup} />;
    case 'locked': return (
      <UnlockForm words={unlockWords()} busy={popup.busy.value} problem={failure && failureSentence(failure)}
        onUnlock={(passphrase) => void popup.unlock(passphrase)} onPasskey={popup.passkey.value ? popup.showOptions : undefined}>
        {alive > 0 && <p class="hint">{say('lockedConsoles', { count: alive })}</p>}
      </UnlockForm>
    );
    case 'broken': return failure ? <Broken popup={popup} sentence={failureSentence(failure)} /> : null;
    case 'roles': return <Roles popup={popup} />;
    case 'guard': return role ? <Guard popup={popup} role={role} /> : <Roles popup={popup} />;
    case 'copy': return role ? <Copy popup={popup} role={role} /> : <Roles popup={popup} />;
    case 'journey': return role ? <Journey popup={popup} role={role} /> : <Roles popup={popup} />;
  }
}

function Setup({ popup }: { readonly popup: PopupState }) {
  return (
    <main class="ask">
      <h1>{say('setupTitle')}</h1>
      <p>{say('setup')}</p>
      <button type="button" class="main" onClick={popup.showOptions} autofocus>{say('setupBegin')}</button>
    </main>
  );
}

function Broken({ popup, sentence }: { readonly popup: PopupState; readonly sentence: string }) {
  return (
    <main class="ask">
      <FailureNote sentence={sentence}><button type="button" class="main" onClick={popup.showOptions}>{say('mendInSettings')}</button></FailureNote>
    </main>
  );
}
