import * as v from 'valibot';
import { lockChoices, lockMinutesDefault } from './autoLock.js';

export const settingsSchema = v.strictObject({
  /** Minutes without a sign of the person after which the vault locks; null: when the browser closes. */
  lockMinutes: v.nullable(v.picklist(lockChoices)),
});
/** What the person has set for the whole of Sallyport; sealed in the vault. */
export type Settings = v.InferOutput<typeof settingsSchema>;

export const settingsDefault: Settings = { lockMinutes: lockMinutesDefault };
