import { say } from '../browser/words.js';
import type { Popup } from './state.js';

/** What can be done with the console page in front, or with the one that is kept. */
export function PageBar({ popup }: { readonly popup: Popup }) {
  const { inFront, copied, listing: { page } } = popup;
  if (page.value === '' && !inFront.value) return null;
  return (
    <p class="page">
      {page.value === ''
        ? <button type="button" class="plain" onClick={popup.keepPage}>{say('openPageAs')}</button>
        : <button type="button" class="plain" onClick={popup.leavePage}>{say('pageLeave')}</button>}
      {inFront.value && <button type="button" class="plain" onClick={() => void popup.copyPage()}>{say('pageCopy')}</button>}
      <span role="status">{copied.value && say(copied.value === 'copied' ? 'pageCopied' : 'pageNotCopied')}</span>
    </p>
  );
}
