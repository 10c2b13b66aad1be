import { useEffect, useMemo, useState } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { dateTime, say, type WordKey } from '../browser/words.js';
import { groupedAccount } from '../core/arn.js';
import type { LogEntry } from '../core/log.js';
import { FailureNote } from '../ui/FailureNote.js';
import { createLogList } from './logList.js';
import type { Options } from './state.js';

const outcomes: Readonly<Record<string, WordKey>> = { opened: 'logOpened', copied: 'logCopied', listed: 'logListed' };

function Entry({ entry }: { readonly entry: LogEntry }) {
  const { at, role, arn, user, accountId, outcome, reason, readOnly, requests } = entry;
  return (
    <tr>
      <td><time dateTime={new Date(at).toISOString()}>{dateTime(at)}</time></td>
      <td><b>{role}</b>{readOnly && <> · {say('readOnlyWord')}</>}<span class="quiet mono">{arn}</span></td>
      <td>{user}<span class="quiet">{groupedAccount(accountId)}</span></td>
      <td>
        {say(outcomes[outcome] ?? 'logRefused')}{reason !== undefined && <span class="quiet">{reason}</span>}
        {requests.length > 0 && <details><summary>{say('logRequests')}</summary>{requests.map(({ call, id }) => <span key={id} class="quiet mono">{call} {id}</span>)}</details>}
      </td>
    </tr>
  );
}

/** The end of the log is asked about once more, since nothing brings it back. */
function Clearing({ clear }: { clear(): Promise<void> }) {
  const [asking, setAsking] = useState(false);
  if (!asking) return <button type="button" onClick={() => setAsking(true)}>{say('logClear')}</button>;
  return (
    <>
      <button type="button" class="danger" onClick={() => void clear().then(() => setAsking(false))}>{say('logClearSure')}</button>
      <button type="button" onClick={() => setAsking(false)}>{say('cancel')}</button>
    </>
  );
}

/** What was opened when, as whom and why. */
export function LogSection({ options }: { readonly options: Options }) {
  const list = useMemo(() => createLogList(options.ports), []);
  const { log: { value: log }, entries: { value: entries }, more: { value: more }, failure: { value: failure } } = list;
  useEffect(() => void list.read(), [options.latest.value]);
  return (
    <section>
      <h1>{say('section_log')}</h1>
      <p>{say('logHint')}</p>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      {log?.length === 0 && <p class="quiet">{say('logEmpty')}</p>}
      {entries.length > 0 && (
        <>
          <div class="buttons">
            <button type="button" onClick={() => void list.save()}>{say('logSave')}</button>
            <Clearing clear={list.clear} />
          </div>
          <table class="log">
            <thead><tr>{(['logWhen', 'logRole', 'logWho', 'logWhat'] as const).map((name) => <th key={name} scope="col">{say(name)}</th>)}</tr></thead>
            <tbody>{entries.map((entry) => <Entry key={`${entry.at} ${entry.arn}`} entry={entry} />)}</tbody>
          </table>
        </>
      )}
      {more > 0 && <button type="button" onClick={list.showMore}>{say('importMore', { count: more })}</button>}
    </section>
  );
}
