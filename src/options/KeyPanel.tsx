import { useState } from 'preact/hooks';
import { answerWords } from '../browser/explainedWords.js';
import { failureSentence } from '../browser/failureWords.js';
import { dateTime, say } from '../browser/words.js';
import { keyTail } from '../core/accessKeys.js';
import type { Identity } from '../core/catalogue.js';
import { wordsFor } from '../core/mfaSession.js';
import { ExplainedNote } from '../ui/ExplainedNote.js';
import { TextField } from '../ui/Field.js';
import { Icon, type IconName } from './Icon.js';
import type { AccessKeys } from './accessKeys.js';
import type { KeyRow } from './keyRows.js';

interface Props {
  readonly keys: AccessKeys;
  readonly identity: Identity;
}

const stepIcons: Readonly<Record<AccessKeys['steps']['value'][number]['state'], IconName>> = { waiting: 'waiting', running: 'waiting', done: 'done', failed: 'failed' };

/** A key cannot be brought back, so its last characters must be typed. */
function Deletion({ keys, identity, accessKeyId }: Props & { readonly accessKeyId: string }) {
  const [typed, setTyped] = useState('');
  const key = keyTail(accessKeyId);
  return (
    <div class="removal">
      <TextField label={say('keyDeleteConfirm', { key })} mono value={typed} onType={setTyped} autoFocus />
      <div class="buttons">
        <button type="button" class="danger" disabled={typed.trim() !== key || keys.busy.value}
          onClick={() => void keys.change(identity, accessKeyId, 'deleted')}>{say('keyDelete', { key })}</button>
        <button type="button" onClick={() => { keys.deleting.value = undefined; }}>{say('cancel')}</button>
      </div>
    </div>
  );
}

/** What is known of a key, in a few words. */
function factsOf({ use, active, createdAt, lastUse }: KeyRow): string {
  const used = lastUse && (lastUse.at === undefined ? say('keyNeverUsed') : say('keyLastUsed', { date: dateTime(lastUse.at), service: lastUse.service ?? '' }));
  return [
    say(`keyUse_${use}`),
    ...active === undefined ? [] : [say(active ? 'keyActive' : 'keyInactive')],
    ...createdAt === undefined ? [] : [say('keyMade', { date: dateTime(createdAt) })],
    ...used === undefined ? [] : [used],
  ].join(' · ');
}

function Row({ keys, identity, row }: Props & { readonly row: KeyRow }) {
  const { accessKeyId, use, active = true } = row;
  const key = keyTail(accessKeyId);
  const busy = keys.busy.value;
  return (
    <li>
      <div class="facts"><b class="mono">…{key}</b> <span class="quiet">{factsOf(row)}</span></div>
      {use !== 'inUse' && keys.deleting.value !== accessKeyId && (
        <div class="buttons">
          {use !== 'next' && (
            <button type="button" disabled={busy} onClick={() => void keys.change(identity, accessKeyId, active ? 'inactive' : 'active')}>
              {say(active ? 'keyDeactivate' : 'keyActivate', { key })}
            </button>
          )}
          <button type="button" disabled={busy} onClick={() => { keys.deleting.value = accessKeyId; }}>{say('keyDelete', { key })}</button>
        </div>
      )}
      {keys.deleting.value === accessKeyId && <Deletion keys={keys} identity={identity} accessKeyId={accessKeyId} />}
    </li>
  );
}

/** Where things stand, and which key is in use. */
function standing({ keys, identity }: Props): string {
  const { next, old } = keys.memoryOf(identity);
  const key = keyTail(identity.accessKeyId);
  if (next) return say('keysNext', { key, next: keyTail(next.accessKeyId) });
  if (old) return say(old.active ? 'keysOldActive' : 'keysOldInactive', { key, old: keyTail(old.accessKeyId) });
  return keys.isFull(identity) ? say('keysTwo') : say('keysWhat');
}

function RotateButton({ keys, identity }: Props) {
  const { next, old } = keys.memoryOf(identity);
  const words = next ? 'keyRotateGoOn' : old?.active ? 'keyRetire' : 'keyRotate';
  return <button type="button" class="main" disabled={keys.busy.value || keys.isFull(identity)} onClick={() => void keys.rotate(identity)}>{say(words)}</button>;
}

function Wrong({ keys }: Pick<Props, 'keys'>) {
  const failed = keys.failure.value;
  if (!failed) return null;
  const denied = failed.answer?.code.startsWith('AccessDenied') === true;
  return <ExplainedNote sentence={failureSentence(failed)} causes={denied ? [say('keysPolicy')] : []} said={answerWords(failed)} />;
}

/** The keys of an identity, and their rotation. Enter only looks them up. */
export function KeyPanel({ keys, identity }: Props) {
  const { user, account, device } = wordsFor(identity);
  const steps = keys.steps.value;
  return (
    <form autocomplete="off" class="keys" onSubmit={(event) => {
      event.preventDefault();
      if (keys.deleting.value === undefined) void keys.lookUp(identity);
    }}>
      <h2>{say('keysNamed', { name: user })}</h2>
      <p role="status">{standing({ keys, identity })}</p>
      <ul class="plain-list">{keys.rowsOf(identity).map((row) => <Row key={row.accessKeyId} keys={keys} identity={identity} row={row} />)}</ul>
      {!keys.lives(identity) && (
        <div class="check-code">
          <TextField label={say('codeFor', { user, account })} hint={<>{say('codeDevice', { device })}<br />{say('keysCode')}</>} mono placeholder="······" value={keys.code.value} onType={keys.typeCode} />
        </div>
      )}
      {steps.length > 0 && (
        <ol class="rotation" aria-label={say('keyRotate')} aria-live="polite">
          {steps.map(({ step, state }) => <li key={step} class={`step-${state}`}><Icon icon={stepIcons[state]} name={say(`stepState_${state}`)} /> {say(`rotation_${step}`)}</li>)}
        </ol>
      )}
      <Wrong keys={keys} />
      <div class="buttons">
        <RotateButton keys={keys} identity={identity} />
        <button type="submit" disabled={keys.busy.value}>{say('keysLookUp')}</button>
        <button type="button" onClick={keys.close}>{say('close')}</button>
      </div>
    </form>
  );
}
