import { closeStorageToPages } from '../browser/access.js';
import { answer } from '../browser/asking.js';
import { markAllowedPartitions, onMoreAllowed } from '../browser/permissions.js';
import { onBrowserStart, onInstalled, onTabClosed, showOptions, tellConsoles } from '../browser/tabs.js';
import { serveAddressBar } from '../browser/omnibox.js';
import { lock, lockByItself, onLockChanged } from '../browser/lock.js';
import { addressBar } from './addressBar.js';
import { vaultAnswers } from './catalogue.js';
import { closeInTime } from './closing.js';
import { goOn, reached, takeLaunch } from './hops.js';
import { importAnswers } from './imports.js';
import { forgetTab, markOfTab } from './marks.js';
import { dismissFlow, openRole } from './opening.js';
import { pickAnswers, showInPicker } from './picks.js';

answer({
  page: {
    ...vaultAnswers,
    ...pickAnswers,
    ...importAnswers,
    openRole,
    dismissFlow,
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
  if (first) void showOptions();
});
onBrowserStart(() => void markAllowedPartitions());
onMoreAllowed(() => void markAllowedPartitions());
onTabClosed((tabId) => void forgetTab(tabId));
lockByItself();
closeInTime();
serveAddressBar(addressBar);
onLockChanged(() => {
  void tellConsoles();
  void showInPicker();
});
void closeStorageToPages();
