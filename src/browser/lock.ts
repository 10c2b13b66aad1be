import browser from 'webextension-polyfill';
import { isOverdue, type LockDeadline, type LockMinutes } from '../core/autoLock.js';
import { failure } from '../core/failure.js';
import type { Sealed } from '../core/vault/envelope.js';
import { sessionPlace, unwrapDataKey, wrapDataKey } from '../core/vault/seal.js';
import { checkUp, flows, getTogether, launches, lockDeadline, rotation, unlockedKey } from './stored.js';
import { forgetWrappingKey, keepWrappingKey, storedWrappingKey } from './wrappingKey.js';

const unlockPlace = sessionPlace('unlock', 'dataKey');
const alarmName = 'autoLock';

/** Whoever was seen so lately need not be seen again: the vault locks after minutes. */
const seenAgainMs = 5000;

/** How long a person may do nothing and still count as there. The vault may lock so much later than was set. */
const presenceSeconds = 60;

/**
 * Has the person looked for once a minute; twice where the vault locks after one minute, or who is at work would be locked out.
 * Chrome rings no more often (chrome.alarms, since version 120), and the worker is started for each ring.
 */
function keepLooking(minutes: LockMinutes): Promise<void> {
  return browser.alarms.create(alarmName, { periodInMinutes: minutes === 1 ? 0.5 : 1 });
}

/** Keeps the data key until the vault is locked, or the browser closes. */
export async function keepUnlocked(fresh: CryptoKey, minutes: LockMinutes): Promise<void> {
  await bothHalves(async () => {
    const wrapped = await wrapDataKey(fresh, await keepWrappingKey(), unlockPlace);
    await lockDeadline.set({ minutes, seenAt: Date.now() });
    await unlockedKey.set(wrapped);
    await keepLooking(minutes);
  });
}

/** The data key as it was unwrapped last, and what from: it is good for as long as that is there. */
let opened: { readonly ct: string; readonly key: CryptoKey } | undefined;

/** Writes or reads the halves of the unlocked key while no other context writes them: halves that do not fit would mean locked. */
function bothHalves<T>(run: () => Promise<T>, mode: LockMode = 'exclusive'): Promise<T> {
  return navigator.locks.request('unlocked', { mode }, run);
}

/**
 * Forgets the data key, and what was sealed for journeys under way. MFA sessions stay, sealed: the next unlocking brings
 * them back without a code.
 */
export async function lock(): Promise<void> {
  opened = undefined;
  await bothHalves(() => Promise.all([
    unlockedKey.set(null), forgetWrappingKey(), lockDeadline.set(null), launches.set({}), flows.set({}), checkUp.set(null), rotation.set(null),
    browser.alarms.clear(alarmName),
  ]));
}

/** When an unlocked vault locks. Locks when it is time to: undefined then, and while it is locked. */
async function liveDeadline(): Promise<LockDeadline | undefined> {
  const deadline = await lockDeadline.get();
  if (deadline && !isOverdue(deadline, Date.now())) return deadline;
  if (deadline || (await unlockedKey.get())) await lock();
  return undefined;
}

/** Locks when it is time to, and says whether the vault is locked now. */
export async function lockWhenOverdue(): Promise<boolean> {
  return !(await liveDeadline());
}

/**
 * The data key while the vault is unlocked: whether it is, is looked at anew for every use. It survives a restart of the worker,
 * not of the browser.
 */
export async function dataKey(): Promise<CryptoKey | undefined> {
  const [deadline, present] = await getTogether(lockDeadline, unlockedKey);
  if (!deadline || !present || isOverdue(deadline, Date.now())) {
    opened = undefined;
    await lockWhenOverdue();
    return undefined;
  }
  if (opened?.ct === present.ct) return opened.key;
  try {
    const [wrapped, wrappingKey] = await bothHalves(
      () => Promise.all([unlockedKey.get(), storedWrappingKey()]), 'shared');
    if (!wrapped || !wrappingKey) return undefined;
    opened = { ct: wrapped.ct, key: await unwrapDataKey(wrapped, wrappingKey, unlockPlace, false) };
    return opened.key;
  } catch {
    // The halves do not fit: nothing can be opened.
    return undefined;
  }
}

/** The data key. Throws `vaultLocked` when there is none. */
export async function unlockedDataKey(): Promise<CryptoKey> {
  const key = await dataKey();
  if (!key) throw failure('vaultLocked');
  return key;
}

/**
 * As `dataKey`, from what was read already. It waits for nobody: of halves that do not fit, because somebody is just
 * unlocking or locking, it makes nothing.
 */
export async function dataKeyFrom(deadline: LockDeadline | null, wrapped: Sealed | null, wrappingKey: Promise<CryptoKey | undefined>): Promise<CryptoKey | undefined> {
  if (!deadline || !wrapped || isOverdue(deadline, Date.now())) return undefined;
  return wrappingKey.then((key) => key && unwrapDataKey(wrapped, key, unlockPlace, false)).catch(() => undefined);
}

/** Calls back when the vault was unlocked or locked, in whichever context. */
export function onLockChanged(changed: () => void): void {
  unlockedKey.watch(changed);
}

/** Puts the deadline off, because the person did something. Nobody waits until that is written. */
export async function seePerson(): Promise<void> {
  const deadline = await liveDeadline();
  if (!deadline || Math.abs(Date.now() - deadline.seenAt) < seenAgainMs) return;
  void lockDeadline.change((latest) => latest && { ...latest, seenAt: Date.now() });
}

/** Changes the time without a sign of the person after which an unlocked vault locks. */
export async function setLockMinutes(minutes: LockMinutes): Promise<void> {
  await lockDeadline.change((deadline) => deadline && { ...deadline, minutes });
  if (await lockDeadline.get()) await keepLooking(minutes);
}

/**
 * Locks at once when the operating system does. Otherwise looks now and then, while unlocked, whether the person is at
 * the computer, and locks when they have been away too long.
 */
export function lockByItself(): void {
  onLockChanged(() => { opened = undefined; });
  browser.idle.onStateChanged.addListener((state) => {
    if (state === 'locked') void lock();
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) void lookForPerson();
  });
}

async function lookForPerson(): Promise<void> {
  if (await lockWhenOverdue()) return;
  const state = await browser.idle.queryState(presenceSeconds);
  if (state === 'locked') await lock();
  else if (state === 'active') await seePerson();
}
