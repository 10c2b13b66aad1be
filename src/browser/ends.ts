import browser from 'webextension-polyfill';

const alarmName = 'consoleEnds';

/** Sets the one alarm for the ends of consoles; undefined takes it back. */
export async function setEndAlarm(at: number | undefined): Promise<void> {
  const present = await browser.alarms.get(alarmName) as { scheduledTime: number } | undefined;
  if (at === undefined) await browser.alarms.clear(alarmName);
  else if (present?.scheduledTime !== at) browser.alarms.create(alarmName, { when: at });
}

export function onEndAlarm(came: () => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarmName) came();
  });
}
