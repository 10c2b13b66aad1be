import { useMemo } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say, type WordKey } from '../browser/words.js';
import { lockChoices } from '../core/autoLock.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field, TextField } from '../ui/Field.js';
import type { FormField } from './formField.js';
import { createPassphraseChange } from './passphraseChange.js';
import type { Options } from './state.js';

type Props = { readonly options: Options };

function LockChoice({ options }: Props) {
  return (
    <Field label={say('lockAfter')} hint={say('lockAfterHint')}>
      {(ids) => (
        <select {...ids} value={String(options.settings.value.lockMinutes)} onChange={(event) => {
          const { value } = event.currentTarget;
          const lockMinutes = lockChoices.find((minutes) => String(minutes) === value) ?? null;
          void options.changeSettings({ lockMinutes });
        }}>
          {lockChoices.map((minutes) => <option key={minutes} value={String(minutes)}>{say('minutes', { minutes })}</option>)}
          <option value="null">{say('lockAtClose')}</option>
        </select>
      )}
    </Field>
  );
}

function Secret({ field, label, hint }: { readonly field: FormField<string>; readonly label: WordKey; readonly hint?: WordKey }) {
  return <TextField secret label={say(label)} value={field.text.value} problem={problemSentence(field.problem.value)}
    onType={field.type} onLeave={field.leave} {...(hint ? { hint: say(hint) } : {})} />;
}

function PassphraseChange({ options }: Props) {
  const form = useMemo(() => createPassphraseChange(options.ports), []);
  const { failure: { value: failure }, busy: { value: busy }, leaked } = form;
  return (
    <form autocomplete="off" class="card" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <h2>{say('changePassphrase')}</h2>
      <Secret field={form.current} label="passphraseNow" />
      <Secret field={form.next} label="passphraseNew" hint="passphraseHint" />
      <Secret field={form.again} label="passphraseNewAgain" />
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

/** The vault: what it is, when it locks, and its passphrase. */
export function Vault({ options }: Props) {
  return (
    <section>
      <h1>{say('section_vault')}</h1>
      <p>{say('vaultFacts')}</p>
      <LockChoice options={options} />
      <p><button type="button" onClick={() => void options.lock()}>{say('lockNow')}</button></p>
      <PassphraseChange options={options} />
    </section>
  );
}
