import { copyForAMinute } from '../browser/clipboard.js';
import { unlockedDataKey } from '../browser/lock.js';
import { ask } from '../browser/messages.js';
import { consoleInFront } from '../browser/tabs.js';
import { readWholeList } from '../browser/wholeList.js';
import { failure } from '../core/failure.js';
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

const vault = async () => (await import(/* webpackMode: "lazy", webpackChunkName: "unlocking" */ './vault.js')).vault;

/** What the popup loads when the first screen has been painted. */
export const rest = {
  async pageInFront() {
    const tab = await consoleInFront();
    return tab && (await import(/* webpackMode: "lazy", webpackChunkName: "inFront" */ '../browser/pageInFront.js')).pageOf(tab);
  },

  vaultState: async () => (await vault()).vaultState(),
  unlock: async (passphrase: string) => (await vault()).unlock(passphrase),
  passkeyOpens: async () => (await vault()).passkeyOpens(),
  readWhole: async (): Promise<Whole> => ({ ...await (await vault()).readList(), createSearch, leading }),

  async keptWhole(): Promise<Whole | undefined> {
    const kept = await readWholeList();
    if (!kept) return undefined;
    const { list: { catalogue, favourites, hidden, mayCopy }, usage } = kept;
    return { catalogue, picks: { favourites, hidden, usage }, mayCopy, createSearch, leading };
  },

  async copyCredentials(asked: Asked<'copyCredentials'>): Promise<void> {
    const sealed = await ask('copyCredentials', asked);
    const text = String(await unseal(await unlockedDataKey(), sessionPlace('message', 'copied'), sealed));
    await copyForAMinute(text).catch(() => { throw failure('clipboardRefused'); });
  },
};
