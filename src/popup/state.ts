import { roleById } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import { shownFlow } from '../core/flow.js';
import { consoleVerbs } from './consoling.js';
import { copyVerbs } from './copying.js';
import { follow } from './following.js';
import { comeBack, journeyVerbs, showFailure, showFlows } from './journeying.js';
import { pageVerbs } from './paging.js';
import { pickingVerbs } from './picking.js';
import type { Whole } from './listing.js';
import { chainOf, createSignals, type Flows, type PopupPorts, type PopupSignals } from './signals.js';

/** Shows the journey that is under way or has failed, if there is one, and the list otherwise. */
async function showScreen(state: PopupSignals, ports: PopupPorts, flows: Flows): Promise<void> {
  const { listing, flow, screen } = state;
  const last = shownFlow(flows);
  const target = last && roleById(listing.catalogue.value, last.roleId);
  if (!last || !target) {
    screen.value = 'roles';
    return;
  }
  comeBack(state, target, last);
  if (last.failure?.kind === 'guarded') {
    screen.value = 'guard';
    // Should this fail, it is asked once more.
    void ports.ask('dismissFlow', { roleId: target.id }).catch(() => undefined);
    return;
  }
  flow.value = last;
  screen.value = 'journey';
  if (last.state === 'running') void followToEnd(state, ports, target.id);
}

/**
 * Follows a journey that another window began, or that a stopped worker has left. How it goes is seen in its flow, and may be before
 * it is told here: the next code may be half typed by then, or on its way.
 */
async function followToEnd(state: PopupSignals, ports: PopupPorts, roleId: string): Promise<void> {
  await follow(ports, roleId).catch((thrown: unknown) => {
    if (state.role.value?.id === roleId && !state.busy.value) showFailure(state, failureData(thrown));
  });
}

/** Shows the first screen from what is kept at hand. Gives the journeys there are, and whether it could. */
async function showFirst(state: PopupSignals, ports: PopupPorts): Promise<{ flows: Flows; shown: boolean }> {
  const { screen: first, sessions, flows, asked, page, consoles, troubles } = await ports.readFirst();
  if (asked !== '') state.listing.narrow(asked);
  if (page !== '') state.listing.page.value = page;
  state.sessions.value = sessions;
  state.listing.tabs.value = consoles;
  state.troubles.value = troubles;
  if (!first) return { flows, shown: false };
  state.listing.showFirst(first);
  const under = shownFlow(flows);
  const shown = !under || roleById(first.catalogue, under.roleId) !== undefined;
  if (shown) await showScreen(state, ports, flows);
  await ports.painted();
  return { flows, shown };
}

/** Shows all that there is to choose from. */
function showWhole({ listing, inFront }: PopupSignals, ports: PopupPorts, whole: Whole): void {
  listing.showWhole(whole);
  // What is in front is for offering only: the list does not wait for it.
  void ports.pageInFront().then((page) => { inFront.value = page; }, () => undefined);
  prepareFor(listing, ports);
  void listing.warm(ports.idle, ports.rehearse);
}

/** Makes ready for the role that Enter would open. */
function prepareFor({ rows, chosen, catalogue }: PopupSignals['listing'], ports: PopupPorts): void {
  const role = rows.value[chosen.value]?.role;
  const identity = role && chainOf(catalogue.value, role)?.identity;
  if (identity) ports.prepare(role.id, identity);
}

/** Takes everything off the screen that was in the vault. */
function showLocked({ listing, role, flow, code, guarding, screen, inFront }: PopupSignals): void {
  listing.empty();
  inFront.value = undefined;
  role.value = undefined;
  flow.value = undefined;
  code.value = '';
  guarding.reason.value = '';
  screen.value = 'locked';
}

/** Locks the screen when the vault was locked by itself, or from another window. */
async function followLock(state: PopupSignals, ports: PopupPorts): Promise<void> {
  const isOpen = !['loading', 'setup', 'locked', 'broken'].includes(state.screen.value);
  if (isOpen && (await ports.vaultState()) === 'locked') close(state, ports);
}

/** Clears the screen of what was in the vault, and closes the popup so that its memory goes too. */
function close(state: PopupSignals, ports: PopupPorts): void {
  showLocked(state);
  ports.close();
}

/** Throws nothing: a wrong passphrase is in `failure`. */
async function unlockWith(state: PopupSignals, ports: PopupPorts, passphrase: string): Promise<void> {
  const { busy, failure } = state;
  busy.value = true;
  failure.value = undefined;
  try {
    await ports.unlock(passphrase);
    const { flows } = await showFirst(state, ports);
    showWhole(state, ports, await ports.readWhole());
    if (state.screen.value === 'locked') await showScreen(state, ports, flows);
  } catch (thrown) {
    failure.value = failureData(thrown);
  } finally {
    busy.value = false;
  }
}

/** Shows what there is to show: the first screen at once, and the rest when it has been read. */
async function start(state: PopupSignals, ports: PopupPorts): Promise<void> {
  const { screen, failure, passkey } = state;
  try {
    const { flows, shown } = await showFirst(state, ports);
    const kept = await ports.keptWhole();
    const vault = kept ? 'unlocked' : await ports.vaultState();
    if (vault === 'unlocked') showWhole(state, ports, kept ?? await ports.readWhole());
    else if (shown) showLocked(state);
    else screen.value = vault === 'missing' ? 'setup' : 'locked';
    if (vault === 'unlocked' && !shown) await showScreen(state, ports, flows);
    if (vault === 'locked') passkey.value = await ports.passkeyOpens();
  } catch (thrown) {
    failure.value = failureData(thrown);
    screen.value = 'broken';
  }
}

/** The popup without its looks: signals to show and verbs to call. */
export function createPopup(ports: PopupPorts) {
  const state = createSignals(ports);
  const { failure } = state;
  const journey = journeyVerbs(state, ports);
  const consoles = consoleVerbs(state, ports, journey.choose);

  return {
    ...state,
    ...journey,
    ...consoles,
    ...pickingVerbs(state, ports, consoles.go),
    ...pageVerbs(state, ports),
    ...copyVerbs(state, ports),

    start(): Promise<void> {
      ports.sessions.watch((value) => { state.sessions.value = value; });
      ports.flows.watch((flows) => showFlows(state, ports, flows, consoles.goOn));
      ports.consoles.watch((value) => { state.listing.tabs.value = value; });
      ports.watchTroubles((value) => { state.troubles.value = value; });
      ports.watchLock(() => void followLock(state, ports));
      return start(state, ports);
    },

    unlock: (passphrase: string) => unlockWith(state, ports, passphrase),

    async lock(): Promise<void> {
      try {
        await ports.ask('lock', {});
        close(state, ports);
      } catch (thrown) {
        failure.value = failureData(thrown);
      }
    },

    now: ports.now,
    painted: ports.painted,
    showOptions: ports.showOptions,
    mend: ports.showOptionsAt,
    close: ports.close,
  };
}

export type Popup = ReturnType<typeof createPopup>;
