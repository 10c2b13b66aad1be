import { secondsToWait } from '../core/autoLock.js';
import { Failure, failure } from '../core/failure.js';
import { settingsDefault } from '../core/settings.js';
import { createVault, unlockVault } from '../core/vault/vault.js';
import { dataKey, keepUnlocked } from './lock.js';
import { wrongPassphrases } from './stored.js';
import { settingsIn } from './vaultRecords.js';
import { changeVault, loadVault } from './vaultStorage.js';

export type VaultState = 'missing' | 'locked' | 'unlocked';

export async function vaultState(): Promise<VaultState> {
  if (!(await loadVault())) return 'missing';
  return (await dataKey()) ? 'unlocked' : 'locked';
}

/** Makes the vault, under a passphrase, and leaves it unlocked. Throws `storageRefused` when there is one already. */
export async function createAndUnlock(passphrase: string): Promise<void> {
  const { envelope, dataKey: fresh } = await createVault(passphrase);
  await changeVault(async (present) => {
    if (present) throw failure('storageRefused');
    return envelope;
  });
  await keepUnlocked(fresh, settingsDefault.lockMinutes);
}

/**
 * Unlocks the vault until it is locked or the browser closes; one try at a time, in all windows.
 * Throws `passphraseWrong`, `tooManyTries` with the seconds to wait, `vaultMissing`, `vaultDamaged` or `vaultNewer`.
 */
export function unlock(passphrase: string): Promise<void> {
  return navigator.locks.request('unlock', async () => {
    const seconds = secondsToWait(await wrongPassphrases.get(), Date.now());
    if (seconds > 0) throw failure('tooManyTries', { seconds: String(seconds) });
    const envelope = await loadVault();
    if (!envelope) throw failure('vaultMissing');
    const key = await unlockVault(envelope, passphrase).catch(async (thrown: unknown) => {
      if (thrown instanceof Failure && thrown.data.kind === 'passphraseWrong') await countWrongPassphrase();
      throw thrown;
    });
    await wrongPassphrases.set({ count: 0, lastAt: 0 });
    const { lockMinutes } = await settingsIn(envelope, key);
    await keepUnlocked(key, lockMinutes);
  });
}

async function countWrongPassphrase(): Promise<void> {
  await wrongPassphrases.change(({ count }) => ({ count: count + 1, lastAt: Date.now() }));
}
