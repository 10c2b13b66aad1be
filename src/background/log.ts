import { changeRecords, logRecord } from '../browser/vaultRecords.js';
import type { Chain } from '../core/chain.js';
import { type LogEntry, withEntry } from '../core/log.js';
import { inTurns } from '../core/turns.js';
import type { Answers, CallTables } from '../protocol.js';

/** What is known of an opening beside its chain. */
export type Opening = Pick<LogEntry, 'at' | 'outcome'> & { readonly requests: readonly LogEntry['requests'][number][] } & Partial<Pick<LogEntry, 'reason' | 'readOnly'>>;

/**
 * So long is waited before the log is written, in milliseconds: the console is requested meanwhile, and other openings are written with
 * it. Of a vault that is locked within that time, or a browser that is killed, nothing more is written.
 */
const patienceMs = 300;
let clearedAt = -Infinity;

const write = inTurns<LogEntry>(async (come) => {
  await new Promise((resolve) => setTimeout(resolve, patienceMs));
  await changeRecords(async (read) => {
    const log = await read.log();
    return { [logRecord]: { type: 'log', value: come().filter(({ at }) => at > clearedAt).reduce(withEntry, log) } };
  });
});

/** Writes down that a role was opened, or refused. A vault that cannot be written to keeps no log, and opens all the same. */
export async function keepLog({ identity, roles }: Chain, { at, outcome, requests, reason, readOnly }: Opening): Promise<void> {
  const wanted = roles.at(-1) ?? roles[0];
  const entry = {
    at, outcome, requests: [...requests], ...(readOnly ? { readOnly } : {}), ...(reason === undefined ? {} : { reason }),
    role: wanted.name, arn: wanted.arn, user: identity.userName, accountId: identity.accountId,
  };
  await write(entry).catch(() => undefined);
}

/** The log's part of what our own pages may ask. */
export const logAnswers: Pick<Answers<CallTables['page']>, 'clearLog'> = {
  async clearLog() {
    clearedAt = Date.now();
    // Twice, so that it is in neither slot.
    for (const value of [[], []]) await changeRecords(async () => ({ [logRecord]: { type: 'log', value } }));
    return null;
  },
};
