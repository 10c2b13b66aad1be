import { passkeyOpens } from '../browser/passkeys.js';
import { readPicks } from '../browser/picks.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { inItsColours } from '../core/colourRules.js';
import { withGuards } from '../core/guard.js';
import { createSearch } from '../core/search.js';
import type { Whole } from './listing.js';

/** The vault's part of the popup, which is loaded when the first screen has been painted. */
export const vault = {
  vaultState, unlock, passkeyOpens,

  async readWhole(): Promise<Whole> {
    const [catalogue, picks] = await Promise.all([readCatalogue(), readPicks()]);
    return { catalogue: withGuards(inItsColours(catalogue)), picks, createSearch };
  },
};
