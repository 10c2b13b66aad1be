import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { NewPassphraseFields } from './NewPassphraseFields.js';
import type { PassphraseForm } from './passphraseForm.js';

function TypedTwice({ form }: { readonly form: PassphraseForm }) {
  const { own, busy } = form;
  return (
    <form autocomplete="off" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <NewPassphraseFields passphrase={own} label="passphrase" labelAgain="passphraseAgain" autoFocus />
      <div class="buttons">
        <button type="submit" class="main" disabled={busy.value}>{busy.value ? say('making') : say('makeVault')}</button>
        <button type="button" disabled={busy.value} onClick={form.generate}>{say('suggestWords')}</button>
      </div>
    </form>
  );
}

function SixWords({ form, words }: { readonly form: PassphraseForm; readonly words: string }) {
  return (
    <div class="words">
      <p>{say('wordsHint')}</p>
      <output class="mono">{words}</output>
      <div class="buttons">
        <button type="button" class="main" disabled={form.busy.value} onClick={() => void form.useWords()}>
          {form.busy.value ? say('making') : say('useWords')}
        </button>
        <button type="button" disabled={form.busy.value} onClick={form.generate}>{say('otherWords')}</button>
        <button type="button" disabled={form.busy.value} onClick={form.typeOwn}>{say('typeMyOwn')}</button>
      </div>
    </div>
  );
}

/** The first step: the passphrase that seals everything else. */
export function PassphraseStep({ form }: { readonly form: PassphraseForm }) {
  const { words: { value: words }, failure: { value: failure } } = form;
  return (
    <section>
      <h1>{say('passphraseTitle')}</h1>
      <p>{say('passphraseWhy')}</p>
      {words === undefined ? <TypedTwice form={form} /> : <SixWords form={form} words={words} />}
      {failure && <FailureNote sentence={failureSentence(failure)} />}
    </section>
  );
}
