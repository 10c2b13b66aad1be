import { changeRecords, readCatalogue, settingsRecord } from '../browser/vaultRecords.js';
import { knownIds, movedId, withId } from '../core/picker.js';
import type { Settings } from '../core/settings.js';
import type { Answers, CallTables } from '../protocol.js';
import { showInPicker } from './picks.js';

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
  async moveFavourite({ roleId, by }) {
    const catalogue = await readCatalogue();
    return changePicks(({ favourites }) => {
      const known = knownIds(favourites, catalogue);
      return { favourites: [...movedId(known, roleId, by), ...favourites.filter((id) => !known.includes(id))] };
    });
  },
  setHidden: ({ roleId, on }) => changePicks(({ hidden }) => ({ hidden: withId(hidden, roleId, on) })),
};
