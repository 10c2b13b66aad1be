import { useMemo } from 'preact/hooks';
import { failureSentence, lineSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import { shapeOf } from '../core/colours.js';
import type { ImportPlan } from '../core/importing.js';
import type { Parsed } from '../core/problems.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import type { Import } from './importing.js';
import { presentPassphrase } from './passphraseChange.js';

async function textOf(files: FileList | null | undefined): Promise<string> {
  return (await Promise.all([...files ?? []].map((file) => file.text()))).join('\n');
}

/** Takes text by paste, drop or file. What is pasted never stays in the field, because it may hold a secret. */
function Box({ imports }: { readonly imports: Import }) {
  const take = (text: string): void => {
    if (text.trim() !== '') void imports.read(text);
  };
  return (
    <div class="box">
      <textarea rows={3} aria-label={say('importLabel')} placeholder={say('importLabel')} autocomplete="off" spellcheck={false}
        disabled={imports.busy.value}
        onPaste={(event) => {
          event.preventDefault();
          take(event.clipboardData?.getData('text/plain') ?? '');
        }}
        onDrop={(event) => {
          event.preventDefault();
          const { files, text } = { files: event.dataTransfer?.files, text: event.dataTransfer?.getData('text/plain') ?? '' };
          void (files?.length ? textOf(files).then(take) : take(text));
        }}
        onBlur={(event) => {
          take(event.currentTarget.value);
          event.currentTarget.value = '';
        }} />
      <label class="file">
        {say('importFile')}
        <input type="file" multiple disabled={imports.busy.value} onChange={(event) => {
          const input = event.currentTarget;
          void textOf(input.files).then(take).finally(() => { input.value = ''; });
        }} />
      </label>
    </div>
  );
}

function Preview({ imports, preview }: { readonly imports: Import; readonly preview: Parsed<ImportPlan> }) {
  const { identities, roles } = preview.value;
  const some = identities.length + roles.length > 0;
  return (
    <div class="preview" role="region" aria-label={say('importPreview')}>
      <h2>{some ? say('importAdds', { identities: identities.length, roles: roles.length }) : say('importNothing')}</h2>
      <ul class="plain-list">
        {identities.map(({ identity }) => (
          <li key={identity.id}><b>{identity.userName}</b> {groupedAccount(identity.accountId)} <span class="mono">{identity.mfaSerial}</span></li>
        ))}
        {roles.map((role) => (
          <li key={role.id}>
            <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} /> <b>{role.name}</b> {groupedAccount(roleArn(role.arn).accountId)} · {role.region}
          </li>
        ))}
      </ul>
      {preview.problems.length > 0 && (
        <>
          <h3>{say('importNotes')}</h3>
          <ul class="problems">{preview.problems.map((problem, at) => <li key={at}>{lineSentence(problem)}</li>)}</ul>
        </>
      )}
      <div class="buttons">
        {some && <button type="button" class="main" disabled={imports.busy.value} onClick={() => void imports.apply()}>{say('importApply')}</button>}
        <button type="button" onClick={imports.discard}>{say('importDiscard')}</button>
      </div>
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

/** Adds many at once from the files of the AWS CLI, or from a vault's file. */
export function ImportBox({ imports }: { readonly imports: Import }) {
  const { preview: { value: preview }, sealed: { value: sealed }, failure: { value: failure } } = imports;
  const reading = imports.busy.value && sealed === undefined;
  return (
    <div class="import" onDragOver={(event) => event.preventDefault()} onDrop={(event) => event.preventDefault()}>
      <p>{say('importHint')}</p>
      {sealed !== undefined && <SealedFile imports={imports} />}
      {preview && <Preview imports={imports} preview={preview} />}
      {!preview && sealed === undefined && <Box imports={imports} />}
      {reading && <p class="checking" role="status">{say('importReading')}</p>}
      {failure && <FailureNote sentence={failureSentence(failure)} />}
    </div>
  );
}
