import { digitsOf } from '../core/fields.js';
import { failedFlow, type Flow, wishLeft } from '../core/flow.js';
import { failureData, type FailureData } from '../core/failure.js';
import type { Opening } from '../core/assumptions.js';
import type { Role } from '../core/catalogue.js';
import { canReadOnly } from '../core/guard.js';
import { followed } from './following.js';
import { guardVerbs, isGuarded } from './guarding.js';
import { type Flows, isReplaced, type PopupPorts, type PopupSignals, replaceSession } from './signals.js';
import { wayVerbs } from './waysOn.js';

/** Starts or goes on with a journey. What goes wrong is in `flow`, or in `failure` when it could not even begin. */
async function open(state: PopupSignals, ports: PopupPorts, target: Role, code?: string): Promise<void> {
  // Meanwhile the person may have gone on to another role: its screen is not this one's.
  const isShown = (): boolean => state.role.value?.id === target.id;
  if (state.flow.value?.state === 'failed') state.flow.value = undefined;
  state.failure.value = undefined;
  state.busy.value = true;
  try {
    const withCode = code === undefined ? {} : { code };
    const asked = state.resuming.value ? ports.ask('resume', { tabIds: [...state.resuming.value], ...withCode })
      : ports.ask('openRole', { roleId: target.id, ...withCode, ...freshly(state, code), ...(state.behind.value ? { behind: true } : {}), ...state.landing.value, ...state.opening.value });
    await followed(asked, ports, target.id);
  } catch (thrown) {
    const data = failureData(thrown);
    if (!isShown()) return;
    showFailure(state, data);
    // A code that did not arrive stays in its field; one that was refused does not.
    if (data.kind !== 'unreachable') state.code.value = '';
  } finally {
    if (isShown()) state.busy.value = false;
  }
}

/** Whether a new MFA session is to be taken with the code although one lives. */
function freshly({ codeFor, sessions, replaced }: PopupSignals, code: string | undefined): { fresh?: true } {
  const identity = codeFor.value;
  return code !== undefined && identity && isReplaced(sessions.value, identity, replaced.value) ? { fresh: true } : {};
}

/** Shows how a journey has failed, unless its flow does. */
export function showFailure({ screen, flow, failure }: PopupSignals, data: FailureData): void {
  if (data.kind === 'vaultLocked') {
    screen.value = 'locked';
    return;
  }
  if (data.kind === 'guarded') screen.value = 'guard';
  if (data.kind === 'interrupted' && flow.value) flow.value = failedFlow(flow.value, data);
  if (flow.value?.state !== 'failed') failure.value = data;
}

/**
 * Shows the journey on screen as the background writes it. When it has arrived, the popup has done its work, unless the
 * console opened behind it: then the list is shown, for the next role. `goOn` begins with what is left to do, if anything is.
 */
export function showFlows(state: PopupSignals, ports: PopupPorts, flows: Flows, goOn: () => boolean): void {
  const { role, flow, behind } = state;
  const current = role.value && flows[role.value.id];
  if (!current || (current.state === 'done' && flow.value?.state !== 'running')) return;
  flow.value = current;
  if (current.state !== 'done') return;
  if (goOn()) return;
  if (!behind.value) return ports.close();
  state.openedBehind.value = role.value;
  leaveJourney(state);
  state.listing.narrow('');
  state.listing.page.value = '';
}

/** Puts a role in the place of another, with nothing of that one left. */
function beginWith(state: PopupSignals, target: Role, behind: boolean, wanted: Opening): void {
  const { role, flow, failure, code, busy, opening, guarding } = state;
  role.value = target;
  state.replaced.value = undefined;
  state.behind.value = behind;
  state.openedBehind.value = undefined;
  opening.value = wanted;
  guarding.typedName.value = '';
  guarding.reason.value = '';
  guarding.wrong.value = undefined;
  flow.value = undefined;
  failure.value = undefined;
  code.value = '';
  busy.value = false;
}

/** Takes up a journey that another popup began, as it was asked for there: what was to be read-only stays so with the next code. */
export function comeBack(state: PopupSignals, target: Role, flow: Flow): void {
  const { behind = false, tabId, fresh, ...wanted } = wishLeft(flow);
  beginWith(state, target, behind, wanted);
  state.resuming.value = tabId === undefined ? undefined : [tabId];
  state.landing.value = flow.landing;
  if (fresh) replaceSession(state);
}

/** Shows the list in the journey's place. */
function leaveJourney({ role, flow, failure, busy, screen }: PopupSignals): void {
  role.value = undefined;
  flow.value = undefined;
  failure.value = undefined;
  busy.value = false;
  screen.value = 'roles';
}

/** Makes ready for the journey that begins with the code. */
function makeReady({ role, codeFor }: PopupSignals, ports: PopupPorts): void {
  if (role.value && codeFor.value) ports.prepare(role.value.id, codeFor.value);
}

/** The verbs of the journey's screen. */
export function journeyVerbs(state: PopupSignals, ports: PopupPorts) {
  const { role, flow, code, codeFor, failure, screen, busy } = state;

  /** Tries again: with the code that is still in the field, if one is needed. */
  async function retry(): Promise<void> {
    if (!role.value) return;
    if (!codeFor.value) await open(state, ports, role.value);
    else if (code.value.length === 6) await open(state, ports, role.value, code.value);
    else failure.value = { kind: 'codeMalformed', values: {} };
  }

  /** Shows the journey of the role that is chosen, and begins it when no code is to be asked first. */
  async function begin(): Promise<void> {
    screen.value = 'journey';
    if (codeFor.value) makeReady(state, ports);
    else if (role.value) await open(state, ports, role.value);
  }

  /**
   * Begins a journey to a role, or asks what guards it; its console may open in a tab that stays behind, or read-only, or be
   * resumed in those that are there, as they were opened.
   */
  async function choose(target: Role, behind = false, wanted: Opening = {}, tabIds?: readonly number[]): Promise<void> {
    beginWith(state, target, behind, wanted);
    state.resuming.value = tabIds;
    state.landing.value = state.listing.led.value?.landing;
    if (tabIds) await begin();
    else if (wanted.readOnly && !canReadOnly(target)) {
      screen.value = 'journey';
      failure.value = { kind: 'readOnlyCombined', values: { role: target.name } };
    } else if (isGuarded(target, wanted)) screen.value = 'guard';
    else await begin();
  }

  return {
    ...guardVerbs(state.guarding, role, state.opening, begin),
    ...wayVerbs(state, ports, { choose, begin }),
    retry,
    choose,

    /** Takes what is typed into the code's field; six digits go off by themselves. */
    async type(typed: string): Promise<void> {
      const begins = code.value === '';
      code.value = digitsOf(typed);
      // Until the code was found on a telephone, hosts may have given up the connections that were made for it.
      if (begins && code.value.length < 6) makeReady(state, ports);
      if (code.value.length === 6 && role.value && !busy.value) await open(state, ports, role.value, code.value);
    },

    /** Asks the browser's permission, from the click that calls this, and goes on when it is given. */
    async allow(origins: readonly string[]): Promise<void> {
      const given = await ports.requestOrigins(origins).catch((thrown: unknown) => {
        failure.value = failureData(thrown);
        return false;
      });
      if (given) await retry();
    },

    /** Back to the list. A journey under way goes on; one that failed is put away. */
    async back(): Promise<void> {
      const left = flow.value?.state === 'failed' ? role.value : undefined;
      leaveJourney(state);
      state.toResume.value = [];
      // Should the background be stopped just now, the failed journey is shown once more: nothing is lost.
      if (left) await ports.ask('dismissFlow', { roleId: left.id }).catch(() => undefined);
    },
  };
}
