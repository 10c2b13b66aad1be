import { useEffect } from 'preact/hooks';
import { failureSentence, lineSentence, problemSentence } from '../browser/failureWords.js';
import { dateTime, say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { TextField } from '../ui/Field.js';
import { NewHeading } from './ImportPreview.js';
import { type Kept, keptBy } from './keeping.js';
import { Windowed } from './ImportRows.js';
import { someNames } from './rowWords.js';
import { createSharing, type Shared, type SharedPreview, type Sharings } from './sharing.js';
import type { Options } from './state.js';
import { CatalogueChanges } from './TextChanges.js';

type Props = { readonly sharings: Sharings };

/** What taking a catalogue would change. */
function Preview({ sharings, preview }: Props & { readonly preview: SharedPreview }) {
  const { sharing, risks, problems, difference } = preview;
  const { sure, busy } = sharings;
  return (
    <div class="preview" role="region" aria-label={say('sharedPreview')}>
      <NewHeading of={preview}>{say('sharedPreview')}</NewHeading>
      <p class="mono">{sharing.address}</p>
      {sharing.publicKey !== undefined && <p>{say('sharedSigned')}</p>}
      <CatalogueChanges {...preview} lead="sharedWould" />
      {problems.length > 0 && (
        <div class="problems">
          <h3>{say('importNotes')} · {problems.length}</h3>
          <Windowed items={problems}>{(problem) => <li key={`${problem.line} ${problem.problem} ${JSON.stringify(problem.values)}`}>{lineSentence(problem)}</li>}</Windowed>
        </div>
      )}
      {risks.length > 0 && (
        <div class="notice">
          <p>{say('sharedRisks', { names: someNames(risks) })}</p>
          <label class="tick">
            <input type="checkbox" checked={sure.value} disabled={busy.value} onChange={(event) => { sure.value = event.currentTarget.checked; }} />
            {say('sharedSure')}
          </label>
        </div>
      )}
      <div class="buttons">
        {!difference.none && (
          <button type="button" class="main" disabled={busy.value || (risks.length > 0 && !sure.value)} onClick={() => void sharings.take()}>{say('sharedTake')}</button>
        )}
        <button type="button" disabled={busy.value} onClick={() => void sharings.discard()}>{say('importDiscard')}</button>
      </div>
    </div>
  );
}

function Item({ sharings, shared }: Props & { readonly shared: Shared }) {
  const { sharing, given, unreadable } = shared;
  const { busy: { value: busy } } = sharings;
  return (
    <li class="shared-item">
      <p><b class="mono">{sharing.address}</b></p>
      {unreadable ? <p class="notice">{say('sharedUnreadable')}</p> : (
        <p class="hint">
          {say('sharedFacts', { count: given.roles.length, when: dateTime(sharing.takenAt) })}{' '}
          {sharing.checkedAt > sharing.takenAt && say('sharedUnchanged', { when: dateTime(sharing.checkedAt) })}{' '}
          {sharing.publicKey !== undefined && say('sharedSigned')}
        </p>
      )}
      <div class="buttons">
        {!unreadable && <button type="button" disabled={busy} onClick={() => void sharings.check(shared)}>{say('sharedCheck')}</button>}
        <button type="button" disabled={busy} onClick={() => void sharings.remove(shared)}>{say('sharedRemove')}</button>
      </div>
    </li>
  );
}

function Adding({ sharings }: Props) {
  const { address, publicKey, busy: { value: busy } } = sharings;
  return (
    <form autocomplete="off" onSubmit={(event) => {
      event.preventDefault();
      void sharings.add();
    }}>
      <TextField mono label={say('sharedAddress')} hint={say('sharedAddressHint')} placeholder="https://" value={address.text.value}
        problem={problemSentence(address.problem.value)} onType={address.type} onLeave={address.leave} />
      <details open={publicKey.text.value !== '' || undefined}>
        <summary>{say('sharedKeyTitle')}</summary>
        <TextField mono label={say('sharedKey')} hint={say('sharedKeyHint')} value={publicKey.text.value}
          problem={problemSentence(publicKey.problem.value)} onType={publicKey.type} onLeave={publicKey.leave} />
      </details>
      <div class="buttons"><button type="submit" disabled={busy}>{say('sharedLook')}</button></div>
    </form>
  );
}

const sharingsOf = keptBy((options: Options) => createSharing(options.ports, () => void options.refresh()));

/** The catalogues that a team shares: they stay apart from the person's own. */
export function SharedCard({ options, kept }: { readonly options: Options; readonly kept: Kept }) {
  const sharings = sharingsOf(kept, options);
  const { listed, preview: { value: preview }, failure: { value: failure }, busy: { value: busy } } = sharings;
  useEffect(() => void sharings.look(), []);
  return (
    <div class="card export shared">
      <h2>{say('sharedTitle')}</h2>
      <p class="hint">{say('sharedHint')}</p>
      {listed.value.length > 0 && (
        <ul class="plain-list">{listed.value.map((shared) => <Item key={shared.sharing.id} sharings={sharings} shared={shared} />)}</ul>
      )}
      {preview ? <Preview sharings={sharings} preview={preview} /> : <Adding sharings={sharings} />}
      {busy && !preview && <p class="checking" role="status">{say('sharedAsking')}</p>}
      {failure && <FailureNote sentence={failureSentence(failure)} />}
    </div>
  );
}
