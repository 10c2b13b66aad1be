import { onAlarm, setAlarm } from '../browser/alarms.js';
import { consoleTabs } from '../browser/stored.js';
import { closeTab } from '../browser/tabs.js';

const alarmName = (tabId: number): string => `close ${tabId}`;

/** Has a console closed after some minutes, as its guard demands. */
export async function closeLater(tabId: number, minutes: number): Promise<void> {
  const closesAt = Date.now() + minutes * 60_000;
  await consoleTabs.change((all) => (all[tabId] ? { ...all, [tabId]: { ...all[tabId], closesAt } } : all));
  await setAlarm(alarmName(tabId), closesAt);
}

/** Closes consoles whose time is up. The alarm of a tab that is gone, or was since opened for something else, does nothing. */
export function closeInTime(): void {
  onAlarm((name) => {
    const [, id] = /^close (\d+)$/.exec(name) ?? [];
    if (id !== undefined) void closeIfOver(Number(id));
  });
}

/** A clock that was set back leaves some of the time: the alarm is set anew for that. */
async function closeIfOver(tabId: number): Promise<void> {
  const { closesAt } = (await consoleTabs.get())[tabId] ?? {};
  if (closesAt === undefined) return;
  if (closesAt <= Date.now()) await closeTab(tabId);
  else await setAlarm(alarmName(tabId), closesAt);
}
