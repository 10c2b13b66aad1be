import { secondsToWait } from '../core/autoLock.js';
import { Failure, failure } from '../core/failure.js';
import { randomBytes, toBase64 } from '../core/vault/bytes.js';
import { calibratedIterations } from '../core/vault/calibration.js';
import { rekeyed, withPassphrase } from '../core/vault/changing.js';
import type { Envelope } from '../core/vault/envelope.js';
import { passphraseLength } from '../core/passphraseLength.js';
import { deriveWrappingKey } from '../core/vault/keys.js';
import { createVault, type Opened } from '../core/vault/vault.js';
import { unlockVault } from '../core/vault/wraps.js';
import { dataKey, keepUnlocked } from './lock.js';
import { readPolicy } from './managed.js';
import { mfaSessions, passphraseShort, wrongPassphrases } from './stored.js';
import { settingsIn } from './vaultRecords.js';
import { changeVault, loadVault, replaceVault, takeLaterMirror } from './vaultStorage.js';

export type VaultState = 'missing' | 'locked' | 'unlocked';

/** How many iterations a new passphrase gets on this computer. */
export function iterationsHere(): Promise<number> {
  return calibratedIterations(async (iterations) => {
    // A salt used before would be answered from a cache in Firefox.
    const kdf = { id: 'pbkdf2-sha256' as const, iter: iterations, salt: toBase64(randomBytes(32)) };
    const started = performance.now();
    await deriveWrappingKey('calibration', kdf);
    return performance.now() - started;
  });
}

export async function vaultState(): Promise<VaultState> {
  if (!(await loadVault())) return 'missing';
  return (await dataKey()) ? 'unlocked' : 'locked';
}

/** Remembers, until the browser closes, whether the person is to be asked for another passphrase: one that is too short still opens the vault. */
async function noteLength(passphrase: string): Promise<void> {
  const short = await refuseShort(passphrase).then(() => false, () => true);
  if (short !== await passphraseShort.get()) await passphraseShort.set(short);
}

/** Throws `passphraseShortHere` for a passphrase with fewer characters than the organisation asks for. */
async function refuseShort(passphrase: string): Promise<void> {
  const { minimumPassphraseLength: least = 0 } = (await readPolicy()).value;
  if (passphraseLength(passphrase) < least) throw failure('passphraseShortHere', { least: String(least) });
}

/** Makes the vault, under a passphrase, and leaves it unlocked. Throws `vaultExists` when there is one already. */
export async function createAndUnlock(passphrase: string): Promise<void> {
  await refuseShort(passphrase);
  await storeFirst(await createVault(passphrase, await iterationsHere()), passphrase);
}

/** A vault without records, which these words open: what goes through the browser's sync is sealed with its key. */
export async function doorFor(words: string): Promise<Envelope> {
  return (await createVault(words, await iterationsHere())).envelope;
}

/** Stores the first vault of this profile, which this passphrase opens, and leaves it unlocked. */
export async function storeFirst({ envelope, dataKey: fresh }: Opened, passphrase: string): Promise<void> {
  await changeVault(async (present) => {
    if (present) throw failure('vaultExists');
    return envelope;
  });
  await noteLength(passphrase);
  await keepOpen(envelope, fresh);
}

/**
 * Unlocks the vault until it is locked or the browser closes; one try at a time, in all windows.
 * Throws `passphraseWrong`, `tooManyTries` with the seconds to wait, `vaultMissing`, `vaultDamaged` or `vaultNewer`.
 */
export function unlock(passphrase: string): Promise<void> {
  return oneTry(async () => {
    await takeLaterMirror();
    const envelope = await loadVault();
    if (!envelope) throw failure('vaultMissing');
    await keepOpen(envelope, await unlockVault(envelope, passphrase));
    await noteLength(passphrase);
  });
}

/**
 * Changes the passphrase, and with `leaked` the data key too, so that nothing that was sealed before can be opened with
 * what may be known. Throws as `unlock` does.
 */
export function changePassphrase(current: string, next: string, leaked: boolean): Promise<void> {
  return oneTry(async () => {
    await refuseShort(next);
    const iterations = await iterationsHere();
    await replaceVault(
      (present) => (leaked ? rekeyed : withPassphrase)(present, current, next, iterations),
      (changed) => keepOpen(changed.envelope, changed.dataKey));
    // What was sealed with the old data key cannot be opened any more.
    if (leaked) await mfaSessions.set({});
    await passphraseShort.set(false);
  });
}

/** Keeps a vault unlocked, for as long as its own settings say. */
export async function keepOpen(envelope: Envelope, key: CryptoKey): Promise<void> {
  const { lockMinutes } = await settingsIn(envelope, key);
  await keepUnlocked(key, lockMinutes);
}

/** Lets one passphrase be tried at a time, and ever more slowly while they are wrong. */
export function oneTry<T>(run: () => Promise<T>): Promise<T> {
  return navigator.locks.request('unlock', async () => {
    const seconds = secondsToWait(await wrongPassphrases.get(), Date.now());
    if (seconds > 0) throw failure('tooManyTries', { seconds: String(seconds) });
    const result = await run().catch(async (thrown: unknown) => {
      const wrong = thrown instanceof Failure && thrown.data.kind === 'passphraseWrong';
      if (wrong) await wrongPassphrases.change(({ count }) => ({ count: count + 1, lastAt: Date.now() }));
      throw thrown;
    });
    await wrongPassphrases.set({ count: 0, lastAt: 0 });
    return result;
  });
}
