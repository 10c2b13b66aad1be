import { batch, signal } from '@preact/signals';
import type { VaultState } from '../browser/unlocking.js';
import type { Effective } from '../browser/vaultRecords.js';
import { type Catalogue, emptyCatalogue, type Identity, type Role, type Source } from '../core/catalogue.js';
import { type FailureData, failureData } from '../core/failure.js';
import { emptyPolicy, type LockedSetting, type ReadPolicy } from '../core/policy.js';
import { type Settings, settingsDefault } from '../core/settings.js';
import { readPlace, type Section } from '../core/settingsPlaces.js';
import { noTroubles } from '../core/troubles.js';
import type { Drafts } from './drafts.js';
import type { IdentityForm } from './identityForm.js';
import type { OptionsPorts } from './ports.js';
import type { RoleForm } from './roleForm.js';

export type Step = 1 | 2 | 3;

const nothingGiven: Effective = { catalogue: emptyCatalogue, shared: {}, leftOut: 0 };

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
    /** The role that was removed last, while it can be brought back. */
    removed: signal<Role | undefined>(undefined),
    busy: signal(false),
    /** What is amiss with this computer. */
    troubles: signal(noTroubles),
    /** Counts the readings of the vault. */
    latest: signal(0),
    /** What is half typed is there again when the person comes back from another section. */
    identityDrafts: new Map() as Drafts<IdentityForm>,
    roleDrafts: new Map() as Drafts<RoleForm>,
  };
}

type OptionsSignals = ReturnType<typeof createSignals>;

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

/** The first step that is not done yet, seen from what there is. */
function nextStep(vault: VaultState, { identities, roles }: Catalogue): Step | undefined {
  if (vault === 'missing') return 1;
  if (identities.length === 0) return 2;
  return roles.length === 0 ? 3 : undefined;
}

async function refresh(state: OptionsSignals, ports: OptionsPorts): Promise<void> {
  const { vault, failure, latest } = state;
  latest.value += 1;
  const turn = latest.value;
  try {
    const now = await ports.vaultState();
    const [catalogue, effective, settings] = now === 'unlocked'
      ? await Promise.all([ports.readOwnCatalogue(), ports.readEffective(), ports.readSettings()]) : [emptyCatalogue, nothingGiven, settingsDefault];
    // Chromium takes seconds over its policies when it has just started: who has no vault open yet does not wait for them.
    const policies = ports.readPolicy();
    void policies.then((read) => { state.policy.value = read; }, () => undefined);
    const policy = now === 'unlocked' ? await policies : state.policy.value;
    const [newer, passkey, short] = await Promise.all([ports.vaultIsNewer(), ports.passkeyOpens(), ports.passphraseIsShort()]);
    // What was read before something changed once more is not to be shown.
    if (turn === latest.value) show(state, ports, now, { catalogue, effective, settings, newer, passkey, policy, short });
  } catch (thrown) {
    const data = failureData(thrown);
    if (data.kind === 'vaultDamaged') vault.value = 'damaged';
    else failure.value = data;
  }
}

interface Held {
  readonly catalogue: Catalogue;
  readonly effective: Effective;
  readonly settings: Settings;
  readonly policy: ReadPolicy;
  readonly short: boolean;
  readonly newer: boolean;
  readonly passkey: boolean;
}

/** Shows what was read. A page that had the vault open closes when it is locked, so that its memory goes. */
function show(state: OptionsSignals, ports: OptionsPorts, now: VaultState, held: Held): void {
  const { vault, failure, step, removed } = state;
  const before = vault.value;
  state.catalogue.value = held.catalogue;
  state.effective.value = held.effective;
  state.policy.value = held.policy;
  state.short.value = held.short;
  state.settings.value = held.settings;
  state.newer.value = held.newer;
  state.passkey.value = held.passkey;
  if (now !== before) failure.value = undefined;
  if (now !== 'locked' && (before !== 'unlocked' && before !== 'missing')) step.value = nextStep(now, held.effective.catalogue);
  if (now !== 'unlocked') {
    removed.value = undefined;
    state.identityDrafts.clear();
    state.roleDrafts.clear();
  }
  vault.value = now;
  if (before === 'unlocked' && now === 'locked') ports.closePage();
}

/** Takes identities and roles away, with what was half typed of them; the role that was taken away last can be brought back. */
function createRemoving({ removed, identityDrafts, roleDrafts }: OptionsSignals, ports: OptionsPorts, attempt: (run: () => Promise<unknown>) => Promise<void>) {
  return {
    removeIdentity: ({ id }: Identity) => attempt(async () => {
      await ports.ask('removeIdentity', { id });
      identityDrafts.delete(id);
    }),
    removeRole: (role: Role) => attempt(async () => {
      await ports.ask('removeRole', { id: role.id });
      roleDrafts.delete(role.id);
      removed.value = role;
    }),
    restoreRole: () => attempt(async () => {
      if (removed.value) await ports.ask('saveRole', { role: removed.value });
      removed.value = undefined;
    }),
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
    ...createRemoving(state, ports, attempt),
    /** Puts a role before another, or at the end. */
    moveRole: ({ id }: Role, before: string | undefined) => attempt(() =>
      ports.ask('moveRole', { id, ...(before === undefined ? {} : { before }) })),
  };
}

export type Options = ReturnType<typeof createOptions>;
