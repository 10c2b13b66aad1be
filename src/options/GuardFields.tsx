import type { Signal } from '@preact/signals';
import { problemSentence } from '../browser/failureWords.js';
import { say, type WordKey } from '../browser/words.js';
import { TextField } from '../ui/Field.js';
import type { GuardForm } from './guardForm.js';

function Tick({ on, label, hint }: { readonly on: Signal<boolean>; readonly label: WordKey; readonly hint?: WordKey }) {
  return (
    <>
      <label class="tick"><input type="checkbox" checked={on.value} onChange={(event) => { on.value = event.currentTarget.checked; }} />{say(label)}</label>
      {hint && on.value && <p class="hint">{say(hint)}</p>}
    </>
  );
}

/** What is asked before a console opens, and when it closes. */
export function GuardFields({ form }: { readonly form: GuardForm }) {
  const { confirm, reason, readOnlyFirst, closeAfter } = form;
  return (
    <fieldset class="guard">
      <legend>{say('guard')}</legend>
      <Tick on={confirm} label="guardConfirmOn" />
      <Tick on={reason} label="guardReasonOn" hint="guardReasonHint" />
      <Tick on={readOnlyFirst} label="guardReadOnlyOn" />
      <TextField label={say('guardClose')} hint={say('optional')} value={closeAfter.text.value} problem={problemSentence(closeAfter.problem.value)}
        onType={closeAfter.type} onLeave={closeAfter.leave} />
    </fieldset>
  );
}
