import { type ConsoleTab, consoleTabs } from '../browser/stored.js';
import { type ConsoleMark, isSameRole } from '../core/marks.js';

function without<T extends { readonly readOnly?: true }>(thing: T): T {
  const copy: { readOnly?: true } = { ...thing };
  delete copy.readOnly;
  return copy as T;
}

/** A tab as one of a session that is read-only, or that is not. */
function asReadOnly(tab: ConsoleTab, readOnly: boolean): ConsoleTab {
  if (readOnly) return { ...tab, mark: { ...tab.mark, readOnly }, readOnly };
  return { ...without(tab), mark: without(tab.mark) };
}

type ConsoleTabs = Awaited<ReturnType<typeof consoleTabs.get>>;

function changed(all: ConsoleTabs, next: (tab: ConsoleTab, tabId: string) => ConsoleTab): ConsoleTabs {
  return Object.fromEntries(Object.entries(all).map(([id, tab]) => [id, next(tab, id)]));
}

/**
 * The tabs when a full session of a role is about to be signed in. A browser has one session of a role, that of the last sign-in,
 * so that its tabs that were opened read-only no longer are, and must not say so for a moment longer. A read-only session
 * cannot be told by its ARN: its name would have to differ, and administrators may demand the user's own (`sts:RoleSessionName`).
 */
export function withFullSession(all: ConsoleTabs, mark: ConsoleMark): ConsoleTabs {
  return changed(all, (tab) => (isSameRole(tab.mark, mark) ? asReadOnly(tab, false) : tab));
}

/** Notes, once its console has come, that a read-only session was signed in: other tabs of the role have it from now on. */
export async function noteArrival(tabId: number): Promise<void> {
  const arrived = (await consoleTabs.get())[tabId];
  if (!arrived?.readOnly || arrived.stage === 'open') return;
  await consoleTabs.change((all) => changed(all, (tab, id) => (tab.roleId === arrived.roleId && (tab.stage === 'open' || id === String(tabId)) ? asReadOnly(tab, true) : tab)));
}

/** Whether the session of a mark that no tab was opened for is known to be read-only. */
export async function isKnownReadOnly(mark: ConsoleMark): Promise<boolean> {
  const tabs = Object.values(await consoleTabs.get()).filter((tab) => tab.stage === 'open' && isSameRole(tab.mark, mark));
  return tabs.length > 0 && tabs.every(({ readOnly }) => readOnly);
}
