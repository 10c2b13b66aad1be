import { render } from 'preact';
import { ask } from '../browser/messages.js';
import { passkeyOpens } from '../browser/passkeys.js';
import { requestOrigins } from '../browser/permissions.js';
import { flows, mfaSessions, unlockedKey } from '../browser/stored.js';
import { showOptions } from '../browser/tabs.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { language } from '../browser/words.js';
import { isUnderWay, whenOver } from '../browser/underWay.js';
import { Popup } from './Popup.js';
import { createPopup } from './state.js';

document.documentElement.lang = language();
const popup = createPopup({
  vaultState, unlock, passkeyOpens, readCatalogue, isUnderWay, whenOver, ask, requestOrigins,
  watchLock: (changed) => { unlockedKey.watch(changed); },
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
