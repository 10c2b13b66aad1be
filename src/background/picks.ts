import { keepPicker, noteUse } from '../browser/picks.js';

/** Brings in step what the picker shows. Where it cannot be, the picker reads the vault itself. */
export function showInPicker(): Promise<void> {
  return keepPicker(Date.now()).catch(() => undefined);
}

/** Learns that a role was opened. What could not be remembered is learned the next time. */
export async function learnUse(roleId: string): Promise<void> {
  await noteUse(roleId, Date.now()).catch(() => undefined);
  await showInPicker();
}
