import { render } from 'preact';
import { ask } from '../browser/messages.js';
import { missingOrigins, requestOrigins } from '../browser/permissions.js';
import { unlockedKey } from '../browser/stored.js';
import { changePassphrase, createAndUnlock, unlock, vaultState } from '../browser/unlocking.js';
import { readCatalogue, readSettings } from '../browser/vaultRecords.js';
import { watchVault } from '../browser/vaultStorage.js';
import { language, say } from '../browser/words.js';
import { Options } from './Options.js';
import { createOptions } from './state.js';

document.documentElement.lang = language();
document.title = say('optionsTitle');
const options = createOptions({
  vaultState, createAndUnlock, unlock, changePassphrase, readCatalogue, readSettings, watchVault, ask, requestOrigins, missingOrigins,
  watchLock: (changed) => { unlockedKey.watch(changed); },
  newId: () => crypto.randomUUID(),
  random: (into) => crypto.getRandomValues(into),
});
const place = document.getElementById('app');
if (place) render(<Options options={options} />, place);
void options.start();
