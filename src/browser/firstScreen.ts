import type { FirstScreen } from '../core/firstScreen.js';
import { sessionPlace, unseal } from '../core/vault/seal.js';
import { dataKeyFrom } from './lock.js';
import { askedPage, askedRole, clockOffset, consoleTabs, firstScreen, flows, getTogether, lockDeadline, mfaSessions, storageRefused, unlockedKey } from './stored.js';
import { storedWrappingKey } from './wrappingKey.js';

/** What the picker's first screen is bound to. */
export const firstScreenPlace = sessionPlace('firstScreen', 'all');

/**
 * What the popup shows first, with the MFA sessions, journeys and consoles there are, and what was asked for in the address bar or a menu: all of it lies in memory but for one half of
 * the key. `screen` is undefined while the vault is locked, and where it must be read from the vault itself.
 */
export async function readFirst() {
  const wrappingKey = storedWrappingKey();
  const [deadline, wrapped, sealed, sessions, journeys, asked, page, consoles, offset, refused] =
    await getTogether(lockDeadline, unlockedKey, firstScreen, mfaSessions, flows, askedRole, askedPage, consoleTabs, clockOffset, storageRefused);
  if (asked !== '') await askedRole.set('');
  if (page !== '') await askedPage.set('');
  const key = sealed && await dataKeyFrom(deadline, wrapped, wrappingKey);
  const screen = key && await unseal(key, firstScreenPlace, sealed).then((value) => value as FirstScreen, () => undefined);
  return { screen: screen ?? undefined, sessions, flows: journeys, asked, page, consoles, troubles: { clockOffset: offset, storageRefused: refused } };
}
