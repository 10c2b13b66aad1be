import { useEffect, useMemo, useRef } from 'preact/hooks';
import { lineSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import type { ImportRow } from '../core/importPlan.js';
import type { PlacedProblem } from './importedFiles.js';
import type { Import, ImportPreview } from './importing.js';
import { ImportRows, Windowed } from './ImportRows.js';
import { rowName, someNames, sourceNames } from './rowWords.js';

const read = new WeakSet<object>();

/** A heading that takes the focus when it appears, so that what is new is read: `of` it once, and not when the person comes back to it. */
export function NewHeading({ children, of = {} }: { readonly children: string; readonly of?: object }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!read.has(of)) heading.current?.focus();
    read.add(of);
  }, []);
  return <h2 ref={heading} tabIndex={-1}>{children}</h2>;
}

function Problems({ problems }: { readonly problems: readonly PlacedProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="problems">
      <h3>{say('importNotes')} · {problems.length}</h3>
      <Windowed items={problems}>{({ problem, file }) => <li key={`${file} ${problem.line} ${problem.problem} ${JSON.stringify(problem.values)}`}>{lineSentence(problem, file)}</li>}</Windowed>
    </div>
  );
}

const isNew = ({ what }: ImportRow): boolean => what === 'identity' || what === 'role' || what === 'rule';

function namesIn({ plan, catalogue }: ImportPreview): ReadonlyMap<string, string> {
  return sourceNames(catalogue, {
    identities: plan.rows.flatMap((row) => (row.what === 'identity' ? row.identity : [])),
    roles: plan.rows.flatMap((row) => (row.what === 'role' ? row.role : [])),
  });
}

/** What an import would do, each with its tick, and what it leaves out. */
export function Preview({ imports, preview }: { readonly imports: Import; readonly preview: ImportPreview }) {
  const { plan: { rows, known }, formats, problems, synced } = preview;
  const names = useMemo(() => namesIn(preview), [preview]);
  const [added, changed] = [rows.filter(isNew), rows.filter((row) => !isNew(row))];
  const waiting = imports.choice.value?.waiting ?? [];
  const nothing = rows.every(({ key }) => !imports.ticks.value.has(key));
  return (
    <div class="preview" role="region" aria-label={say('importPreview')}>
      <NewHeading of={preview}>{rows.length > 0 ? say('importPreview') : say('importNothing')}</NewHeading>
      {!synced && formats.map(({ file, format }) => (
        <p key={file} class="quiet">{file === undefined
          ? say('importFormat', { format: say(`format_${format}`) })
          : say('importFormatOf', { file, format: say(`format_${format}`) })}</p>
      ))}
      {synced && synced.gone.roles.length > 0 && <p class="notice">{say('syncRolesGone', { names: someNames(synced.gone.roles) })}</p>}
      {synced && synced.gone.rules.length > 0 && <p class="notice">{say('syncRulesGone', { names: someNames(synced.gone.rules) })}</p>}
      {known > 0 && <p>{say('importKnown', { count: known })}</p>}
      {rows.some(({ caution }) => caution !== undefined) && <p class="notice">{say('importCautions')}</p>}
      <ImportRows imports={imports} rows={added} names={names} title={say('importAdded', { count: added.length })} />
      <ImportRows imports={imports} rows={changed} names={names} title={say('importChanged', { count: changed.length })} />
      <Problems problems={problems} />
      <p role="status" class="waiting">{waiting.length > 0 ? say('importWaiting', { names: someNames(waiting.map(rowName)) }) : ''}</p>
      <div class="buttons">
        {rows.length > 0 && (
          <button type="button" class="main" disabled={imports.busy.value || nothing} onClick={() => void imports.apply()}>{say('importApply')}</button>
        )}
        <button type="button" disabled={imports.busy.value} onClick={imports.discard}>{say('importDiscard')}</button>
      </div>
    </div>
  );
}
