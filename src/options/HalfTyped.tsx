import { say } from '../browser/words.js';
import { Icon } from './Icon.js';

/** Stands where something half typed waits. */
export function HalfTyped() {
  return <span class="quiet"><Icon icon="edit" /> {say('halfTyped')}</span>;
}
