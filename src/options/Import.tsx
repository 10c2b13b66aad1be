import { useEffect } from 'preact/hooks';
import { failureSentence } from '../browser/failureWords.js';
import { say } from '../browser/words.js';
import { FailureNote } from '../ui/FailureNote.js';
import { CatalogueExport } from './CatalogueExport.js';
import { Discovery } from './Discovery.js';
import { ImportBox } from './ImportBox.js';
import { createImportSection } from './importSection.js';
import type { ImportUndo } from './importUndoing.js';
import { NewHeading } from './ImportPreview.js';
import { type Kept, keptBy } from './keeping.js';
import { someNames } from './rowWords.js';
import type { Options } from './state.js';
import { SharedCard } from './SharedCard.js';
import { SyncCard } from './SyncCard.js';
import type { Sync } from './syncing.js';

/** The way back from the last import, and what came of it. */
function Undo({ undo }: { readonly undo: ImportUndo }) {
  const { possible: { value: possible }, left: { value: left }, failure: { value: failure }, busy: { value: busy } } = undo;
  return (
    <>
      {failure && <FailureNote sentence={failureSentence(failure)} />}
      {left && (
        <div class="notice" role="status">
          <NewHeading>{left.length > 0 ? say('importUndoneBut', { names: someNames(left) }) : say('importUndone')}</NewHeading>
        </div>
      )}
      {possible && (
        <div class="undo-import">
          <button type="button" disabled={busy} onClick={() => void undo.undo()}>{say('importUndo')}</button>
          <p class="hint">{say('importUndoHint')}</p>
        </div>
      )}
    </>
  );
}

const sectionOf = keptBy(({ options, sync }: { readonly options: Options; readonly sync: Sync }) => createImportSection(options, sync));

/** Bringing identities and roles in, and taking them elsewhere. */
export function Import({ options, kept, sync }: { readonly options: Options; readonly kept: Kept; readonly sync: Sync }) {
  const { undo, imports, discovery, leave } = sectionOf(kept, { options, sync });
  useEffect(() => {
    void undo.look();
    return leave;
  }, []);
  return (
    <section>
      <h1>{say('section_import')}</h1>
      <ImportBox imports={imports} />
      <Undo undo={undo} />
      {options.catalogue.value.roles.length > 0 && <Discovery options={options} form={discovery} />}
      <SharedCard options={options} kept={kept} />
      <SyncCard sync={sync} imports={imports} />
      <CatalogueExport options={options} />
    </section>
  );
}
