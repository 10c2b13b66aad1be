import { inItsColours } from '../core/colourRules.js';
import { firstScreenOf } from '../core/firstScreen.js';
import { withGuards } from '../core/guard.js';
import { knownIds, type Picks } from '../core/picker.js';
import { inTurns } from '../core/turns.js';
import { withUse } from '../core/usage.js';
import { packed } from '../core/vault/packing.js';
import { seal } from '../core/vault/seal.js';
import { firstScreenPlace } from './firstScreen.js';
import { dataKey } from './lock.js';
import { consoleTabs, firstScreen, sealedUsage, wholeList } from './stored.js';
import { catalogueIn, openVault, settingsIn } from './vaultRecords.js';
import { aloneWithVault, besideWriters, loadVault } from './vaultStorage.js';
import { usagePlace, usageWith, type WholeList, wholeListPlace } from './wholeList.js';

/** A list that is longer than this, sealed, is read from the vault: what the browser keeps in memory is for much else. */
const listMost = 2 * 1024 * 1024;

const noteUses = /* @__PURE__ */ inTurns<{ readonly roleId: string; readonly now: number }>((come) => navigator.locks.request('usage', async () => {
  const key = await dataKey();
  if (!key) return;
  const before = await usageWith(key);
  await sealedUsage.set(await seal(key, usagePlace, come().reduce((usage, { roleId, now }) => withUse(usage, roleId, now), before)));
}));

/** Remembers that a role was opened. Does nothing while the vault is locked. */
export function noteUse(roleId: string, now: number): Promise<void> {
  return noteUses({ roleId, now });
}

/** What the person has picked so far, of favourites those that there are. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readPicks(): Promise<Picks> {
  const { envelope, key } = await openVault();
  const [catalogue, { favourites, hidden }, usage] = await Promise.all([catalogueIn(envelope, key), settingsIn(envelope, key), usageWith(key)]);
  return { favourites: knownIds(favourites, catalogue), hidden, usage };
}

/**
 * Keeps at hand, sealed and in memory, what the picker shows first and all that it has to choose from, while the vault is
 * unlocked. Nobody writes the vault meanwhile, and whoever does forgets them first, so that they never show what is no longer so.
 */
export const keepPicker: (now: number) => Promise<void> = /* @__PURE__ */ inTurns<number>((come) => besideWriters(async () => {
  const now = Math.max(...come());
  const [envelope, key] = await Promise.all([loadVault(), dataKey()]);
  if (!envelope || !key) return;
  const [catalogue, { favourites: kept, hidden, copyCredentials }, usage] = await Promise.all([catalogueIn(envelope, key), settingsIn(envelope, key), usageWith(key)]);
  const open = Object.values(await consoleTabs.get()).map(({ roleId }) => roleId);
  const shown = withGuards(inItsColours(catalogue));
  const favourites = knownIds(kept, catalogue);
  await firstScreen.set(await seal(key, firstScreenPlace, firstScreenOf(shown, { favourites, hidden, usage }, now, open)));
  if ((await wholeList.get())?.of === envelope.sum) return;
  const list: WholeList = { catalogue: shown, favourites, hidden, mayCopy: copyCredentials };
  const sealed = await seal(key, wholeListPlace, await packed(list));
  if (sealed.ct.length <= listMost) await wholeList.set({ of: envelope.sum, sealed });
}));

/** Forgets the list, as when the policy that it was made under has changed. Who is just making it is waited for. */
export function forgetList(): Promise<void> {
  return aloneWithVault(() => wholeList.set(null));
}
