import { listSessions } from '../aws/sessions.js';
import { consoleTabs } from '../browser/stored.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import type { Identity } from '../core/catalogue.js';
import { failure } from '../core/failure.js';
import { markOfSession, sessionLabel } from '../core/marks.js';
import { wordsFor } from '../core/mfaSession.js';
import type { Asker, BrowserSession, LaunchTask } from '../protocol.js';
import { awaitedForm, launchOf } from './launches.js';
import { identityOf, needsCode } from './signingIn.js';
import { pickUpOf } from './travelling.js';

/** What our page in a tab is to do. Throws `launchExpired` to another tab, or too late. */
export async function takeLaunch({ nonce }: { nonce: string }, { tabId }: Asker): Promise<LaunchTask> {
  // The tab was opened ahead: what it is for is kept when the journey has come so far, by this worker or by one that goes on for another.
  const launch = await launchOf(nonce, tabId).catch(async () => {
    const form = await awaitedForm(nonce, tabId, pickUpOf(nonce));
    return form ? { post: form } : launchOf(nonce, tabId);
  });
  if ('post' in launch) return { kind: 'post', form: launch.post };
  if ('failed' in launch) return { kind: 'failed', failure: launch.failed };
  const tab = (await consoleTabs.get())[tabId ?? -1];
  if (!tab) throw failure('launchExpired');
  const identity = await identityOf(tab.roleId);
  const sessions = launch.from === 'limit' ? await namedSessions(identity) : [];
  return {
    kind: 'choose', from: launch.from, role: tab.mark.name, sessions,
    ...(await needsCode(tab.roleId) ? { codeFor: wordsFor(identity) } : {}),
    ...(launch.from === 'signedOut' && tab.address !== undefined ? { address: tab.address } : {}),
  };
}

async function namedSessions(identity: Identity): Promise<BrowserSession[]> {
  const catalogue = await readCatalogue();
  const sessions = await listSessions(identity.partition, identity.stsRegion);
  return sessions.map(({ differentiator, arn }) =>
    ({ differentiator, name: markOfSession(catalogue, arn)?.name ?? sessionLabel(arn) }));
}
