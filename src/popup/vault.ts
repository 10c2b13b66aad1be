import { readPolicyBy } from '../browser/managed.js';
import { passkeyOpens } from '../browser/passkeys.js';
import { readPicks } from '../browser/picks.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue, readSettings } from '../browser/vaultRecords.js';
import { inItsColours } from '../core/colourRules.js';
import { withGuards } from '../core/guard.js';

readPolicyBy(async (set) => (await import(/* webpackMode: "lazy", webpackChunkName: "policy" */ '../core/policyReading.js')).policyFrom(set));

/** What opens and checks the vault itself: for a vault that is locked, and where the list is not kept at hand. */
export const vault = {
  vaultState, unlock, passkeyOpens,

  async readList() {
    const [catalogue, picks, { copyCredentials }] = await Promise.all([readCatalogue(), readPicks(), readSettings()]);
    return { catalogue: withGuards(inItsColours(catalogue)), picks, mayCopy: copyCredentials };
  },
};
