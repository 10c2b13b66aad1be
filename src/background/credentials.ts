import { mayEmptyClipboard } from '../browser/clipboard.js';
import { unlockedDataKey } from '../browser/lock.js';
import { readCatalogue, readSettings } from '../browser/vaultRecords.js';
import { wantedRole } from '../core/assumptions.js';
import { findChain } from '../core/chain.js';
import { printCredentials } from '../core/credentialText.js';
import { failure } from '../core/failure.js';
import { passGuard } from '../core/guard.js';
import { seal, sessionPlace } from '../core/vault/seal.js';
import type { Answers, Asked, CallTables } from '../protocol.js';
import { keepLog } from './log.js';
import { quietSession } from './signingIn.js';

/** Throws `copyingOff` unless the person has switched it on, no administrator has switched it off, and what is copied can be taken off the clipboard again. */
async function refuseUnlessAllowed(): Promise<void> {
  if (!(await readSettings()).copyCredentials || !(await mayEmptyClipboard())) throw failure('copyingOff');
}

/** The credentials of a role session as a text, and a line in the log. A guarded role is refused: its guard is about its console. */
async function credentialText({ roleId, code, format }: Asked<'copyCredentials'>): Promise<string> {
  await refuseUnlessAllowed();
  const catalogue = await readCatalogue();
  const chain = findChain(catalogue, roleId);
  const role = wantedRole(chain);
  passGuard(role, catalogue.rules, {});
  const { credentials, requests } = await quietSession(chain, code, {});
  void keepLog(chain, { at: Date.now(), outcome: 'copied', requests });
  return printCredentials(format, { credentials, name: role.name, region: role.region });
}

/** The part of what our own pages may ask that hands credentials out, sealed on their way. */
export const credentialAnswers: Pick<Answers<CallTables['page']>, 'copyCredentials'> = {
  async copyCredentials(asked) {
    const text = await credentialText(asked);
    return seal(await unlockedDataKey(), sessionPlace('message', 'copied'), text);
  },
};
