import { answerWords, hostsOf } from '../browser/explainedWords.js';
import { say } from '../browser/words.js';
import type { Check, CheckState } from '../core/checkUp.js';
import { Icon, type IconName } from './Icon.js';
import { checkSentences, checkTitle, missingCondition } from './checkUpWords.js';

const icons: Readonly<Record<CheckState, IconName>> = {
  waiting: 'waiting', running: 'waiting', passed: 'done', warning: 'warning', failed: 'failed', unknown: 'unknown', skipped: 'skipped',
};

function CheckRow({ check, busy, onAllow }: { readonly check: Check; readonly busy: boolean; onAllow(origins: readonly string[]): void }) {
  const { state, failure, origins = failure?.origins ?? [] } = check;
  const said = failure && answerWords(failure);
  const condition = missingCondition(check);
  return (
    <li class={`check check-${state}`}>
      <Icon icon={icons[state]} />
      <div class="facts">
        <b>{checkTitle(check)}</b> <span class="state">{say(`checkState_${state}`)}</span>
        {checkSentences(check).map((sentence) => <p key={sentence}>{sentence}</p>)}
        {condition && <pre>{condition}</pre>}
        {said && <details><summary>{said.heading}</summary><pre>{said.text}</pre></details>}
        {origins.length > 0 && <button type="button" disabled={busy} onClick={() => onAllow(origins)}>{say('allowAccess', { hosts: hostsOf(origins) })}</button>}
      </div>
    </li>
  );
}

/** Each check with a drawing and a word for how it came out, and what there is to say of it. */
export function CheckList({ checks, busy, onAllow }: { readonly checks: readonly Check[]; readonly busy: boolean; onAllow(origins: readonly string[]): void }) {
  return (
    <ol class="checks plain-list" aria-live="polite">
      {checks.map((check, at) => <CheckRow key={at} check={check} busy={busy} onAllow={onAllow} />)}
    </ol>
  );
}
