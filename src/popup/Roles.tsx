import { useEffect, useRef } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { language, say } from '../browser/words.js';
import type { Role } from '../core/catalogue.js';
import { shapeOf } from '../core/colours.js';
import { accountLabel } from '../core/marks.js';
import { cityOf } from '../core/regions.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Icon } from '../ui/Icon.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { rowsMost } from './signals.js';
import { SessionsLeft } from './SessionsLeft.js';
import type { Popup } from './state.js';

const rowId = (at: number): string => `role-${at}`;

function RoleRow({ role, at, popup }: { readonly role: Role; readonly at: number; readonly popup: Popup }) {
  const chosen = popup.chosen.value === at;
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li ref={row} id={rowId(at)} role="option" aria-selected={chosen} class="role" onClick={() => void popup.choose(role)}>
      <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} />
      <span class="name">{role.name}</span>
      <span class="where">{placeOf(role)}</span>
    </li>
  );
}

/** `Acme Prod · Tokyo`. */
export function placeOf(role: Role): string {
  return `${accountLabel(role)} · ${cityOf(role.region, language())}`;
}

function Filter({ popup }: { readonly popup: Popup }) {
  const found = popup.found.value;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = found[popup.chosen.value];
    if (event.isComposing) return;
    if (event.key === 'ArrowDown') popup.move(1);
    else if (event.key === 'ArrowUp') popup.move(-1);
    else if (event.key === 'PageDown') popup.move(8);
    else if (event.key === 'PageUp') popup.move(-8);
    else if (event.key === 'Enter' && target) void popup.choose(target);
    else if (event.key === 'Escape' && popup.query.value !== '') popup.narrow('');
    else return;
    event.preventDefault();
  };
  return (
    <div class="filter">
      <Icon icon="search" />
      <input
        type="text" role="combobox" aria-label={say('filterLabel')} placeholder={say('filterLabel')}
        aria-expanded="true" aria-controls="roles" aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? rowId(popup.chosen.value) : undefined}
        autocomplete="off" spellcheck={false} ref={field}
        value={popup.query.value} onInput={(event) => popup.narrow(event.currentTarget.value)} onKeyDown={onKeyDown}
      />
      <SessionsLeft popup={popup} />
    </div>
  );
}

/** The role picker: type to narrow, arrows to choose, Enter to open. */
export function Roles({ popup }: { readonly popup: Popup }) {
  const found = popup.found.value;
  const all = popup.catalogue.value.roles.length;
  const failure = popup.failure.value;
  if (all === 0) return <NoRoles popup={popup} />;
  const heading = popup.query.value.trim() === '' ? say('allRoles', { count: all }) : say('someRoles', { count: found.length, all });
  return (
    <>
      <Filter popup={popup} />
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <h2 aria-live="polite">{heading}</h2>
      <ul id="roles" role="listbox" aria-label={say('rolesLabel')}>
        {found.slice(0, rowsMost).map((role, at) => <RoleRow key={role.id} role={role} at={at} popup={popup} />)}
      </ul>
      {found.length === 0 && <p class="quiet empty">{say('noneFound')}</p>}
      {found.length > rowsMost && <p class="quiet more">{say('moreFound', { count: found.length - rowsMost })}</p>}
      <footer>
        <span class="keys"><kbd>↵</kbd> {say('keyOpen')} <kbd>↑</kbd><kbd>↓</kbd> {say('keyChoose')}</span>
        <button type="button" class="plain" onClick={() => void popup.lock()} title={say('lock')}><Icon icon="lock" name={say('lock')} /></button>
        <button type="button" class="plain" onClick={popup.showOptions} title={say('settings')}><Icon icon="settings" name={say('settings')} /></button>
      </footer>
    </>
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
