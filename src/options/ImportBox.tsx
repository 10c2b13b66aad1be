import { useEffect, useMemo, useRef } from 'preact/hooks';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { textMost } from '../formats/lines.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import type { ImportedText } from './importedFiles.js';
import type { Import, Imported } from './importing.js';
import { NewHeading, Preview } from './ImportPreview.js';
import { presentPassphrase } from './passphraseChange.js';
import { rowName, someNames } from './rowWords.js';

/** The longest file that is read at all; the reader of texts has the last word. */
const bytesMost = 4 * textMost;

/** The texts of files; of one that is much too long no more than shows that it is. */
function textsOf(files: FileList | null | undefined): Promise<ImportedText[]> {
  return Promise.all([...files ?? []].map(async (file) => ({ name: file.name, text: await file.slice(0, bytesMost).text() })));
}

/** Takes text by paste, drop or file. What is pasted never stays in the field, because it may hold a secret. */
function Box({ imports, focus }: { readonly imports: Import; readonly focus: boolean }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focus) area.current?.focus();
  }, []);
  const take = (texts: readonly ImportedText[]): void => {
    const some = texts.filter(({ text }) => text.trim() !== '');
    if (some.length > 0) void imports.read(some);
  };
  return (
    <div class="box">
      <textarea ref={area} rows={3} aria-label={say('importLabel')} placeholder={say('importLabel')} autocomplete="off" spellcheck={false}
        disabled={imports.busy.value}
        onPaste={(event) => {
          event.preventDefault();
          take([{ text: event.clipboardData?.getData('text/plain') ?? '' }]);
        }}
        onDrop={(event) => {
          event.preventDefault();
          const { files, text } = { files: event.dataTransfer?.files, text: event.dataTransfer?.getData('text/plain') ?? '' };
          void (files?.length ? textsOf(files).then(take) : take([{ text }]));
        }}
        onBlur={(event) => {
          take([{ text: event.currentTarget.value }]);
          event.currentTarget.value = '';
        }} />
      <label class="file">
        {say('importFile')}
        <input type="file" multiple disabled={imports.busy.value} onChange={(event) => {
          const input = event.currentTarget;
          void textsOf(input.files).then(take).finally(() => { input.value = ''; });
        }} />
      </label>
    </div>
  );
}

/** Asks for the passphrase of a vault's file. */
function SealedFile({ imports }: { readonly imports: Import }) {
  const passphrase = useMemo(presentPassphrase, []);
  const { busy: { value: busy } } = imports;
  return (
    <form autocomplete="off" class="preview" onSubmit={(event) => {
      event.preventDefault();
      const typed = passphrase.check();
      passphrase.text.value = '';
      if (typed !== undefined) void imports.open(typed);
    }}>
      <p>{say('importSealed')}</p>
      <TextField secret autoFocus label={say('filePassphrase')} value={passphrase.text.value}
        problem={problemSentence(passphrase.problem.value)} onType={passphrase.type} onLeave={passphrase.leave} />
      <div class="buttons">
        <button type="submit" class="main" disabled={busy}>{busy ? say('unlocking') : say('openFile')}</button>
        <button type="button" onClick={imports.discard}>{say('importDiscard')}</button>
      </div>
    </form>
  );
}

/** What came of an import. */
export function Result({ done: { added, changed, choice: { waiting } } }: { readonly done: Imported }) {
  return (
    <div class="notice" role="status">
      <NewHeading>{say('importDone', { added, changed })}</NewHeading>
      {waiting.length > 0 && <p>{say('importWaiting', { names: someNames(waiting.map(rowName)) })}</p>}
    </div>
  );
}

/** Takes in the files of other tools, or a vault's file: shows what they would do, and does what is ticked. */
export function ImportBox({ imports }: { readonly imports: Import }) {
  const { preview: { value: preview }, sealed: { value: sealed }, failure: { value: failure }, done: { value: done } } = imports;
  // What had the focus is gone then.
  const discarded = useRef(false);
  if (preview ?? sealed) discarded.current = true;
  const reading = imports.busy.value && sealed === undefined;
  return (
    <div class="import" onDragOver={(event) => event.preventDefault()} onDrop={(event) => event.preventDefault()}>
      <p>{say('importHint')}</p>
      {done && <Result done={done} />}
      {sealed !== undefined && <SealedFile imports={imports} />}
      {preview && <Preview imports={imports} preview={preview} />}
      {!preview && sealed === undefined && <Box imports={imports} focus={discarded.current && !done} />}
      {reading && <p class="checking" role="status">{say('importReading')}</p>}
      {failure && <FailureNote sentence={failureSentence(failure)} />}
    </div>
  );
}
