import { render } from 'preact';
import { requestClipboard } from '../browser/clipboard.js';
import { onPolicyChanged, readPolicy, readPolicyBy } from '../browser/managed.js';
import { containersWork, leftContainers, removeContainer } from '../browser/containers.js';
import { importIsKept } from '../browser/lastImport.js';
import { askSealed } from '../browser/sealedMessages.js';
import { addPasskey, passkeyOpens, passkeysWork, removePasskeys, unlockByPasskey } from '../browser/passkeys.js';
import { allowNotices, noticesAllowed } from '../browser/notices.js';
import { dropPageMenus, pageMenusAllowed, pageMenusAreAsked, requestPageMenus } from '../browser/pageMenus.js';
import { dropOrigins, missingOrigins, requestOrigins, withheldOf } from '../browser/permissions.js';
import { fetchShared } from '../browser/sharedFetch.js';
import { readShared, readSyncRecord, removeShared, writeShared, writeSyncRecord } from '../browser/sharedRecords.js';
import { checkUp, mfaSessions, passphraseShort, rotation, setAside, syncSeen, unlockedKey } from '../browser/stored.js';
import { aloneWithSync, clearSync, readSync, writeSync } from '../browser/syncArea.js';
import { watchSync } from '../browser/syncWaits.js';
import { requestTabGroups, tabGroupsExist } from '../browser/tabGroups.js';
import { closeOwnTab } from '../browser/tabs.js';
import { readTroubles, watchTroubles } from '../browser/troubles.js';
import { changePassphrase, createAndUnlock, doorFor, unlock, vaultState } from '../browser/unlocking.js';
import { exportVault, openVaultFile, takeVaultFile } from '../browser/vaultFiles.js';
import { readEffective, readLog, readOwnCatalogue, readSettings, vaultIsNewer } from '../browser/vaultRecords.js';
import { findCopy, resetVault, restoreCopy } from '../browser/vaultRecovery.js';
import { watchVault } from '../browser/vaultStorage.js';
import { language, say } from '../browser/words.js';
import { iamOrigin } from '../core/partitions.js';
import { download, fileDate } from './download.js';
import { Options } from './Options.js';
import { createOptions } from './state.js';

readPolicyBy(async (set) => (await import(/* webpackMode: "lazy", webpackChunkName: "policy" */ '../core/policyReading.js')).policyFrom(set));
/** Ends with the import that is under way: what it changes is read when it is done, since it would wait for thousands of roles being read. */
let importing: Promise<unknown> = Promise.resolve();
const ask: typeof askSealed = (call, asked) => {
  const answer = askSealed(call, asked);
  if (call === 'importAll') importing = answer.catch(() => undefined);
  return answer;
};
document.documentElement.lang = language();
document.title = say('optionsTitle');
const options = createOptions({
  vaultState, createAndUnlock, unlock, changePassphrase, readOwnCatalogue, readEffective, readLog, readSettings, requestClipboard, readPolicy, watchPolicy: onPolicyChanged, ask, requestOrigins, missingOrigins,
  passkeysWork, passkeyOpens, addPasskey, removePasskeys, unlockByPasskey, exportVault, takeVaultFile, openVaultFile,
  findCopy, restoreCopy, resetVault, setAside, vaultIsNewer, download, requestTabGroups, noticesAllowed, allowNotices, leftContainers, removeContainer,
  pageMenusAllowed, requestPageMenus, dropPageMenus, readTroubles, watchTroubles,
  checkUp, mfaSessions, rotation,
  iamAllowed: async (partition) => (await withheldOf([iamOrigin(partition)])).length === 0,
  readShared, writeShared, removeShared, fetchShared, dropOrigins,
  readSync, writeSync, clearSync, watchSync, syncSeen, readSyncRecord, writeSyncRecord, doorFor, aloneWithSync,
  passphraseIsShort: passphraseShort.get,
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  copyText: (text) => navigator.clipboard.writeText(text),
  importCanBeUndone: importIsKept,
  containersWork: containersWork(),
  tabGroupsExist: tabGroupsExist(),
  pageMenusAreAsked: pageMenusAreAsked(),
  // Large, and of use only to who types a passphrase of their own.
  passphraseBits: async (passphrase) =>
    (await import(/* webpackMode: "lazy", webpackChunkName: "strength" */ './strength.js')).passphraseBits(passphrase),
  today: () => fileDate(new Date()),
  readHash: () => location.hash,
  showHash: (text) => { location.hash = text; },
  watchHash: (changed) => { addEventListener('hashchange', changed); },
  closePage: () => void closeOwnTab(),
  watchVault: (changed) => watchVault(() => void importing.then(changed)),
  watchLock: (changed) => { unlockedKey.watch(changed); },
  newId: () => crypto.randomUUID(),
  random: (into) => crypto.getRandomValues(into),
});
const place = document.getElementById('app');
if (place) render(<Options options={options} />, place);
void options.start();
