import type { Role } from '../core/catalogue.js';
import type { ShownConsole } from '../core/consoles.js';
import { failureData } from '../core/failure.js';
import { movedId, type Picks, withId } from '../core/picker.js';
import type { How } from './consoling.js';
import { type Listing, until } from './listing.js';
import type { PopupPorts, PopupSignals } from './signals.js';

/** Goes to a role, or to the console that a row stands for. */
type Go = (target: Role, how?: How, console?: ShownConsole) => Promise<void>;

/** Waits until all roles have been read, and whatever was typed or kept can be looked for among them. */
export function untilWhole({ ready }: Listing): Promise<void> {
  return until(() => ready.value);
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
export function pickingVerbs(state: PopupSignals, ports: PopupPorts, go: Go) {
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
    async enter(how: How = {}): Promise<void> {
      if (query.value.trim() !== '' || listing.page.value !== '') await untilWhole(listing);
      const row = rows.value[chosen.value];
      if (row) await go(row.role, how, row.console);
    },

    /** Opens one of the first nine favourites. */
    async openFavourite(place: number, how: How = {}): Promise<void> {
      const row = rows.value.find(({ shortcut }) => shortcut === place);
      if (row) await go(row.role, how);
    },
  };
}
