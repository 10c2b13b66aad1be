import * as v from 'valibot';
import { inItsColours } from '../core/colourRules.js';
import { firstScreenOf } from '../core/firstScreen.js';
import { withGuards } from '../core/guard.js';
import type { Picks } from '../core/picker.js';
import { type Usage, withUse } from '../core/usage.js';
import { localPlace, seal, unseal } from '../core/vault/seal.js';
import { firstScreenPlace } from './firstScreen.js';
import { dataKey } from './lock.js';
import { consoleTabs, firstScreen, sealedUsage } from './stored.js';
import { catalogueIn, openVault, settingsIn } from './vaultRecords.js';
import { besideWriters, loadVault } from './vaultStorage.js';

const usagePlace = localPlace('usage');
const usageSchema = v.record(v.string(), v.strictObject({ score: v.number(), at: v.number() }));

/** How much each role was used. What cannot be read, as after the data key was changed, is forgotten: it is learned again. */
async function usageWith(key: CryptoKey): Promise<Usage> {
  const sealed = await sealedUsage.get();
  const usage = sealed ? await unseal(key, usagePlace, sealed).catch(() => undefined) : {};
  const parsed = v.safeParse(usageSchema, usage);
  return parsed.success ? parsed.output : {};
}

/** Remembers that a role was opened. Does nothing while the vault is locked. */
export function noteUse(roleId: string, now: number): Promise<void> {
  return navigator.locks.request('usage', async () => {
    const key = await dataKey();
    if (key) await sealedUsage.set(await seal(key, usagePlace, withUse(await usageWith(key), roleId, now)));
  });
}

/** What the person has picked so far. Throws `vaultMissing`, `vaultLocked` or `vaultDamaged`. */
export async function readPicks(): Promise<Picks> {
  const { envelope, key } = await openVault();
  const [{ favourites, hidden }, usage] = await Promise.all([settingsIn(envelope, key), usageWith(key)]);
  return { favourites, hidden, usage };
}

/**
 * Keeps the picker's first screen at hand, sealed and in memory, while the vault is unlocked. Nobody writes the vault
 * meanwhile, and whoever does forgets it first, so that it never shows what is no longer so.
 */
export function keepFirstScreen(now: number): Promise<void> {
  return besideWriters(async () => {
    const [envelope, key] = await Promise.all([loadVault(), dataKey()]);
    if (!envelope || !key) return;
    const [catalogue, { favourites, hidden }, usage] = await Promise.all([catalogueIn(envelope, key), settingsIn(envelope, key), usageWith(key)]);
    const open = Object.values(await consoleTabs.get()).map(({ roleId }) => roleId);
    const shown = withGuards(inItsColours(catalogue));
    await firstScreen.set(await seal(key, firstScreenPlace, firstScreenOf(shown, { favourites, hidden, usage }, now, open)));
  });
}
