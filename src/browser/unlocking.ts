import { secondsToWait } from '../core/autoLock.js';
import { Failure, failure } from '../core/failure.js';
import { settingsDefault } from '../core/settings.js';
import type { Envelope } from '../core/vault/envelope.js';
import { createVault, rekeyed, unlockVault, withPassphrase } from '../core/vault/vault.js';
import { dataKey, keepUnlocked } from './lock.js';
import { wrongPassphrases } from './stored.js';
import { settingsIn } from './vaultRecords.js';
import { changeVault, loadVault, replaceVault } from './vaultStorage.js';

export type VaultState = 'missing' | 'locked' | 'unlocked';

export async function vaultState(): Promise<VaultState> {
  if (!(await loadVault())) return 'missing';
  return (await dataKey()) ? 'unlocked' : 'locked';
}

/** Makes the vault, under a passphrase, and leaves it unlocked. Throws `vaultExists` when there is one already. */
export async function createAndUnlock(passphrase: string): Promise<void> {
  const { envelope, dataKey: fresh } = await createVault(passphrase);
  await changeVault(async (present) => {
    if (present) throw failure('vaultExists');
    return envelope;
  });
  await keepUnlocked(fresh, settingsDefault.lockMinutes);
}

/**
 * Unlocks the vault until it is locked or the browser closes; one try at a time, in all windows.
 * Throws `passphraseWrong`, `tooManyTries` with the seconds to wait, `vaultMissing`, `vaultDamaged` or `vaultNewer`.
 */
export function unlock(passphrase: string): Promise<void> {
  return oneTry(async () => {
    const envelope = await loadVault();
    if (!envelope) throw failure('vaultMissing');
    await keepOpen(envelope, await unlockVault(envelope, passphrase));
  });
}

/**
 * Changes the passphrase, and with `leaked` the data key too, so that nothing that was sealed before can be opened with
 * what may be known. Throws as `unlock` does.
 */
export function changePassphrase(current: string, next: string, leaked: boolean): Promise<void> {
  return oneTry(async () => {
    const changed = await replaceVault((present) => (leaked ? rekeyed : withPassphrase)(present, current, next));
    await keepOpen(changed.envelope, changed.dataKey);
  });
}

async function keepOpen(envelope: Envelope, key: CryptoKey): Promise<void> {
  const { lockMinutes } = await settingsIn(envelope, key);
  await keepUnlocked(key, lockMinutes);
}

/** Lets one passphrase be tried at a time, and ever more slowly while they are wrong. */
function oneTry(run: () => Promise<void>): Promise<void> {
  return navigator.locks.request('unlock', async () => {
    const seconds = secondsToWait(await wrongPassphrases.get(), Date.now());
    if (seconds > 0) throw failure('tooManyTries', { seconds: String(seconds) });
    await run().catch(async (thrown: unknown) => {
      const wrong = thrown instanceof Failure && thrown.data.kind === 'passphraseWrong';
      if (wrong) await wrongPassphrases.change(({ count }) => ({ count: count + 1, lastAt: Date.now() }));
      throw thrown;
    });
    await wrongPassphrases.set({ count: 0, lastAt: 0 });
  });
}
