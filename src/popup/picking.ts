import { effect } from '@preact/signals';
import type { Opening } from '../core/assumptions.js';
import type { Role } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import { movedId, type Picks, withId } from '../core/picker.js';
import type { Listing } from './listing.js';
import type { PopupPorts, PopupSignals } from './signals.js';

/** Opens a role's console, or begins to ask for its code. */
type Choose = (target: Role, behind?: boolean, opening?: Opening) => Promise<void>;

/** Waits until all roles have been read. */
function untilWhole({ whole }: Listing): Promise<void> {
  return new Promise((resolve) => {
    const stop = effect(() => {
      // The first run of an effect comes before its end is known.
      if (whole.value) queueMicrotask(() => { stop(); resolve(); });
    });
  });
}

/** The verbs that change what is shown first, and what is not shown. */
function pickVerbs({ listing, failure }: PopupSignals, ports: PopupPorts) {
  const { picks } = listing;

  /** Shows a change of the picks at once, and takes it back when it could not be stored. */
  async function change(next: Partial<Picks>, store: () => Promise<unknown>): Promise<void> {
    const before = picks.value;
    picks.value = { ...before, ...next };
    failure.value = undefined;
    try {
      await store();
    } catch (thrown) {
      picks.value = before;
      failure.value = failureData(thrown);
    }
  }

  return {
    /** Makes a role a favourite, or no longer. */
    async toggleFavourite({ id }: Role): Promise<void> {
      await untilWhole(listing);
      const on = !picks.value.favourites.includes(id);
      await change({ favourites: withId(picks.value.favourites, id, on) }, () => ports.ask('setFavourite', { roleId: id, on }));
    },

    async moveFavourite({ id }: Role, by: number): Promise<void> {
      await untilWhole(listing);
      if (!picks.value.favourites.includes(id)) return;
      await change({ favourites: movedId(picks.value.favourites, id, by) }, () => ports.ask('moveFavourite', { roleId: id, by }));
    },

    /** Shows a role only when it is looked for, or always again. */
    async toggleHidden({ id }: Role): Promise<void> {
      await untilWhole(listing);
      const on = !picks.value.hidden.includes(id);
      await change({ hidden: withId(picks.value.hidden, id, on) }, () => ports.ask('setHidden', { roleId: id, on }));
    },
  };
}

/** The verbs of the list of roles. */
export function pickingVerbs(state: PopupSignals, ports: PopupPorts, choose: Choose) {
  const { listing } = state;
  const { rows, chosen, query } = listing;

  return {
    ...pickVerbs(state, ports),
    narrow: listing.narrow,

    /** Moves the choice by some rows, staying within the list. */
    move(by: number): void {
      listing.choose(chosen.value + by);
    },

    moveTo: listing.choose,

    /** Opens the chosen role. What was typed before all roles were read is looked for first. */
    async enter(behind = false, opening: Opening = {}): Promise<void> {
      if (query.value.trim() !== '') await untilWhole(listing);
      const row = rows.value[chosen.value];
      if (row) await choose(row.role, behind, opening);
    },

    /** Opens one of the first nine favourites. */
    async openFavourite(place: number, behind = false): Promise<void> {
      const row = rows.value.find(({ shortcut }) => shortcut === place);
      if (row) await choose(row.role, behind);
    },
  };
}
