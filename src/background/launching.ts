import { consoleMarks, launches } from '../browser/stored.js';
import { openOwnTab } from '../browser/tabs.js';
import { dataKey } from '../browser/lock.js';
import type { Role } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import type { SignInForm } from '../core/journey.js';
import { markOf } from '../core/marks.js';
import { randomBytes, toBase64 } from '../core/vault/bytes.js';
import { seal, sessionPlace, unseal } from '../core/vault/seal.js';
import type { Asker } from '../protocol.js';

const launchLifeMs = 60_000;

/**
 * Opens a tab of ours that will sign itself in. Its address holds a nonce only; the form stays sealed until that tab
 * asks for it. The lock makes a tab that asks early wait until its id is known.
 */
export async function launch(form: SignInForm, role: Role): Promise<void> {
  const nonce = toBase64(randomBytes(16)).replace(/\W/g, '');
  const key = await dataKey();
  if (!key) throw failure('vaultLocked');
  const sealed = await seal(key, sessionPlace('launch', nonce), form);
  await navigator.locks.request('launch', async () => {
    const tabId = await openOwnTab(`launch.html#${nonce}`);
    await consoleMarks.change((marks) => ({ ...marks, [tabId]: markOf(role) }));
    await launches.change((all) => ({ ...all, [nonce]: { tabId, expiresAt: Date.now() + launchLifeMs, form: sealed } }));
  });
}

/** Gives a form once, to the tab it was made for, within a minute. Throws `launchExpired` to anyone else. */
export function takeLaunch({ nonce }: { nonce: string }, { tabId }: Asker): Promise<SignInForm> {
  return navigator.locks.request('launch', async () => {
    const all = await launches.get();
    const found = Object.hasOwn(all, nonce) ? all[nonce] : undefined;
    const now = Date.now();
    await launches.set(Object.fromEntries(Object.entries(all).filter(([id, { expiresAt }]) => id !== nonce && expiresAt > now)));
    const key = await dataKey();
    if (!found || !key || found.tabId !== tabId || found.expiresAt <= now) throw failure('launchExpired');
    return await unseal(key, sessionPlace('launch', nonce), found.form) as SignInForm;
  });
}
