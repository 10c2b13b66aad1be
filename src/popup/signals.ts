import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { ask as askBackground } from '../browser/messages.js';
import type { Asked } from '../protocol.js';
import type { StoredSession } from '../browser/stored.js';
import type { VaultState } from '../browser/unlocking.js';
import type { Opening } from '../core/assumptions.js';
import type { Catalogue, Identity, Role } from '../core/catalogue.js';
import { type Chain, findChain } from '../core/chain.js';
import type { TimedTab } from '../core/consoles.js';
import type { Landing } from '../core/destinations.js';
import type { FailureData } from '../core/failure.js';
import { type Flow, startFlow } from '../core/flow.js';
import { stepsOf } from '../core/journey.js';
import { isLive } from '../core/mfaSession.js';
import { noTroubles, type Troubles } from '../core/troubles.js';
import type { FirstScreen } from '../core/firstScreen.js';
import type { PickerSection } from '../core/picker.js';
import type { ResumeGroup } from './consoling.js';
import { createGuarding, type Guarding } from './guarding.js';
import { createListing, type Listing, type Whole } from './listing.js';

export type Sessions = Readonly<Record<string, Pick<StoredSession, 'expiresAt' | 'accessKeyId'>>>;
export type Flows = Readonly<Record<string, Flow>>;
/** The tabs that we opened, by their ids. */
export type Tabs = Readonly<Record<string, TimedTab>>;

/** A console page that is in front. */
export interface PageInFront {
  readonly address: string;
  /** The text by which it is shared. */
  readonly shared: string;
}

/** What the popup needs from the browser. */
export interface PopupPorts {
  vaultState(): Promise<VaultState>;
  unlock(passphrase: string): Promise<void>;
  /** Whether a passkey may unlock the vault: on the options page, since the browser's question would close the popup. */
  passkeyOpens(): Promise<boolean>;
  /** What is shown first; no screen while the vault is locked, or where it must be read from the vault itself. */
  readFirst(): Promise<{
    readonly screen: FirstScreen | undefined; readonly sessions: Sessions; readonly flows: Flows; readonly asked: string; readonly page: string;
    readonly consoles: Tabs; readonly troubles: Troubles;
  }>;
  /** Waits until what there is to show has been painted. */
  painted(): Promise<void>;
  /** All there is to choose from, as it is kept at hand; undefined while the vault is locked, and where it must be read from the vault itself. */
  keptWhole(): Promise<Whole | undefined>;
  readWhole(): Promise<Whole>;
  /** Puts a role's credentials on the clipboard. Throws `clipboardRefused`, or what the background throws. */
  copyCredentials(asked: Asked<'copyCredentials'>): Promise<void>;
  /** The console page in the tab in front, if there is one. */
  pageInFront(): Promise<PageInFront | undefined>;
  copy(text: string): Promise<void>;
  /** Waits until nothing else is to be done. */
  idle(): Promise<void>;
  /** Draws a list where nobody sees it. */
  rehearse(sections: readonly PickerSection[]): void;
  readonly sessions: { watch(changed: (value: Sessions) => void): void };
  readonly flows: { watch(changed: (value: Flows) => void): void };
  readonly consoles: { watch(changed: (value: Tabs) => void): void };
  watchTroubles(changed: (troubles: Troubles) => void): void;
  /** Brings a tab to the front, and says whether it is there. */
  showTab(tabId: number): Promise<boolean>;
  /** Calls back when the vault was locked or unlocked elsewhere. */
  watchLock(changed: () => void): void;
  readonly ask: typeof askBackground;
  requestOrigins(origins: readonly string[]): Promise<boolean>;
  /** Has connections made for a journey that may begin. */
  prepare(roleId: string, identity: Identity): void;
  now(): number;
  showOptions(): void;
  /** Shows a place of the settings, as `placeText` writes it. */
  showOptionsAt(place: string): void;
  close(): void;
}

export type Screen = 'loading' | 'setup' | 'locked' | 'roles' | 'guard' | 'journey' | 'copy' | 'broken';

/** What the popup shows. */
export interface PopupSignals {
  readonly screen: Signal<Screen>;
  readonly listing: Listing;
  readonly sessions: Signal<Sessions>;
  /** The role whose journey is on screen. */
  readonly role: Signal<Role | undefined>;
  /** Where its console is to land, if not on the role's own page. */
  readonly landing: Signal<Landing | undefined>;
  readonly inFront: Signal<PageInFront | undefined>;
  /** How the copying of its link went. */
  readonly copied: Signal<'copied' | 'refused' | undefined>;
  /** Whether its console is to open in a tab that stays behind. */
  readonly behind: Signal<boolean>;
  /** The tabs in which consoles are to be resumed; undefined when a new one is to open. */
  readonly resuming: Signal<readonly number[] | undefined>;
  /** Those that are resumed next, with another code. */
  readonly toResume: Signal<readonly ResumeGroup[]>;
  /** How its console is wanted. */
  readonly opening: Signal<Opening>;
  /** What is asked before it opens. */
  readonly guarding: Guarding;
  /** The role whose console opened behind while the popup stayed. */
  readonly openedBehind: Signal<Role | undefined>;
  readonly flow: Signal<Flow | undefined>;
  /** Every step of the journey on screen, also before it has begun. */
  readonly steps: ReadonlySignal<Flow['steps']>;
  readonly code: Signal<string>;
  /** The identity whose code must be asked before the journey can go on; undefined when none is needed. */
  readonly codeFor: ReadonlySignal<Identity | undefined>;
  /** The end of the MFA session that lives and is to be replaced by another; undefined when it is to be used. */
  readonly replaced: Signal<number | undefined>;
  /** What went wrong outside a journey: at unlocking, or at reading the vault. */
  readonly failure: Signal<FailureData | undefined>;
  /** What is amiss with this computer. */
  readonly troubles: Signal<Troubles>;
  readonly busy: Signal<boolean>;
  readonly passkey: Signal<boolean>;
  /** What is left of an identity's MFA session, in milliseconds; 0 when none lives. */
  sessionLeftMs(identity: Identity): number;
}

export function createSignals(ports: PopupPorts): PopupSignals {
  const listing = createListing(ports.now);
  const { catalogue } = listing;
  const sessions = signal<Sessions>({});
  const role = signal<Role | undefined>(undefined);
  const flow = signal<Flow | undefined>(undefined);
  const replaced = signal<number | undefined>(undefined);
  const codeFor = computed(() => {
    if (!role.value || flow.value?.state === 'running') return undefined;
    const identity = chainOf(catalogue.value, role.value)?.identity;
    const direct = role.value.strategy === 'direct';
    return identity && (direct || isReplaced(sessions.value, identity, replaced.value) || !hasSession(sessions.value, identity, ports.now())) ? identity : undefined;
  });
  const steps = computed(() => {
    const chain = role.value && chainOf(catalogue.value, role.value);
    return flow.value?.steps ?? (chain ? startFlow('', stepsOf(chain), 0).steps : []);
  });
  const opening = signal<Opening>({});
  return {
    opening, guarding: createGuarding(role, opening), screen: signal<Screen>('loading'), listing, sessions, role, flow, steps,
    landing: signal<Landing | undefined>(undefined), inFront: signal<PageInFront | undefined>(undefined), copied: signal<'copied' | 'refused' | undefined>(undefined),
    behind: signal(false), resuming: signal<readonly number[] | undefined>(undefined), toResume: signal<readonly ResumeGroup[]>([]), openedBehind: signal<Role | undefined>(undefined),
    code: signal(''), codeFor, replaced, failure: signal<FailureData | undefined>(undefined), busy: signal(false), passkey: signal(false), troubles: signal(noTroubles),
    sessionLeftMs: (identity) => (hasSession(sessions.value, identity, ports.now())
      ? (sessions.value[identity.id]?.expiresAt ?? 0) - ports.now() : 0),
  };
}

/** A role's chain; undefined when it is broken, which opening it will say. */
export function chainOf(catalogue: Catalogue, role: Role): Chain | undefined {
  try {
    return findChain(catalogue, role.id);
  } catch {
    return undefined;
  }
}

/** Has a code asked for, with which a new MFA session takes the place of the one that lives. */
export function replaceSession({ role, listing, sessions, replaced }: PopupSignals): void {
  const identity = role.value && chainOf(listing.catalogue.value, role.value)?.identity;
  replaced.value = identity && sessions.value[identity.id]?.expiresAt;
}

/** Whether the session that lives is the one to be replaced: the one in its place has another end. */
export function isReplaced(sessions: Sessions, { id }: Identity, replaced: number | undefined): boolean {
  return replaced !== undefined && sessions[id]?.expiresAt === replaced;
}

function hasSession(sessions: Sessions, { id, accessKeyId }: Identity, now: number): boolean {
  const session = sessions[id];
  return session !== undefined && session.accessKeyId === accessKeyId && isLive(session.expiresAt, now);
}
