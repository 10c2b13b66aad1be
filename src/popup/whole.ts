import { copyForAMinute } from '../browser/clipboard.js';
import { dataKey } from '../browser/lock.js';
import { readPolicyBy } from '../browser/managed.js';
import { ask } from '../browser/messages.js';
import { passkeyOpens } from '../browser/passkeys.js';
import { pageInFront } from '../browser/pageInFront.js';
import { readPicks } from '../browser/picks.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue, readSettings } from '../browser/vaultRecords.js';
import { inItsColours } from '../core/colourRules.js';
import { failure } from '../core/failure.js';
import { withGuards } from '../core/guard.js';
import { createSearch } from '../core/search.js';
import { sessionPlace, unseal } from '../core/vault/seal.js';
import type { Asked } from '../protocol.js';
import type { LedBy } from './leading.js';
import type { Whole } from './listing.js';

let ledBy: LedBy | undefined;

/** What follows leads, at once where it was loaded before. Without it nothing leads anywhere: the extension's files were replaced just now. */
function leading(): LedBy | Promise<LedBy> {
  return ledBy ?? import(/* webpackMode: "lazy", webpackChunkName: "leads" */ './leads.js').then((loaded) => (ledBy = loaded.ledBy), () => (ledBy = () => undefined));
}

readPolicyBy(async (set) => (await import(/* webpackMode: "lazy", webpackChunkName: "policy" */ '../core/policyReading.js')).policyFrom(set));

/** The vault's part of the popup, which is loaded when the first screen has been painted. */
export const vault = {
  vaultState, unlock, passkeyOpens, pageInFront,

  async readWhole(): Promise<Whole> {
    const [catalogue, picks, { copyCredentials }] = await Promise.all([readCatalogue(), readPicks(), readSettings()]);
    return { catalogue: withGuards(inItsColours(catalogue)), picks, mayCopy: copyCredentials, createSearch, leading };
  },

  async copyCredentials(asked: Asked<'copyCredentials'>): Promise<void> {
    const sealed = await ask('copyCredentials', asked);
    const key = await dataKey();
    if (!key) throw failure('vaultLocked');
    const text = String(await unseal(key, sessionPlace('message', 'copied'), sealed));
    await copyForAMinute(text).catch(() => { throw failure('clipboardRefused'); });
  },
};
