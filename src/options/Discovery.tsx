import { useEffect, useMemo } from 'preact/hooks';
import { answerWords, causeSentences } from '../browser/explainedWords.js';
import { failureSentence, problemSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { explain } from '../core/explaining.js';
import type { FailureData } from '../core/failure.js';
import { rowsOf } from '../core/importPlan.js';
import { FailureNote } from '../ui/FailureNote.js';
import { Field } from '../ui/Field.js';
import { Icon } from './Icon.js';
import { CodeField } from './CodeField.js';
import type { Discovery as Form } from './discovering.js';
import { Result } from './ImportBox.js';
import { NewHeading } from './ImportPreview.js';
import { ImportRows } from './ImportRows.js';
import type { ImportPreview } from './importing.js';
import { sourceNames } from './rowWords.js';
import { SourceChoice } from './SourceChoice.js';
import type { Options } from './state.js';

function Wrong({ failure }: { readonly failure: FailureData | undefined }) {
  if (!failure) return null;
  return <FailureNote sentence={failure.kind === 'guarded' ? say('discoveryGuarded', failure.values) : failureSentence(failure)} />;
}

function Code({ form }: { readonly form: Form }) {
  const wanted = form.code.wanted.value;
  return wanted ? <CodeField wanted={wanted} hint={say('discoveryCode')} value={form.code.text.value} onType={form.typeCode} /> : null;
}

/** Who lists the accounts, which names are looked for, and from whom they are to be assumed. */
function Asking({ form, options }: { readonly form: Form; readonly options: Options }) {
  const { identities, roles } = options.catalogue.value;
  const { names: { text, problem, type }, busy: { value: busy } } = form;
  return (
    <form autocomplete="off" onSubmit={(event) => {
      event.preventDefault();
      void form.list();
    }}>
      <SourceChoice field={form.lister} catalogue={{ identities: [], roles }} label={say('discoveryRole')} hint={say('discoveryRoleHint')} disabled={busy} />
      <Field label={say('discoveryNames')} hint={say('discoveryNamesHint')} problem={problemSentence(problem.value)}>
        {(ids) => <textarea {...ids} class="mono" rows={3} autocomplete="off" spellcheck={false} disabled={busy} value={text.value} onInput={(event) => type(event.currentTarget.value)} />}
      </Field>
      <SourceChoice field={form.source} catalogue={{ identities, roles }} disabled={busy} />
      <Code form={form} />
      <Wrong failure={form.failure.value} />
      <div class="buttons"><button type="submit" disabled={busy}>{say(busy ? 'discoveryListing' : 'discoveryList')}</button></div>
    </form>
  );
}

/** What came of trying one role. It reads what is tried itself, so that its row alone is drawn anew. */
function Outcome({ form, rowKey }: { readonly form: Form; readonly rowKey: string }) {
  const now = form.tries.tried.value.get(rowKey);
  if (now === undefined) return null;
  if (now === 'trying' || now === 'works') {
    return <p class={`tried tried-${now}`}><Icon icon={now === 'works' ? 'done' : 'waiting'} /> {say(now === 'works' ? 'tryWorks' : 'tryRunning')}</p>;
  }
  const said = answerWords(now);
  return (
    <div class="tried tried-refused">
      <p><Icon icon="failed" /> {failureSentence(now)}</p>
      {said && (
        <details>
          <summary>{say('tryWhy')}</summary>
          {causeSentences(explain(now), now).map((sentence) => <p key={sentence}>{sentence}</p>)}
          <p>{said.heading}</p>
          <pre>{said.text}</pre>
        </details>
      )}
    </div>
  );
}

/** The buttons that try what is ticked, and how far that is. */
function Trying({ form }: { readonly form: Form }) {
  const { tries: { running: { value: running }, counts: { value: counts } }, busy: { value: busy } } = form;
  const sentence = counts.tried > 0 ? say('discoveryTried', counts) : '';
  return (
    <>
      <p class="hint">{say('discoveryTryHint')}</p>
      <Code form={form} />
      <Wrong failure={form.failure.value} />
      {running && <p>{sentence}</p>}
      <p role="status">{running ? '' : sentence}</p>
      <div class="buttons">
        {running
          ? <button type="button" onClick={form.tries.stop}>{say('discoveryStop')}</button>
          : <button type="button" disabled={busy || form.imports.ticks.value.size === 0} onClick={() => void form.tryEach()}>{say('discoveryTry')}</button>}
        {counts.tried > 0 && <button type="button" disabled={running} onClick={form.tickWorking}>{say('discoveryOnly')}</button>}
      </div>
    </>
  );
}

/** The roles that are proposed, each with its tick and what came of trying it. */
function Proposed({ form, preview }: { readonly form: Form; readonly preview: ImportPreview }) {
  const { imports } = form;
  const { plan, catalogue } = preview;
  const { rows, known } = plan;
  const names = useMemo(() => sourceNames(catalogue, { identities: [], roles: rowsOf(plan, 'role').map(({ role }) => role) }), [plan]);
  return (
    <div role="region" aria-label={say('discoveryTitle')}>
      <NewHeading of={preview}>{rows.length > 0 ? say('discoveryProposed', { count: rows.length }) : say('importNothing')}</NewHeading>
      <p>{say('discoveryFound', form.found.value)}{known > 0 && <> {say('discoveryKnown', { count: known })}</>}</p>
      {rows.length > 0 && <p>{say('discoveryFrom', { source: names.get(form.from.value?.id ?? '') ?? '' })}</p>}
      {rows.length > 0 && <Trying form={form} />}
      <ImportRows imports={imports} rows={rows} names={names} title={say('discoveryRoles')} outcome={({ key }) => <Outcome form={form} rowKey={key} />} />
      {imports.failure.value && <FailureNote sentence={failureSentence(imports.failure.value)} />}
      <div class="buttons">
        {rows.length > 0 && (
          <button type="button" class="main" disabled={imports.busy.value || imports.ticks.value.size === 0} onClick={() => void imports.apply()}>
            {say('discoveryAdd', { count: imports.ticks.value.size })}
          </button>
        )}
        <button type="button" disabled={imports.busy.value} onClick={form.discard}>{say('importDiscard')}</button>
      </div>
    </div>
  );
}

/** Finds roles in the organization that the person may assume. */
export function Discovery({ options, form }: { readonly options: Options; readonly form: Form }) {
  useEffect(() => form.follow(), []);
  const { preview: { value: preview }, done: { value: done } } = form.imports;
  return (
    <div class="card discovery">
      <h2>{say('discoveryTitle')}</h2>
      {done && <Result done={done} />}
      {!preview && <p class="hint">{say('discoveryHint')}</p>}
      {preview ? <Proposed form={form} preview={preview} /> : <Asking form={form} options={options} />}
    </div>
  );
}
