import { setEndAlarm } from '../browser/ends.js';
import { noticesAllowed, showNotice } from '../browser/notices.js';
import { consoleTabs } from '../browser/stored.js';
import { tellConsoles } from '../browser/tabs.js';
import { say } from '../browser/words.js';
import { endingSoon, minutesLeft, nextEnd } from '../core/consoles.js';
import { changeTab } from './consoles.js';

/** Sees to it that the next end is noticed: asked again whenever the worker wakes, since an alarm may have been lost. */
export async function keepEndAlarm(): Promise<void> {
  await setEndAlarm(nextEnd(await consoleTabs.get(), Date.now()));
}

/** Tells the person of the consoles that are about to end, if they like to be told, and brings every stripe up to date. */
export async function endNears(): Promise<void> {
  const now = Date.now();
  const soon = endingSoon(await consoleTabs.get(), now);
  const allowed = await noticesAllowed();
  for (const [tabId, { mark, endsAt = now }] of allowed ? soon : []) {
    const minutes = minutesLeft(endsAt, now);
    await changeTab(tabId, { toldOf: endsAt });
    await showNotice(tabId, say('noticeTitle', { role: mark.name, minutes }), say('notice', { account: mark.account }));
  }
  await tellConsoles();
  await keepEndAlarm();
}
