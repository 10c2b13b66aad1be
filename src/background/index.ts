import { closeStorageToPages } from '../browser/access.js';
import { answer } from '../browser/asking.js';
import { markAllowedPartitions, onMoreAllowed } from '../browser/permissions.js';
import { onBrowserStart, onInstalled, onTabClosed, showOptions } from '../browser/tabs.js';
import { lock, lockByItself } from '../browser/lock.js';
import { vaultAnswers } from './catalogue.js';
import { takeLaunch } from './launching.js';
import { forgetTab, markOfTab } from './marks.js';
import { dismissFlow, openRole } from './opening.js';

answer({
  page: {
    ...vaultAnswers,
    openRole,
    dismissFlow,
    lock: async () => {
      await lock();
      return null;
    },
  },
  launch: { takeLaunch },
  console: { hello: (_asked, asker) => markOfTab(asker) },
});

onInstalled((first) => {
  void markAllowedPartitions();
  if (first) void showOptions();
});
onBrowserStart(() => void markAllowedPartitions());
onMoreAllowed(() => void markAllowedPartitions());
onTabClosed((tabId) => void forgetTab(tabId));
lockByItself();
void closeStorageToPages();
