import { emptyCatalogue, roleById } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import { failedFlow, shownFlow } from '../core/flow.js';
import { journeyVerbs, showFlows } from './journeying.js';
import { createSignals, type PopupPorts, type PopupSignals, rowsMost } from './signals.js';

/** Reads what an unlocked vault holds, and shows the journey that is under way or has failed, if there is one. */
async function load(state: PopupSignals, ports: PopupPorts): Promise<void> {
  const [catalogue, sessions, flows] = await Promise.all([ports.readCatalogue(), ports.sessions.get(), ports.flows.get()]);
  state.catalogue.value = catalogue;
  state.sessions.value = sessions;
  const last = shownFlow(flows);
  const target = last && roleById(catalogue, last.roleId);
  if (!last || !target) {
    state.screen.value = 'roles';
    return;
  }
  const lost = last.state === 'running' && !(await ports.isUnderWay(last.roleId));
  state.role.value = target;
  state.flow.value = lost ? failedFlow(last, { kind: 'interrupted', values: {} }) : last;
  state.screen.value = 'journey';
  if (last.state === 'running' && !lost) void followToEnd(state, ports, target.id);
}

/** Says so when a journey that another window began is over without having arrived or failed: the worker was stopped. */
async function followToEnd({ role, flow }: PopupSignals, ports: PopupPorts, roleId: string): Promise<void> {
  await ports.whenOver(roleId);
  const left = (await ports.flows.get())[roleId];
  if (role.value?.id === roleId && left?.state === 'running') flow.value = failedFlow(left, { kind: 'interrupted', values: {} });
}

/** Takes everything off the screen that was in the vault. */
function showLocked({ catalogue, query, role, flow, code, screen }: PopupSignals): void {
  catalogue.value = emptyCatalogue;
  query.value = '';
  role.value = undefined;
  flow.value = undefined;
  code.value = '';
  screen.value = 'locked';
}

/** Locks the screen when the vault was locked by itself, or from another window. */
async function followLock(state: PopupSignals, ports: PopupPorts): Promise<void> {
  const isOpen = state.screen.value === 'roles' || state.screen.value === 'journey';
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
    await load(state, ports);
  } catch (thrown) {
    failure.value = failureData(thrown);
  } finally {
    busy.value = false;
  }
}

/** The popup without its looks: signals to show and verbs to call. */
export function createPopup(ports: PopupPorts) {
  const state = createSignals(ports);
  const { screen, failure, query, chosen, found } = state;

  return {
    ...state,
    ...journeyVerbs(state, ports),

    async start(): Promise<void> {
      ports.sessions.watch((value) => { state.sessions.value = value; });
      ports.flows.watch((flows) => showFlows(state, ports, flows));
      ports.watchLock(() => void followLock(state, ports));
      try {
        const vault = await ports.vaultState();
        if (vault === 'unlocked') await load(state, ports);
        else screen.value = vault === 'missing' ? 'setup' : 'locked';
        if (vault === 'locked') state.passkey.value = await ports.passkeyOpens();
      } catch (thrown) {
        failure.value = failureData(thrown);
        screen.value = 'broken';
      }
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

    narrow(text: string): void {
      query.value = text;
      chosen.value = 0;
    },

    /** Moves the choice by some rows, staying within the list. */
    move(by: number): void {
      chosen.value = Math.max(0, Math.min(Math.min(found.value.length, rowsMost) - 1, chosen.value + by));
    },

    showOptions: ports.showOptions,
    close: ports.close,
  };
}

export type Popup = ReturnType<typeof createPopup>;
