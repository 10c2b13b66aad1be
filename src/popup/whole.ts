import { passkeyOpens } from '../browser/passkeys.js';
import { leadWords, noneFits } from '../browser/leadWords.js';
import { pageInFront } from '../browser/pageInFront.js';
import { readPicks } from '../browser/picks.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { say } from '../browser/words.js';
import { inItsColours } from '../core/colourRules.js';
import { withGuards } from '../core/guard.js';
import { createSearch } from '../core/search.js';
import { createLeading } from './leading.js';
import type { Whole } from './listing.js';

const ledBy = createLeading({ page: leadWords, none: noneFits, noneFound: () => say('noneFound') });

/** The vault's part of the popup, which is loaded when the first screen has been painted. */
export const vault = {
  vaultState, unlock, passkeyOpens, pageInFront,

  async readWhole(): Promise<Whole> {
    const [catalogue, picks] = await Promise.all([readCatalogue(), readPicks()]);
    return { catalogue: withGuards(inItsColours(catalogue)), picks, createSearch, ledBy };
  },
};
