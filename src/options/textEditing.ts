import { signal } from '@preact/signals';
import type { Catalogue } from '../core/catalogue.js';
import { catalogueDifference, type CatalogueDifference } from '../core/catalogueDifference.js';
import type { Parsed, Problem } from '../core/problems.js';
import { same } from '../core/same.js';
import { catalogueOfText } from '../core/textEditing.js';
import { printText } from '../formats/printing.js';
import { readText } from '../formats/reading.js';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** What a text was found to say: what would differ from the catalogue it was held against, or what must be mended first. */
export interface CheckedText {
  readonly text: string;
  readonly before: Catalogue;
  readonly after: Catalogue;
  readonly difference: CatalogueDifference;
  readonly problems: readonly Problem[];
}

/** A text with nothing in it is a catalogue without roles, and a text of another tool is none of ours to keep. */
function read(text: string, present: Catalogue, newId: () => string): Parsed<Catalogue> {
  const { value: profiles, problems: found } = readText(text);
  const { value, problems } = catalogueOfText(profiles, present, newId);
  const all = [...found.filter(({ problem }) => problem !== 'nothingFound'), ...problems];
  return { value, problems: all.sort((one, other) => one.line - other.line) };
}

function createSignals() {
  return {
    text: signal(''),
    /** What the text was before anything was typed. */
    printed: signal(''),
    checked: signal<CheckedText | undefined>(undefined),
    /** Whether the catalogue was changed elsewhere since the check, so that something else would be saved than was shown. */
    stale: signal(false),
    /** The catalogue before it was saved last, and after. */
    saved: signal<{ readonly before: Catalogue; readonly after: Catalogue } | undefined>(undefined),
  };
}

/** The catalogue as a text to be edited. What was typed stays, whatever is wrong with it. */
export function createTextEditing(ports: Pick<OptionsPorts, 'ask' | 'newId' | 'readOwnCatalogue'>, changed: () => void) {
  const state = createSignals();
  const { text, printed, checked, stale, saved } = state;
  const { busy, failure, attempt } = createAttempts();

  async function look(): Promise<CheckedText> {
    const before = await ports.readOwnCatalogue();
    const { value: after, problems } = read(text.value, before, ports.newId);
    return { text: text.value, before, after, difference: catalogueDifference(before, after), problems };
  }

  async function store(catalogue: Catalogue): Promise<void> {
    await ports.ask('saveCatalogue', catalogue);
    printed.value = printText(catalogue);
    text.value = printed.value;
    checked.value = undefined;
    changed();
  }

  return {
    ...state, busy, failure,
    /** Shows the catalogue as it is now, unless something was typed that is not saved yet. */
    open: () => attempt(async () => {
      const now = printText(await ports.readOwnCatalogue());
      if (text.value === printed.value) text.value = now;
      printed.value = now;
    }),
    isEdited: (): boolean => text.value !== printed.value,
    type(next: string): void {
      text.value = next;
      checked.value = undefined;
      saved.value = undefined;
      stale.value = false;
    },
    check: () => attempt(async () => { checked.value = await look(); }),
    /** Saves what was shown: a text that was not checked yet, or that would do something else by now, is checked first. */
    save: () => attempt(async () => {
      const shown = checked.value;
      const now = await look();
      stale.value = shown !== undefined && !same(shown.before, now.before);
      if (shown?.text !== now.text || stale.value || now.problems.length > 0) checked.value = now;
      else if (!shown.difference.none) {
        await store(shown.after);
        saved.value = { before: shown.before, after: shown.after };
      }
    }),
    /** Brings back the catalogue before it was saved last, unless it was changed since. */
    undo: () => attempt(async () => {
      const { before, after } = saved.value ?? {};
      stale.value = !same(after, await ports.readOwnCatalogue());
      saved.value = undefined;
      if (before && !stale.value) await store(before);
    }),
  };
}

export type TextEditing = ReturnType<typeof createTextEditing>;
