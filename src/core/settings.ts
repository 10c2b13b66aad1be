import * as v from 'valibot';
import { lockChoices, lockMinutesDefault } from './autoLock.js';

/**
 * How a console is opened beside others: as the browser allows it, in the console's own multi-session, after the one that
 * is signed in was signed out, or in a container for each role (Firefox).
 */
export const openChoices = ['automatic', 'multiSession', 'logOutFirst', 'container'] as const;
export type OpenIn = (typeof openChoices)[number];

const roleIds = v.pipe(v.array(v.pipe(v.string(), v.maxLength(2048))), v.maxLength(100_000));

export const settingsSchema = v.strictObject({
  /** Minutes without a sign of the person after which the vault locks; null: when the browser closes. */
  lockMinutes: v.nullable(v.picklist(lockChoices)),
  openIn: v.picklist(openChoices),
  /** Whether consoles are put into a tab group for each role. */
  groupTabs: v.boolean(),
  /** Whether the colour of each account is kept outside the vault, so that marks have it while the vault is locked. */
  rememberColours: v.boolean(),
  /** Whether credentials may be copied for a terminal. */
  copyCredentials: v.boolean(),
  /** Ids of the roles that the picker shows first, in this order. */
  favourites: roleIds,
  /** Ids of the roles that the picker shows only when they are looked for. */
  hidden: roleIds,
});
/** What the person has set for the whole of Sallyport; sealed in the vault. */
export type Settings = v.InferOutput<typeof settingsSchema>;

export const settingsDefault: Settings = {
  lockMinutes: lockMinutesDefault, openIn: 'automatic', groupTabs: false, rememberColours: false, copyCredentials: false, favourites: [], hidden: [],
};
