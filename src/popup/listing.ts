import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Catalogue, emptyCatalogue } from '../core/catalogue.js';
import type { FirstScreen } from '../core/firstScreen.js';
import { foundSections, likelihoodOf, likeliestRow, noPicks, type Picks, type PickerRow, type PickerSection, pickerSections } from '../core/picker.js';
import { createSearch } from '../core/search.js';

/** More found roles than anyone reads; another letter finds the rest. */
export const foundMost = 200;

/** What the list of roles shows. */
export interface Listing {
  /** Until `whole`, no roles but those of the first screen and the ones they are assumed through. */
  readonly catalogue: Signal<Catalogue>;
  /** Whether the whole catalogue has been read. */
  readonly whole: Signal<boolean>;
  readonly picks: Signal<Picks>;
  readonly query: Signal<string>;
  readonly sections: ReadonlySignal<readonly PickerSection[]>;
  /** The rows of all sections, one after the other. */
  readonly rows: ReadonlySignal<readonly PickerRow[]>;
  /** Position of the chosen row; -1 when there is none. */
  readonly chosen: ReadonlySignal<number>;
  /** How many roles there are altogether, and how many fit what is typed. */
  readonly counts: ReadonlySignal<{ readonly all: number; readonly found: number }>;
  /** Chooses the row at a position, as near to it as there is one. */
  choose(at: number): void;
  /** Takes what is typed; the choice goes back to the best row. */
  narrow(text: string): void;
  showFirst(first: FirstScreen): void;
  showWhole(catalogue: Catalogue, picks: Picks): void;
  /** Forgets everything that was in the vault. */
  empty(): void;
}

export function createListing(now: () => number): Listing {
  const catalogue = signal(emptyCatalogue);
  const whole = signal(false);
  const picks = signal(noPicks);
  const query = signal('');
  const first = signal<FirstScreen | undefined>(undefined);
  /** The row that the person has gone to; undefined while they leave it to us. */
  const wanted = signal<number | undefined>(undefined);
  const likelihood = computed(() => likelihoodOf(picks.value, now()));
  const search = computed(() => createSearch(catalogue.value.roles, likelihood.value));
  const typed = computed(() => query.value.trim() !== '');
  const unnarrowed = computed(() => (whole.value ? pickerSections(catalogue.value, picks.value, now()) : first.value?.sections ?? []));
  // What is typed before everything was read waits: a choice among few of the roles could be the wrong one.
  const sections = computed(() => (typed.value && whole.value
    ? foundSections(search.value(query.value, foundMost), picks.value) : unnarrowed.value));
  const rows = computed(() => sections.value.flatMap((section) => section.rows));
  const usual = computed(() => {
    if (typed.value) return 0;
    return whole.value ? likeliestRow(sections.value, picks.value, now()) : first.value?.chosen ?? 0;
  });
  return {
    catalogue, whole, picks, query, sections, rows,
    chosen: computed(() => Math.min(wanted.value ?? usual.value, rows.value.length - 1)),
    counts: computed(() => ({
      all: whole.value ? catalogue.value.roles.length : first.value?.count ?? 0,
      found: sections.value.reduce((sum, { count }) => sum + count, 0),
    })),
    choose(at) { wanted.value = Math.max(0, Math.min(rows.value.length - 1, at)); },
    narrow(text) {
      query.value = text;
      wanted.value = undefined;
    },
    showFirst(screen) {
      first.value = screen;
      catalogue.value = screen.catalogue;
    },
    showWhole(all, present) {
      catalogue.value = all;
      picks.value = present;
      whole.value = true;
    },
    empty() {
      catalogue.value = emptyCatalogue;
      picks.value = noPicks;
      whole.value = false;
      first.value = undefined;
      query.value = '';
      wanted.value = undefined;
    },
  };
}
