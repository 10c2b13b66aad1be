import { createStore, del, get, set } from 'idb-keyval';
import { exportWrappingKey, generateWrappingKey, importWrappingKey } from '../core/vault/seal.js';
import { plainWrappingKey } from './stored.js';

const keyStore = createStore('sallyport', 'keys');
const keyName = 'unlock';

/**
 * A new key to wrap the data key with, kept in IndexedDB where it cannot be exported; where the browser refuses that, as in some
 * private windows, beside what it wraps: in memory too, but no longer apart from it.
 */
export async function keepWrappingKey(): Promise<CryptoKey> {
  const key = await generateWrappingKey(false);
  try {
    await set(keyName, key, keyStore);
    await plainWrappingKey.set(null);
    return key;
  } catch {
    const plain = await generateWrappingKey(true);
    await plainWrappingKey.set(await exportWrappingKey(plain));
    return plain;
  }
}

/** The key that was kept last; undefined when it was forgotten since. */
export async function storedWrappingKey(): Promise<CryptoKey | undefined> {
  try {
    return await get<CryptoKey>(keyName, keyStore);
  } catch {
    const plain = await plainWrappingKey.get();
    return plain === null ? undefined : importWrappingKey(plain);
  }
}

export async function forgetWrappingKey(): Promise<void> {
  // Where IndexedDB is refused, there is nothing in it.
  await Promise.all([Promise.resolve().then(() => del(keyName, keyStore)).catch(() => undefined), plainWrappingKey.set(null)]);
}
