import type { Opening } from '../core/assumptions.js';
import type { Role } from '../core/catalogue.js';
import { roleById } from '../core/catalogue.js';
import { findChain } from '../core/chain.js';
import { isDue, isOpen, type ShownConsole } from '../core/consoles.js';
import { failureData } from '../core/failure.js';
import type { PopupPorts, PopupSignals } from './signals.js';

/** How a role is to be opened: in a tab that stays behind, or in another one although its console is open. */
export interface How {
  readonly behind?: boolean;
  readonly another?: boolean;
  /** Narrowed to looking. */
  readonly readOnly?: boolean;
}

/** Begins a journey to a role, or to consoles that are to be resumed in their tabs. */
type Choose = (target: Role, behind?: boolean, opening?: Opening, tabIds?: readonly number[]) => Promise<void>;

/** Consoles that are resumed with one code: those of one identity. */
export interface ResumeGroup {
  readonly role: Role;
  readonly tabIds: readonly number[];
}

/** The consoles to resume by whose code they need; those that need none come first, together. One that signs in directly needs a code of its own. */
function groupsOf({ listing: { catalogue }, sessionLeftMs }: PopupSignals, consoles: readonly ShownConsole[]): ResumeGroup[] {
  const groups = new Map<string, { role: Role; tabIds: number[] }>();
  for (const { roleId, tabId } of consoles) {
    const role = roleById(catalogue.value, roleId);
    if (!role) continue;
    const { identity } = findChain(catalogue.value, roleId);
    const own = role.strategy === 'direct' ? `direct ${tabId}` : identity.id;
    const key = sessionLeftMs(identity) > 0 && role.strategy !== 'direct' ? '' : own;
    const group = groups.get(key);
    if (group) group.tabIds.push(tabId);
    else groups.set(key, { role, tabIds: [tabId] });
  }
  return [...groups].sort(([one], [other]) => Number(one !== '') - Number(other !== '')).map(([, group]) => group);
}

/** The verbs of the consoles that are open. */
export function consoleVerbs(state: PopupSignals, ports: PopupPorts, choose: Choose) {
  const { failure, toResume } = state;
  const { consoles, led } = state.listing;

  /** Shows what goes wrong. */
  async function attempt(run: () => Promise<unknown>): Promise<void> {
    failure.value = undefined;
    try {
      await run();
    } catch (thrown) {
      failure.value = failureData(thrown);
    }
  }

  async function show({ tabId }: Pick<ShownConsole, 'tabId'>, role: Role): Promise<void> {
    if (await ports.showTab(tabId)) ports.close();
    else await choose(role);
  }

  /** Begins with the next consoles that need another code, and says whether there are any. */
  function goOn(): boolean {
    const [group, ...others] = toResume.value;
    toResume.value = others;
    if (group) void choose(group.role, false, {}, group.tabIds);
    return group !== undefined;
  }

  async function resume(some: readonly ShownConsole[]): Promise<void> {
    await attempt(async () => { toResume.value = groupsOf(state, some); });
    goOn();
  }

  const signOut = (some: readonly ShownConsole[]): Promise<void> => attempt(() => ports.ask('signOut', { tabIds: some.map(({ tabId }) => tabId) }));

  return {
    goOn,

    /**
     * Goes to a role: to its console where one is open, in the tab of one that has ended, or to a new one. A console that was
     * chosen itself is shown as it is, since there may be something on its page still.
     */
    async go(role: Role, { behind = false, another = false, readOnly = false }: How = {}, chosen?: ShownConsole): Promise<void> {
      // A page that was asked for is opened, whatever else of its role is open.
      const elsewhere = behind || another || readOnly || led.value !== undefined;
      const own = elsewhere ? [] : consoles.value.filter(({ roleId }) => roleId === role.id);
      const there = own.find(({ tabId }) => tabId === chosen?.tabId) ?? own.findLast(isOpen);
      const ended = own.findLast(isDue);
      if (there) await show(there, role);
      else if (ended) await resume([ended]);
      else await choose(role, behind, readOnly ? { readOnly } : {});
    },

    /** Signs a console in again in its tab. */
    resume: (one: ShownConsole) => resume([one]),
    /** As `resume`, for all that have ended or are about to. */
    resumeDue: () => resume(consoles.value.filter(isDue)),
    signOut: (one: ShownConsole) => signOut([one]),
    signOutAll: () => signOut(consoles.value),
  };
}
