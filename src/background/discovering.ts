import { listAccounts } from '../aws/organizations.js';
import { awsClock } from '../browser/awsClock.js';
import { readCatalogue } from '../browser/vaultRecords.js';
import { wantedRole } from '../core/assumptions.js';
import { withRole } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { canReadOnly, passGuard } from '../core/guard.js';
import { roleTried } from '../core/triedRole.js';
import type { Answers, CallTables } from '../protocol.js';
import { keepLog } from './log.js';
import { quietSession } from './signingIn.js';
import { again } from './sts.js';

/** The part of what our own pages may ask that finds roles in an organization. No credentials come out of it. */
export const discoveryAnswers: Pick<Answers<CallTables['page']>, 'discoverAccounts' | 'tryRole'> = {
  /** Lists with a session that is narrowed to looking wherever it can be, so that a guard which asks no more lets it pass. */
  async discoverAccounts({ roleId, code }) {
    const catalogue = await readCatalogue();
    const chain = findChain(catalogue, roleId);
    const role = wantedRole(chain);
    const opening = canReadOnly(role) ? { readOnly: true as const } : {};
    passGuard(role, catalogue.rules, opening);
    const { credentials, requests } = await quietSession(chain, code, opening);
    const accounts = await listAccounts(credentials, chain.identity.partition, awsClock, { role: role.arn }, again);
    void keepLog(chain, { ...opening, at: Date.now(), outcome: 'listed', requests });
    return { accounts };
  },

  async tryRole({ arn, source, code }) {
    const role = roleTried(arn, source);
    // Where the source identity asks for a reason, this is it.
    await quietSession(findChain(withRole(await readCatalogue(), role), role.id), code, { reason: 'discovery' });
    return null;
  },
};
