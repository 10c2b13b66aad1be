import { batch, signal } from '@preact/signals';
import type { VaultState } from '../browser/unlocking.js';
import type { Effective } from '../browser/vaultRecords.js';
import { type Catalogue, emptyCatalogue, type Identity, type Role, type Source } from '../core/catalogue.js';
import { type FailureData, failureData } from '../core/failure.js';
import { emptyPolicy, type LockedSetting, type ReadPolicy } from '../core/policy.js';
import { type Settings, settingsDefault } from '../core/settings.js';
import { readPlace, type Section } from '../core/settingsPlaces.js';
import { noTroubles } from '../core/troubles.js';
import { type Drafts, newDraft } from './drafts.js';
import type { IdentityForm } from './identityForm.js';
import type { Imported } from './importing.js';
import type { OptionsPorts } from './ports.js';
import { nextStep, nothingGiven, refresh } from './refreshing.js';
import type { RoleForm } from './roleForm.js';

export type Step = 1 | 2 | 3;

function createSignals() {
  return {
    vault: signal<VaultState | 'damaged' | undefined>(undefined),
    /** Whether a later Sallyport has written to the vault. */
    newer: signal(false),
    /** Whether the organisation asks for a longer passphrase. */
    short: signal(false),
    /** Whether a passkey may unlock it. */
    passkey: signal(false),
    /** The person's own. */
    catalogue: signal<Catalogue>(emptyCatalogue),
    /** With what the policy and shared catalogues give. */
    effective: signal<Effective>(nothingGiven),
    /** What an administrator has set for everyone. */
    policy: signal<ReadPolicy>(emptyPolicy),
    settings: signal<Settings>(settingsDefault),
    section: signal<Section>('identities'),
    /** The id of the identity or the role that the page's address asks to have edited. */
    wanted: signal<string | undefined>(undefined),
    /** What a page of the settings asked to have looked over. */
    checkUpOf: signal<Source | undefined>(undefined),
    /** The step of the first run that is on screen; undefined when it is over. */
    step: signal<Step | undefined>(undefined),
    failure: signal<FailureData | undefined>(undefined),
    /** The role that was removed last, while it can be brought back, and the id of the one that came after it. */
    removed: signal<{ readonly role: Role; readonly before: string | undefined } | undefined>(undefined),
    busy: signal(false),
    /** What is amiss with this computer. */
    troubles: signal(noTroubles),
    /** Counts the readings of the vault. */
    latest: signal(0),
    /** What is half typed is there again when the person comes back from another section. */
    identityDrafts: new Map() as Drafts<Identity, IdentityForm>,
    roleDrafts: new Map() as Drafts<Role, RoleForm>,
  };
}

/** What the page shows, before anything has been read. */
export type OptionsSignals = ReturnType<typeof createSignals>;

/** Whether the organisation has set a setting for everyone. */
export function isLocked({ policy }: Pick<OptionsSignals, 'policy'>, setting: LockedSetting): boolean {
  return Object.hasOwn(policy.value.value.settings, setting);
}

/** Goes to the check-up, of an identity or a role. */
export function goToCheckUp({ checkUpOf, section }: Pick<OptionsSignals, 'checkUpOf' | 'section'>, of: Source): void {
  checkUpOf.value = of;
  section.value = 'checkUp';
}

/** Shows the section that the address names, and the address of the one that is shown, so that the browser's Back leads between them. */
function followAddress({ section, wanted }: OptionsSignals, { readHash, showHash, watchHash }: OptionsPorts): void {
  const go = (): void => {
    const place = readPlace(readHash());
    batch(() => {
      wanted.value = place.id;
      section.value = place.section;
    });
  };
  go();
  watchHash(go);
  section.subscribe((now) => { if (readPlace(readHash()).section !== now) showHash(now); });
}

/** Takes identities and roles away; the role that was taken away last can be brought back to its place. */
function createRemoving({ catalogue, removed }: OptionsSignals, ports: OptionsPorts, attempt: (run: () => Promise<unknown>) => Promise<void>) {
  return {
    removeIdentity: ({ id }: Identity) => attempt(() => ports.ask('removeIdentity', { id })),
    removeRole: (role: Role) => attempt(async () => {
      const { roles } = catalogue.value;
      const before = roles[roles.findIndex(({ id }) => id === role.id) + 1]?.id;
      await ports.ask('removeRole', { id: role.id });
      removed.value = { role, before };
    }),
    restoreRole: () => attempt(async () => {
      if (!removed.value) return;
      const { role, before } = removed.value;
      await ports.ask('saveRole', { role });
      if (before !== undefined) await ports.ask('moveRole', { id: role.id, before });
      removed.value = undefined;
    }),
  };
}

/** Something that is on while the browser allows it: what the browser was asked is the setting, and nothing beside it. */
function createAllowed(isAllowed: () => Promise<boolean>, ask: (on: boolean) => Promise<unknown>) {
  // An object, so that a box which was ticked in vain is drawn again.
  const allowed = signal({ on: false });
  const look = async (): Promise<void> => { allowed.value = { on: await isAllowed() }; };
  return {
    allowed, look,
    /** Asks the browser, from the click that calls this. */
    change: (on: boolean): Promise<void> => ask(on).then(look, look),
  };
}

export type Allowed = ReturnType<typeof createAllowed>;

function createAllowances({ noticesAllowed, allowNotices, pageMenusAllowed, requestPageMenus, dropPageMenus }: OptionsPorts) {
  return {
    /** Whether the person is told before a console ends. */
    notices: createAllowed(noticesAllowed, allowNotices),
    /** Whether the browser's menus offer to open a console page as another role. */
    pageMenus: createAllowed(pageMenusAllowed, (on) => (on ? requestPageMenus() : dropPageMenus())),
  };
}

/** The options page without its looks. */
export function createOptions(ports: OptionsPorts) {
  const state = createSignals();
  const { failure, busy, step } = state;

  /** Runs a change and shows what goes wrong with it. */
  async function attempt(run: () => Promise<unknown>): Promise<void> {
    failure.value = undefined;
    busy.value = true;
    try {
      await run();
    } catch (thrown) {
      failure.value = failureData(thrown);
    } finally {
      busy.value = false;
    }
    await refresh(state, ports);
  }

  const change = (settings: Partial<Settings>): Promise<unknown> => ports.ask('saveSettings', { settings: { ...state.settings.value, ...settings } });
  /** Changes a setting that the browser is asked about before it is on. */
  const switchOn = (on: boolean, request: () => Promise<boolean>, settings: Partial<Settings>): Promise<void> =>
    attempt(async () => (on && !(await request()) ? undefined : change(settings)));

  return {
    ...state,
    ports,
    ...createAllowances(ports),
    async start(): Promise<void> {
      followAddress(state, ports);
      for (const watch of [ports.watchVault, ports.watchLock, ports.watchPolicy]) watch(() => void refresh(state, ports));
      ports.watchTroubles((value) => { state.troubles.value = value; });
      state.troubles.value = await ports.readTroubles();
      await refresh(state, ports);
    },
    refresh: () => refresh(state, ports),
    unlock: (passphrase: string) => attempt(() => ports.unlock(passphrase)),
    unlockByPasskey: () => attempt(ports.unlockByPasskey),
    lock: () => attempt(() => ports.ask('lock', {})),
    changeSettings: (settings: Partial<Settings>) => attempt(() => change(settings)),
    /** Lets credentials be copied, or no longer: asks the browser first, from the click that calls this. */
    copyCredentials: (on: boolean) => switchOn(on, ports.requestClipboard, { copyCredentials: on }),
    /** Puts consoles into tab groups, or no longer: likewise. */
    groupTabs: (on: boolean) => switchOn(on, ports.requestTabGroups, { groupTabs: on }),
    goTo(next: Step | undefined): void { step.value = next; },
    /** Goes to the first step that is left, or on from the first run when none is. */
    goOn(): void { step.value = state.vault.value === 'unlocked' ? nextStep('unlocked', state.effective.value.catalogue) : 1; },
    /** Goes on after an import in the first run. An identity that it has added comes in the place of one that is half typed. */
    async goOnImported({ choice: { batch } }: Imported): Promise<void> {
      await refresh(state, ports);
      const { identities, roles } = await ports.readOwnCatalogue();
      if (identities.length === 0 && roles.length === 0) return;
      if (batch.added.length > 0) state.identityDrafts.delete(newDraft);
      step.value = 3;
    },
    ...createRemoving(state, ports, attempt),
    /** Puts a role before another, or at the end. */
    moveRole: ({ id }: Role, before: string | undefined) => attempt(() =>
      ports.ask('moveRole', { id, ...(before === undefined ? {} : { before }) })),
  };
}

export type Options = ReturnType<typeof createOptions>;
