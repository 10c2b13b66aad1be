import type { Catalogue } from '../core/catalogue.js';
import type { Picks } from '../core/picker.js';
import type { Usage } from '../core/usage.js';
import { unpacked } from '../core/vault/packing.js';
import { localPlace, sessionPlace, unseal } from '../core/vault/seal.js';
import { dataKey } from './lock.js';
import { sealedUsage, wholeList } from './stored.js';

/** All that the picker has to choose from, but for how much each role was used. */
export interface WholeList {
  /** In its colours, and with its guards. */
  readonly catalogue: Catalogue;
  readonly favourites: Picks['favourites'];
  readonly hidden: Picks['hidden'];
  /** Whether credentials may be copied for a terminal. */
  readonly mayCopy: boolean;
}

/** What the list is bound to. */
export const wholeListPlace = sessionPlace('wholeList', 'all');
export const usagePlace = localPlace('usage');

/** How much each role was used. What cannot be read, as after the data key was changed, is forgotten: it is learned again. */
export async function usageWith(key: CryptoKey): Promise<Usage> {
  const sealed = await sealedUsage.get();
  return sealed ? unseal(key, usagePlace, sealed).then((usage) => usage as Usage, () => ({})) : {};
}

/**
 * The list as it is kept at hand, so that the popup need not have what opens and checks a vault. Undefined while the vault is
 * locked, and where the list must be read from the vault itself.
 */
export async function readWholeList(): Promise<{ readonly list: WholeList; readonly usage: Usage } | undefined> {
  const [key, kept] = await Promise.all([dataKey(), wholeList.get()]);
  if (!key || !kept) return undefined;
  try {
    const [list, usage] = await Promise.all([unseal(key, wholeListPlace, kept.sealed).then(unpacked), usageWith(key)]);
    return { list: list as WholeList, usage };
  } catch {
    return undefined;
  }
}
