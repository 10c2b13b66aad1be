import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { failureSentence, lineSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import type { Problem } from '../core/problems.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field } from '../ui/Field.js';
import { Windowed } from './ImportRows.js';
import { TextChanges } from './TextChanges.js';
import type { TextEditing } from './textEditing.js';

/** Puts the caret on a line and brings it into view. */
function goToLine(area: HTMLTextAreaElement | null, line: number): void {
  if (!area) return;
  const lines = area.value.split('\n');
  const from = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(from, from + (lines[line - 1]?.length ?? 0));
  area.scrollTop = Math.max(0, (area.scrollHeight / lines.length) * (line - 4));
}

function Problems({ problems, area }: { readonly problems: readonly Problem[]; readonly area: RefObject<HTMLTextAreaElement | null> }) {
  return (
    <div class="problems">
      <h2>{say('textProblems', { count: problems.length })}</h2>
      <Windowed items={problems}>{(problem) => (
        <li key={`${problem.line} ${problem.problem} ${JSON.stringify(problem.values)}`}>
          {problem.line === 0
            ? lineSentence(problem)
            : <button type="button" class="link" onClick={() => goToLine(area.current, problem.line)}>{lineSentence(problem)}</button>}
        </li>
      )}</Windowed>
    </div>
  );
}

function Outcome({ form, area }: { readonly form: TextEditing; readonly area: RefObject<HTMLTextAreaElement | null> }) {
  const { checked: { value: checked }, saved: { value: saved }, stale: { value: stale }, failure: { value: failure } } = form;
  return (
    <div class="outcome">
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      <div role="status">
        {stale && <p class="notice">{say('textStale')}</p>}
        {saved && <p class="notice">{say('textSaved')} <button type="button" onClick={() => void form.undo()}>{say('undo')}</button></p>}
        {checked && checked.problems.length === 0 && <TextChanges checked={checked} />}
        {checked && checked.problems.length > 0 && <Problems problems={checked.problems} area={area} />}
      </div>
    </div>
  );
}

/** All identities, roles and rules as a text. Nothing in it is secret, and nothing is stored before it is saved. */
export function AsText({ form }: { readonly form: TextEditing }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => void form.open(), []);
  const { busy: { value: busy }, checked: { value: checked } } = form;
  return (
    <form autocomplete="off" class="as-text" onSubmit={(event) => {
      event.preventDefault();
      void form.save();
    }}>
      <Field label={say('textLabel')} hint={say('textHint')}>
        {(ids) => (
          <textarea {...ids} ref={area} class="mono" rows={22} wrap="off" autocomplete="off" autocapitalize="off" spellcheck={false}
            value={form.text.value} onInput={(event) => form.type(event.currentTarget.value)}
            onBlur={() => { if (!form.checked.value && !form.saved.value) void form.check(); }} />
        )}
      </Field>
      <div class="buttons">
        <button type="submit" class="main" disabled={busy || (checked !== undefined && (checked.problems.length > 0 || checked.difference.none))}>{say('save')}</button>
        <button type="button" disabled={busy} onClick={() => void form.check()}>{say('textCheck')}</button>
      </div>
      <Outcome form={form} area={area} />
    </form>
  );
}
