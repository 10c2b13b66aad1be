import browser from 'webextension-polyfill';

/** Has the browser call, at a moment in milliseconds since the epoch, whoever listens to alarms; half a minute from now at the earliest. */
export async function setAlarm(name: string, at: number): Promise<void> {
  await browser.alarms.create(name, { when: at });
}

export async function clearAlarm(name: string): Promise<void> {
  await browser.alarms.clear(name);
}

export function onAlarm(rung: (name: string) => void): void {
  browser.alarms.onAlarm.addListener(({ name }) => rung(name));
}
