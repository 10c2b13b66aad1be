import { render } from 'preact';
import popupStyle from './popup.css';
import sharedStyle from '../../public/ui.css';
import { readFirst } from '../browser/firstScreen.js';
import { ask } from '../browser/messages.js';
import { requestOrigins } from '../browser/permissions.js';
import { consoleTabs, flows, mfaSessions, unlockedKey } from '../browser/stored.js';
import { showOptions, showOptionsAt, showTab } from '../browser/tabs.js';
import { readTroubles, watchTroubles } from '../browser/troubles.js';
import { language } from '../browser/words.js';
import { style } from '../ui/styling.js';
import { prepare } from './preparing.js';
import { Popup } from './Popup.js';
import { whenPainted } from './painting.js';
import { rehearse } from './RoleList.js';
import type { PopupPorts } from './signals.js';
import { createPopup } from './state.js';

// Begun before anything else, because it takes longest.
let first: ReturnType<typeof readFirst> | undefined = readFirst();

/** Whatever the first screen does not take is loaded once it has been painted. */
const rest = async () => (await import(/* webpackMode: "lazy", webpackChunkName: "whole" */ './whole.js')).rest;

style(sharedStyle, popupStyle);
document.documentElement.lang = language();
const ports: PopupPorts = {
  ask, requestOrigins, flows, showTab, prepare,
  watchTroubles(changed) {
    watchTroubles(changed);
    // Whether the browser's sync has brought something is looked for when nothing waits for it.
    void whenPainted().then(() => requestIdleCallback(() => void readTroubles().then(changed)));
  },
  consoles: consoleTabs,
  vaultState: async () => (await rest()).vaultState(),
  unlock: async (passphrase) => (await rest()).unlock(passphrase),
  passkeyOpens: async () => (await rest()).passkeyOpens(),
  keptWhole: async () => (await rest()).keptWhole(),
  readWhole: async () => (await rest()).readWhole(),
  copyCredentials: async (asked) => (await rest()).copyCredentials(asked),
  pageInFront: async () => (await rest()).pageInFront(),
  copy: (text) => navigator.clipboard.writeText(text),
  readFirst() {
    const begun = first ?? readFirst();
    first = undefined;
    return begun;
  },
  painted: whenPainted,
  idle: () => new Promise((resolve) => { requestIdleCallback(() => resolve()); }),
  rehearse: (sections) => rehearse(popup, popup.listing.sections.value, sections),
  watchLock: (changed) => { unlockedKey.watch(changed); },
  sessions: mfaSessions,
  now: Date.now,
  showOptions: () => {
    void showOptions();
    window.close();
  },
  showOptionsAt: (place) => void showOptionsAt(place).finally(() => window.close()),
  close: () => window.close(),
};
const popup = createPopup(ports);

function show(): void {
  const place = document.getElementById('app');
  if (place) render(<Popup popup={popup} />, place);
}
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
else show();
void popup.start();
