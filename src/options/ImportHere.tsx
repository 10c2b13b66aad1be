import { useMemo } from 'preact/hooks';
import { say } from '../browser/words.js';
import { ImportBox } from './ImportBox.js';
import { createImport } from './importing.js';
import type { Options } from './state.js';

/** The first run's other way: to import what another tool has. */
export function ImportHere({ options }: { readonly options: Options }) {
  const imports = useMemo(() => createImport(options.ports, (done) => void options.goOnImported(done)), []);
  return <details class="alternative"><summary>{say('importInstead')}</summary><ImportBox imports={imports} /></details>;
}
