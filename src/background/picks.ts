import { keepFirstScreen, noteUse } from '../browser/picks.js';
import { changeRecords, settingsRecord } from '../browser/vaultRecords.js';
import { movedId, withId } from '../core/picker.js';
import type { Settings } from '../core/settings.js';
import type { Answers, CallTables } from '../protocol.js';

/** Brings what the picker shows first in step. Where it cannot be, the picker reads the vault itself. */
export function showInPicker(): Promise<void> {
  return keepFirstScreen(Date.now()).catch(() => undefined);
}

/** Learns that a role was opened. What could not be remembered is learned the next time. */
export async function learnUse(roleId: string): Promise<void> {
  await noteUse(roleId, Date.now()).catch(() => undefined);
  await showInPicker();
}

async function changePicks(next: (settings: Settings) => Partial<Settings>): Promise<null> {
  await changeRecords(async (read) => {
    const settings = await read.settings();
    return { [settingsRecord]: { type: 'settings', value: { ...settings, ...next(settings) } } };
  });
  void showInPicker();
  return null;
}

/** The picker's part of what our own pages may ask. */
export const pickAnswers: Pick<Answers<CallTables['page']>, 'setFavourite' | 'moveFavourite' | 'setHidden'> = {
  setFavourite: ({ roleId, on }) => changePicks(({ favourites }) => ({ favourites: withId(favourites, roleId, on) })),
  moveFavourite: ({ roleId, by }) => changePicks(({ favourites }) => ({ favourites: movedId(favourites, roleId, by) })),
  setHidden: ({ roleId, on }) => changePicks(({ hidden }) => ({ hidden: withId(hidden, roleId, on) })),
};
