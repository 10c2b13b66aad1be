import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { dateTime, say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import type { Import } from './importing.js';
import type { Sync } from './syncing.js';

type Props = { readonly sync: Sync };
type WithImports = Props & { readonly imports: Import };

/** The words that another computer has begun with. */
function Words({ sync }: Props) {
  const typed = useMemo(() => signal(''), []);
  return (
    <form autocomplete="off" onSubmit={(event) => {
      event.preventDefault();
      const words = typed.value;
      typed.value = '';
      if (words.trim() !== '') void sync.join(words);
    }}>
      <TextField secret label={say('syncWords')} hint={say('syncWordsHint')} value={typed.value} onType={(text) => { typed.value = text; }} />
      <div class="buttons"><button type="submit" class="main" disabled={sync.busy.value}>{say(sync.busy.value ? 'unlocking' : 'syncJoin')}</button></div>
    </form>
  );
}

function Off({ sync }: Props) {
  const begun = sync.standing.value?.found.kind !== 'none';
  return (
    <>
      {begun && <p>{say('syncBegun')}</p>}
      {begun && <Words sync={sync} />}
      <div class="buttons">
        <button type="button" disabled={sync.busy.value} onClick={() => void sync.start()}>{say(begun ? 'syncStartOver' : 'syncStart')}</button>
        {begun && <button type="button" disabled={sync.busy.value} onClick={() => void sync.stop(true)}>{say('syncClear')}</button>}
      </div>
    </>
  );
}

/** What is to be decided, if anything. */
function News({ sync, imports }: WithImports) {
  const { standing: { value: standing }, busy: { value: busy } } = sync;
  if (!standing) return null;
  const { found, waits, gone } = standing;
  if (found.kind === 'partial' || gone) {
    return (
      <div class="notice">
        <p>{say(gone ? 'syncGone' : 'failure_syncPartial')}</p>
        <div class="buttons"><button type="button" disabled={busy} onClick={() => void sync.writeAnew()}>{say('syncWriteAnew')}</button></div>
      </div>
    );
  }
  if (!waits || found.kind !== 'whole') return found.kind === 'whole' ? <p>{say('syncInStep', { when: dateTime(found.set.at) })}</p> : null;
  return (
    <div class="notice">
      <p>{say('syncWaiting', { when: dateTime(found.set.at) })}</p>
      <div class="buttons">
        <button type="button" class="main" disabled={busy} onClick={() => void sync.view(imports.showSynced)}>{say('syncView')}</button>
        <button type="button" disabled={busy} onClick={() => void sync.keepMine()}>{say('syncKeepMine')}</button>
      </div>
    </div>
  );
}

function On({ sync, imports, words }: WithImports & { readonly words: string }) {
  const { busy: { value: busy } } = sync;
  return (
    <>
      {sync.otherWords.value ? <Words sync={sync} /> : <News sync={sync} imports={imports} />}
      <details>
        <summary>{say('syncShowWords')}</summary>
        <output class="mono">{words}</output>
        <p class="hint">{say('syncShowWordsHint')}</p>
      </details>
      <div class="buttons">
        <button type="button" disabled={busy} onClick={() => void sync.stop(false)}>{say('syncStop')}</button>
        <button type="button" disabled={busy} onClick={() => void sync.stop(true)}>{say('syncStopClear')}</button>
      </div>
    </>
  );
}

/** Keeps the catalogue in step with the person's other computers, through the browser's own sync. */
export function SyncCard({ sync, imports }: WithImports) {
  const { standing: { value: standing }, failure: { value: failure } } = sync;
  if (!standing) return null;
  return (
    <div class="card export sync">
      <h2>{say('syncTitle')}</h2>
      <p class="hint">{say('syncHint')}</p>
      {standing.record ? <On sync={sync} imports={imports} words={standing.record.words} /> : <Off sync={sync} />}
      {failure && <FailureNote sentence={failureSentence(failure.kind === 'passphraseWrong' ? { ...failure, kind: 'syncWordsWrong' } : failure)} />}
    </div>
  );
}
