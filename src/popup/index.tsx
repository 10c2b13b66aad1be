import { render } from 'preact';
import { ask } from '../browser/messages.js';
import { requestOrigins } from '../browser/permissions.js';
import { flows, mfaSessions } from '../browser/stored.js';
import { showOptions } from '../browser/tabs.js';
import { readCatalogue, unlock, vaultState } from '../browser/unlocking.js';
import { language } from '../browser/words.js';
import { isUnderWay } from '../browser/underWay.js';
import { Popup } from './Popup.js';
import { createPopup } from './state.js';

document.documentElement.lang = language();
const popup = createPopup({
  vaultState, unlock, readCatalogue, isUnderWay, ask, requestOrigins,
  sessions: mfaSessions,
  flows,
  now: Date.now,
  showOptions: () => {
    void showOptions();
    window.close();
  },
  close: () => window.close(),
});
const place = document.getElementById('app');
if (place) render(<Popup popup={popup} />, place);
void popup.start();
