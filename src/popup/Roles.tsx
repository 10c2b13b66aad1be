import { useLayoutEffect, useRef } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { troubleWords } from '../browser/troubleWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Icon } from '../ui/Icon.js';
import { Notices } from '../ui/Notices.js';
import { ConsolesBar } from './ConsolesBar.js';
import { keyOfList } from './keys.js';
import { PageBar } from './PageBar.js';
import { RoleList } from './RoleList.js';
import { rowId } from './RoleRow.js';
import { SessionsLeft } from './SessionsLeft.js';
import type { Popup } from './state.js';

function Filter({ popup }: { readonly popup: Popup }) {
  const { query, chosen, rows } = popup.listing;
  const field = useRef<HTMLInputElement>(null);
  // Before the first paint, so that no key is lost.
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <div class="filter">
      <Icon icon="search" />
      <input
        type="text" role="combobox" aria-label={say('filterLabel')} placeholder={say('filterLabel')}
        aria-expanded="true" aria-controls="roles" aria-autocomplete="list"
        aria-activedescendant={rows.value.length > 0 ? rowId(chosen.value) : undefined}
        autocomplete="off" spellcheck={false} ref={field} value={query.value}
        onInput={(event) => popup.narrow(event.currentTarget.value)}
        onKeyDown={(event) => {
          const { selectionStart, selectionEnd } = event.currentTarget;
          // What is selected in the field is copied as anywhere.
          const copies = event.key.toLowerCase() === 'c' && selectionStart !== selectionEnd;
          if (!copies && keyOfList(popup, event)) event.preventDefault();
        }}
      />
      <SessionsLeft popup={popup} />
    </div>
  );
}

/** What a screen reader is told of the list while it is narrowed, and what has happened behind the popup. */
function Told({ popup }: { readonly popup: Popup }) {
  const { query, counts, rows } = popup.listing;
  const opened = popup.openedBehind.value;
  const narrowed = query.value.trim() !== '';
  const found = say('sectionOf_found', { count: counts.value.found, all: counts.value.all });
  return (
    <>
      {opened && <p class="quiet told" role="status">{say('openedBehind', { role: opened.name })}</p>}
      <p class="visually-hidden" role="status">{narrowed && rows.value.length > 0 ? found : ''}</p>
    </>
  );
}

function Keys({ popup }: { readonly popup: Popup }) {
  const { rows, chosen } = popup.listing;
  if (rows.value[chosen.value]?.console) {
    return (
      <span class="keys">
        <span><kbd>↵</kbd> {say('keyGo')}</span> <span><kbd>Alt+↵</kbd> {say('keyAnother')}</span>
        <span><kbd>Ctrl+R</kbd> {say('keyResume')}</span> <span><kbd>Ctrl+Del</kbd> {say('keySignOut')}</span>
      </span>
    );
  }
  return (
    <span class="keys">
      <span><kbd>↵</kbd> {say('keyOpen')}</span> <span><kbd>⇧↵</kbd> {say('keyReadOnly')}</span> <span><kbd>Ctrl+↵</kbd> {say('keyBehind')}</span> <span><kbd>Ctrl+D</kbd> {say('keyFavourite')}</span>
    </span>
  );
}

/** The role picker: type to narrow, arrows to choose, Enter to open. */
export function Roles({ popup }: { readonly popup: Popup }) {
  const { counts, rows, query, led } = popup.listing;
  const failure = popup.failure.value;
  if (counts.value.all === 0) return <NoRoles popup={popup} />;
  const more = counts.value.found - rows.value.length;
  const narrowed = query.value.trim() !== '';
  return (
    <main class="picker">
      <h1 class="visually-hidden">{say('rolesLabel')}</h1>
      <Filter popup={popup} />
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <Notices sentences={troubleWords(popup.troubles.value)} />
      <Told popup={popup} />
      <ConsolesBar popup={popup} />
      <RoleList popup={popup} />
      {rows.value.length === 0 && <p class="quiet empty" role="status">{led.value?.none ?? say(narrowed ? 'noneFound' : 'allHidden')}</p>}
      {narrowed && more > 0 && <p class="quiet more">{say('moreFound', { count: more })}</p>}
      <PageBar popup={popup} />
      <footer>
        <Keys popup={popup} />
        <button type="button" class="plain" onClick={() => void popup.lock()} title={say('lock')}><Icon icon="lock" name={say('lock')} /></button>
        <button type="button" class="plain" onClick={popup.showOptions} title={say('settings')}><Icon icon="settings" name={say('settings')} /></button>
      </footer>
    </main>
  );
}

function NoRoles({ popup }: { readonly popup: Popup }) {
  return (
    <main class="ask">
      <h1>{say('noRolesTitle')}</h1>
      <p>{say('noRoles')}</p>
      <button type="button" class="main" onClick={popup.showOptions} autofocus>{say('addRoles')}</button>
    </main>
  );
}
