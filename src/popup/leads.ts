import { leadWords, noneFits } from '../browser/leadWords.js';
import { say } from '../browser/words.js';
import { createLeading } from './leading.js';

/** Follows what leads to a page of the console: loaded when somebody pastes such a thing, since it knows all of AWS's pages. */
export const ledBy = createLeading({ page: leadWords, none: noneFits, noneFound: () => say('noneFound') });
