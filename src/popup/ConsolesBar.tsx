import { say } from '../browser/words.js';
import { isDue } from '../core/consoles.js';
import type { Popup } from './state.js';

/** What can be done with several consoles at once. */
export function ConsolesBar({ popup }: { readonly popup: Popup }) {
  const { consoles: { value: consoles }, query } = popup.listing;
  if (consoles.length < 2 || query.value.trim() !== '') return null;
  const due = consoles.filter(isDue).length;
  return (
    <div class="consoles">
      {due > 0 && <button type="button" class="small" title={say('resumeAllHint')} onClick={() => void popup.resumeDue()}>{say('resumeAll', { count: due })}</button>}
      <button type="button" class="small" onClick={() => void popup.signOutAll()}>{say('signOutAll')}</button>
    </div>
  );
}
