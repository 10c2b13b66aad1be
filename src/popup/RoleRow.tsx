import { language, say } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import type { Role } from '../core/catalogue.js';
import { shapeOf } from '../core/colours.js';
import { accountLabel } from '../core/marks.js';
import type { PickerRow } from '../core/picker.js';
import { cityOf } from '../core/regions.js';
import type { Hit } from '../core/search.js';
import type { SearchedField } from '../core/searchTexts.js';
import { Highlighted } from '../ui/Highlighted.js';
import { RoleBadge } from '../ui/RoleBadge.js';
import { ConsoleTargets, ConsoleTime } from './ConsoleTime.js';
import type { How } from './consoling.js';
import { rowHeight } from './windowing.js';

export const rowId = (at: number): string => `role-${at}`;

/** `Acme Prod · Tokyo`. */
export function placeOf(role: Role): string {
  return `${accountLabel(role)} · ${cityOf(role.region, language())}`;
}

/** An account number's positions, as they are in its groups of four. */
function inGroups({ text, indexes, score }: Hit): Hit {
  return { text: groupedAccount(text), indexes: indexes.map((at) => at + Math.floor(at / 4)), score };
}

/** So much better must a field that is not shown fit than those that are, for it to be shown in their place. */
const betterBy = 0.15;

/** What fits best of what the row does not show by itself, so that it is seen why the role is there. */
function unseenHit({ role, hits }: PickerRow): Hit | undefined {
  const unseen: SearchedField[] = ['awsRole', 'tags', 'group', 'region', ...(role.accountName === undefined ? [] : ['accountId' as const])];
  const shown = Math.max(hits.name?.score ?? 0, hits.accountName?.score ?? 0, hits.city?.score ?? 0, role.accountName === undefined ? hits.accountId?.score ?? 0 : 0);
  const [best] = unseen.flatMap((field) => {
    const hit = hits[field];
    return hit ? [field === 'accountId' ? inGroups(hit) : hit] : [];
  }).sort((one, other) => other.score - one.score);
  return best && best.score > shown + betterBy ? best : undefined;
}

function Where({ row }: { readonly row: PickerRow }) {
  const { role, hits } = row;
  const unseen = unseenHit(row);
  if (unseen) return <Highlighted text={unseen.text} hit={unseen} />;
  const account = accountLabel(role);
  const hit = role.accountName === undefined ? hits.accountId && inGroups(hits.accountId) : hits.accountName;
  return <><Highlighted text={account} hit={hit} /> · {cityOf(role.region, language())}</>;
}

/** What a row's role can be made by a click: the same as its keys do, so that nothing in an option needs the focus. */
export interface RowVerbs {
  readonly open: (how: How) => void;
  readonly toggleFavourite: () => void;
  readonly resume: () => void;
  readonly signOut: () => void;
}

function Star({ favourite, toggle }: { readonly favourite: boolean; toggle(): void }) {
  return (
    <span class={favourite ? 'star on' : 'star'} aria-hidden="true" title={say(favourite ? 'favouriteNot' : 'favourite')} onClick={(event) => {
      event.stopPropagation();
      toggle();
    }} />
  );
}

/** One role of the list. Its place is among all rows, which are not all drawn. */
export function RoleRow({ row, at, top, count, chosen, verbs }: {
  readonly row: PickerRow; readonly at: number; readonly top: number; readonly count: number; readonly chosen: boolean; readonly verbs: RowVerbs;
}) {
  const { role, favourite, shortcut, console } = row;
  const { accountId } = roleArn(role.arn);
  return (
    <div id={rowId(at)} role="option" aria-selected={chosen} aria-setsize={count} aria-posinset={at + 1} class="role"
      style={{ top: `${top}px`, height: `${rowHeight}px` }} title={`${role.name}\n${groupedAccount(accountId)} · ${role.region}\n${role.arn}`}
      aria-keyshortcuts={console ? 'Control+R Control+Delete' : shortcut === undefined ? undefined : `Alt+${shortcut}`}
      onClick={(event) => verbs.open({ behind: event.ctrlKey || event.metaKey, another: event.altKey, readOnly: event.shiftKey })}
      onAuxClick={(event) => { if (event.button === 1) verbs.open({ behind: true, readOnly: event.shiftKey }); }}>
      <RoleBadge colour={role.colour} shape={shapeOf(role.colour)} />
      <span class="name"><Highlighted text={role.name} hit={row.hits.name} /></span>
      <span class="where"><Where row={row} /></span>
      {shortcut !== undefined && <kbd aria-hidden="true">Alt+{shortcut}</kbd>}
      {console ? <><ConsoleTime console={console} now={Date.now()} /><ConsoleTargets {...verbs} /></> : <Star favourite={favourite} toggle={verbs.toggleFavourite} />}
      {favourite && !console && <span class="visually-hidden">{say('isFavourite')}</span>}
    </div>
  );
}
