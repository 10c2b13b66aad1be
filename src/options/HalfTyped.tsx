import { say } from '../browser/words.js';
import { type AnyDrafts, isLeft } from './drafts.js';
import { Icon } from './Icon.js';

/** Says so where something half typed waits. */
export function HalfTyped({ drafts, name }: { readonly drafts: AnyDrafts; readonly name: string }) {
  return isLeft(drafts, name) ? <span class="quiet"><Icon icon="edit" /> {say('halfTyped')}</span> : null;
}
