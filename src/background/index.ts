import { closeStorageToPages } from '../browser/access.js';
import { answer } from '../browser/asking.js';
import { markAllowedPartitions, onMoreAllowed } from '../browser/permissions.js';
import { emptyClipboardOnTime } from '../browser/clipboard.js';
import { onEndAlarm } from '../browser/ends.js';
import { onNoticeChosen } from '../browser/notices.js';
import { makePageMenus } from '../browser/pageMenus.js';
import { consoleTabs, shareReads } from '../browser/stored.js';
import { onBrowserStart, onInstalled, onTabChanged, onTabClosed, onTabReplaced, showOptions, showTab, tellConsoles } from '../browser/tabs.js';
import { serveAddressBar } from '../browser/omnibox.js';
import { forgetVault } from '../browser/vaultStorage.js';
import { lock, lockByItself, onLockChanged } from '../browser/lock.js';
import { onPolicyChanged, readPolicyBy } from '../browser/managed.js';
import { forgetList } from '../browser/picks.js';
import { updateWhenIdle } from '../browser/updates.js';
import { together } from '../core/turns.js';
import { closeInTime } from './closing.js';
import { forgetTab, renameTab, tabChanged } from './consoles.js';
import { endNears, keepEndAlarm } from './ends.js';
import { markOfTab } from './marks.js';
import { dismissFlow, openRole, resume } from './opening.js';
import { pickUp, pickUpAll } from './travelling.js';
import { servePageMenus } from './pageMenu.js';
import { prepare } from './preparing.js';
import { showInPicker } from './picks.js';
import { takeLaunch } from './launchTasks.js';

const seldom = () => import(/* webpackMode: "lazy", webpackChunkName: "seldom" */ './seldom.js');
// A worker may load later only what it has loaded once while it was installed.
self.addEventListener('install', () => void seldom());

shareReads(together());
answer({
  page: {
    openRole,
    pickUp,
    prepare,
    dismissFlow,
    resume,
    lock: async () => {
      await lock();
      return null;
    },
  },
  launch: { takeLaunch, goOn: async (asked, asker) => (await seldom()).goOn(asked, asker) },
  console: { hello: markOfTab },
  signIn: { reached: async (asked, asker) => (await seldom()).reached(asked, asker) },
  seldom: async () => (await seldom()).answers,
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
serveAddressBar({
  offers: async (text) => (await seldom()).addressBar.offers(text),
  chosen: async (text, behind) => (await seldom()).addressBar.chosen(text, behind),
});
void pickUpAll();
emptyClipboardOnTime();
readPolicyBy(async (set) => (await seldom()).policyFrom(set));
onPolicyChanged(async () => {
  await forgetList();
  const { followSettings, keepInStep } = await seldom();
  void followSettings().catch(() => undefined);
  void keepInStep();
});
onLockChanged(() => {
  forgetVault();
  void tellConsoles();
  void showInPicker();
  // What is set may have changed while the vault was locked, by a policy or in another window.
  void seldom().then(({ keepInStep }) => keepInStep());
});
void closeStorageToPages();
