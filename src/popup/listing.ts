import { batch, computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Catalogue, emptyCatalogue } from '../core/catalogue.js';
import type { FirstScreen } from '../core/firstScreen.js';
import { type ShownConsole, shownConsoles } from '../core/consoles.js';
import { foundSections, likelihoodOf, likeliestRow, noPicks, openSection, type Picks, type PickerRow, type PickerSection, pickerSections, withOpen } from '../core/picker.js';
import type { createSearch, Searching } from '../core/search.js';
import type { Tabs } from './signals.js';
import type { Led, LedBy } from './leading.js';

/** More found roles than anyone reads; another letter finds the rest. */
export const foundMost = 200;

/** All that an unlocked vault holds for the list, and the means to search it. */
export interface Whole {
  /** In its colours. */
  readonly catalogue: Catalogue;
  readonly picks: Picks;
  /** Whether credentials may be copied for a terminal. */
  readonly mayCopy: boolean;
  readonly createSearch: typeof createSearch;
  /** What follows leads to pages of the console. */
  leading(): LedBy | Promise<LedBy>;
}

/** What is looked for beforehand: whatever runs for the first time is slow. */
const rehearsed = ['a', 'e', 'ad', 'pr'];

const nothing: Searching = { search: () => ({ roles: [], total: 0 }), prepare: () => Promise.resolve() };

/** What the list of roles shows. */
export interface Listing {
  /** Until `whole`, no roles but those of the first screen and the ones they are assumed through. */
  readonly catalogue: Signal<Catalogue>;
  /** Whether the whole catalogue has been read. */
  readonly whole: Signal<boolean>;
  /** Whether what was typed, or the page that is kept, can be looked for: until then the list stays as it was. */
  readonly ready: ReadonlySignal<boolean>;
  readonly picks: Signal<Picks>;
  readonly mayCopy: Signal<boolean>;
  readonly query: Signal<string>;
  /** The tabs that we opened. */
  readonly tabs: Signal<Tabs>;
  /** The consoles that there are. */
  readonly consoles: ReadonlySignal<readonly ShownConsole[]>;
  /** The address of a console page that is kept while a role for it is looked for; empty when there is none. */
  readonly page: Signal<string>;
  /** What the text or the kept page leads to. */
  readonly led: ReadonlySignal<Led | undefined>;
  readonly sections: ReadonlySignal<readonly PickerSection[]>;
  /** The rows of all sections, one after the other. */
  readonly rows: ReadonlySignal<readonly PickerRow[]>;
  /** Position of the chosen row; -1 when there is none. */
  readonly chosen: ReadonlySignal<number>;
  /** How many roles there are altogether, and how many fit what is typed. */
  readonly counts: ReadonlySignal<{ readonly all: number; readonly found: number }>;
  /** Chooses the row at a position, as near to it as there is one; `Infinity` is the last one, also when more are read. */
  choose(at: number): void;
  /** Takes what is typed; the choice goes back to the best row. */
  narrow(text: string): void;
  showFirst(first: FirstScreen): void;
  showWhole(all: Whole): void;
  /**
   * Gets ready for the first letter, which would have to wait otherwise: in pieces, each once `idle` says that nothing else is to be
   * done. What a letter would show is given to `draw`.
   */
  warm(idle: () => Promise<void>, draw: (sections: readonly PickerSection[]) => void): Promise<void>;
  /** Forgets everything that was in the vault. */
  empty(): void;
}

function createSignals() {
  return {
    catalogue: signal(emptyCatalogue),
    whole: signal(false),
    picks: signal(noPicks),
    mayCopy: signal(false),
    query: signal(''),
    tabs: signal<Tabs>({}),
    page: signal(''),
    first: signal<FirstScreen | undefined>(undefined),
    means: signal<Pick<Whole, 'createSearch' | 'leading'> | undefined>(undefined),
    ledBy: signal<LedBy | undefined>(undefined),
    /** The row that the person has gone to; undefined while they leave it to us. */
    wanted: signal<number | undefined>(undefined),
  };
}

type ListingSignals = ReturnType<typeof createSignals>;

/** Waits until something that follows from signals is so. */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      // The first run of an effect comes before its end is known.
      if (isSo()) queueMicrotask(() => { stop(); resolve(); });
    });
  });
}

/** What follows from the signals. */
function createShown({ catalogue, whole, picks, query, page, tabs, first, means, ledBy, wanted }: ListingSignals, now: () => number) {
  // Of the picks, only what was opened counts here: whoever makes a favourite does not wait for another search.
  const usage = computed(() => picks.value.usage);
  const likelihood = computed(() => likelihoodOf({ usage: usage.value }, now()));
  const searching = computed(() => means.value?.createSearch(catalogue.value.roles, likelihood.value) ?? nothing);
  // Every ARN and every address has one.
  const mayLead = computed(() => page.value !== '' || query.value.includes(':'));
  const ready = computed(() => whole.value && (!mayLead.value || ledBy.value !== undefined));
  const typed = computed(() => query.value.trim() !== '');
  const unnarrowed = computed(() => (whole.value ? pickerSections(catalogue.value, picks.value, now()) : first.value?.sections ?? []));
  const consoles = computed(() => shownConsoles(tabs.value, now()));
  const shown = computed(() => {
    const alone = whole.value ? likeliestRow(unnarrowed.value, picks.value, now()) : first.value?.chosen ?? 0;
    return withOpen(openSection(consoles.value, catalogue.value, picks.value), unnarrowed.value, alone);
  });
  const led = computed(() => (whole.value && mayLead.value ? ledBy.value?.(query.value, page.value, {
    roles: catalogue.value.roles, picks: picks.value, likelihood: likelihood.value, search: searching.value.search, most: foundMost,
  }) : undefined));
  // What is typed before everything was read waits: a choice among few of the roles could be the wrong one.
  const sections = computed(() => led.value?.sections ?? (typed.value && ready.value
    ? foundSections(searching.value.search(query.value, foundMost), picks.value) : shown.value.sections));
  const rows = computed(() => sections.value.flatMap((section) => section.rows));
  const usual = computed(() => (typed.value || led.value ? 0 : shown.value.chosen));
  const counts = computed(() => ({
    all: whole.value ? catalogue.value.roles.length : first.value?.count ?? 0,
    found: sections.value.reduce((sum, { count }) => sum + count, 0),
  }));
  return { searching, mayLead, ready, led, consoles, sections, rows, counts, chosen: computed(() => Math.min(wanted.value ?? usual.value, rows.value.length - 1)) };
}

export function createListing(now: () => number): Listing {
  const signals = createSignals();
  const { catalogue, whole, picks, mayCopy, query, page, tabs, first, means, ledBy, wanted } = signals;
  const { searching, mayLead, ...shown } = createShown(signals, now);
  effect(() => {
    const leading = mayLead.value && !ledBy.value && means.value?.leading();
    if (typeof leading === 'function') ledBy.value = leading;
    else if (leading) void leading.then((loaded) => { ledBy.value = loaded; });
  });
  return {
    catalogue, whole, picks, mayCopy, query, page, tabs, ...shown,
    choose(at) { wanted.value = at === Infinity ? at : Math.max(0, Math.min(shown.rows.value.length - 1, at)); },
    narrow: (text) => batch(() => {
      query.value = text;
      wanted.value = undefined;
    }),
    showFirst: (screen) => batch(() => {
      first.value = screen;
      catalogue.value = screen.catalogue;
    }),
    showWhole: (all) => batch(() => {
      catalogue.value = all.catalogue;
      picks.value = all.picks;
      mayCopy.value = all.mayCopy;
      means.value = all;
      whole.value = true;
    }),
    async warm(idle, draw) {
      await searching.value.prepare(idle);
      for (const text of rehearsed) {
        await idle();
        const found = foundSections(searching.value.search(text, foundMost), picks.value);
        await idle();
        draw(found);
      }
    },
    empty: () => batch(() => {
      catalogue.value = emptyCatalogue;
      picks.value = noPicks;
      mayCopy.value = false;
      whole.value = false;
      first.value = undefined;
      query.value = '';
      page.value = '';
      wanted.value = undefined;
    }),
  };
}
