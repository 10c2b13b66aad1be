import { render } from 'preact';
import { ask } from '../browser/messages.js';
import { passkeyOpens } from '../browser/passkeys.js';
import { requestOrigins } from '../browser/permissions.js';
import { flows, mfaSessions, unlockedKey } from '../browser/stored.js';
import { showOptions } from '../browser/tabs.js';
import { unlock, vaultState } from '../browser/unlocking.js';
import { readFirstScreen, readPicks } from '../browser/picks.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { language } from '../browser/words.js';
import { isUnderWay, whenOver } from '../browser/underWay.js';
import { inItsColours } from '../core/colourRules.js';
import { Popup } from './Popup.js';
import { createPopup } from './state.js';

document.documentElement.lang = language();
const popup = createPopup({
  vaultState, unlock, passkeyOpens, isUnderWay, whenOver, ask, requestOrigins, readFirstScreen, readPicks,
  watchLock: (changed) => { unlockedKey.watch(changed); },
  readCatalogue: async () => inItsColours(await readCatalogue()),
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
