import { closeStorageToPages } from '../browser/access.js';
import { answer } from '../browser/asking.js';
import { markAllowedPartitions, onMoreAllowed } from '../browser/permissions.js';
import { emptyClipboardOnTime } from '../browser/clipboard.js';
import { onEndAlarm } from '../browser/ends.js';
import { onNoticeChosen } from '../browser/notices.js';
import { makePageMenus } from '../browser/pageMenus.js';
import { consoleTabs } from '../browser/stored.js';
import { onBrowserStart, onInstalled, onTabChanged, onTabClosed, onTabReplaced, showOptions, showTab, tellConsoles } from '../browser/tabs.js';
import { serveAddressBar } from '../browser/omnibox.js';
import { forgetVault } from '../browser/vaultStorage.js';
import { lock, lockByItself, onLockChanged } from '../browser/lock.js';
import { onPolicyChanged, readPolicyBy } from '../browser/managed.js';
import { updateWhenIdle } from '../browser/updates.js';
import { keyAnswers } from './accessKeys.js';
import { addressBar } from './addressBar.js';
import { followSettings, keepInStep, vaultAnswers } from './catalogue.js';
import { checkUpAnswers } from './checkUp.js';
import { closeInTime } from './closing.js';
import { policyFrom } from '../core/policyReading.js';
import { credentialAnswers } from './credentials.js';
import { discoveryAnswers } from './discovering.js';
import { goOn, reached, takeLaunch } from './hops.js';
import { importAnswers } from './imports.js';
import { logAnswers } from './log.js';
import { forgetTab, renameTab, tabChanged } from './consoles.js';
import { endNears, keepEndAlarm } from './ends.js';
import { markOfTab } from './marks.js';
import { dismissFlow, openRole, resume } from './opening.js';
import { pickUp, pickUpAll } from './travelling.js';
import { servePageMenus } from './pageMenu.js';
import { prepare } from './preparing.js';
import { pickAnswers, showInPicker } from './picks.js';
import { signOut } from './signingOut.js';

answer({
  page: {
    ...vaultAnswers,
    ...pickAnswers,
    ...importAnswers,
    ...logAnswers,
    ...credentialAnswers,
    ...checkUpAnswers,
    ...discoveryAnswers,
    ...keyAnswers,
    openRole,
    pickUp,
    prepare,
    dismissFlow,
    resume,
    signOut,
    lock: async () => {
      await lock();
      return null;
    },
  },
  launch: { takeLaunch, goOn },
  console: { hello: markOfTab },
  signIn: { reached },
});

onInstalled((first) => {
  void markAllowedPartitions();
  void makePageMenus();
  if (first) void showOptions();
});
onBrowserStart(() => {
  void markAllowedPartitions();
  void makePageMenus();
});
onMoreAllowed(() => {
  void markAllowedPartitions();
  listenToNotices();
  servePageMenus();
  void makePageMenus();
});
servePageMenus();
onTabClosed((tabId) => void forgetTab(tabId));
onTabChanged((tabId, address) => void tabChanged(tabId, address));
onTabReplaced((tabId, before) => void renameTab(tabId, before));
const listenToNotices = (): void => onNoticeChosen((tabId) => void showTab(tabId));
listenToNotices();
onEndAlarm(() => void endNears());
consoleTabs.watch(() => void keepEndAlarm());
void keepEndAlarm();
lockByItself();
updateWhenIdle();
closeInTime();
serveAddressBar(addressBar);
void pickUpAll();
emptyClipboardOnTime();
readPolicyBy(policyFrom);
onPolicyChanged(() => {
  void followSettings().catch(() => undefined);
  void keepInStep();
});
onLockChanged(() => {
  forgetVault();
  void tellConsoles();
  void showInPicker();
});
void closeStorageToPages();
