import { signal } from '@preact/signals';
import type { VaultState } from '../browser/unlocking.js';
import { type Catalogue, emptyCatalogue, type Identity, type Role } from '../core/catalogue.js';
import { type FailureData, failureData } from '../core/failure.js';
import { type Settings, settingsDefault } from '../core/settings.js';
import type { OptionsPorts } from './ports.js';

export const sections = ['identities', 'roles', 'import', 'vault', 'about'] as const;
export type Section = (typeof sections)[number];
export type Step = 1 | 2 | 3;

function createSignals() {
  return {
    vault: signal<VaultState | undefined>(undefined),
    catalogue: signal<Catalogue>(emptyCatalogue),
    settings: signal<Settings>(settingsDefault),
    section: signal<Section>('identities'),
    /** The step of the first run that is on screen; undefined when it is over. */
    step: signal<Step | undefined>(undefined),
    failure: signal<FailureData | undefined>(undefined),
    /** The role that was removed last, while it can be brought back. */
    removed: signal<Role | undefined>(undefined),
    busy: signal(false),
    /** Counts the readings of the vault. */
    latest: signal(0),
  };
}

type OptionsSignals = ReturnType<typeof createSignals>;

/** The first step that is not done yet, seen from what there is. */
function nextStep(vault: VaultState | undefined, { identities, roles }: Catalogue): Step | undefined {
  if (vault === 'missing') return 1;
  if (identities.length === 0) return 2;
  return roles.length === 0 ? 3 : undefined;
}

async function refresh({ vault, catalogue, settings, removed, failure, step, latest }: OptionsSignals, ports: OptionsPorts): Promise<void> {
  latest.value += 1;
  const turn = latest.value;
  try {
    const first = vault.value === undefined;
    const now = await ports.vaultState();
    const [held, set] = now === 'unlocked' ? await Promise.all([ports.readCatalogue(), ports.readSettings()]) : [emptyCatalogue, settingsDefault];
    // What was read before something changed once more is not to be shown.
    if (turn !== latest.value) return;
    catalogue.value = held;
    settings.value = set;
    if (now !== vault.value) failure.value = undefined;
    if (now !== 'locked' && (first || vault.value === 'locked')) step.value = nextStep(now, catalogue.value);
    if (now !== 'unlocked') removed.value = undefined;
    vault.value = now;
  } catch (thrown) {
    failure.value = failureData(thrown);
  }
}

/** The options page without its looks. */
export function createOptions(ports: OptionsPorts) {
  const state = createSignals();
  const { failure, busy, removed, step } = state;

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

  return {
    ...state,
    ports,
    async start(): Promise<void> {
      ports.watchVault(() => void refresh(state, ports));
      ports.watchLock(() => void refresh(state, ports));
      await refresh(state, ports);
    },
    refresh: () => refresh(state, ports),
    unlock: (passphrase: string) => attempt(() => ports.unlock(passphrase)),
    lock: () => attempt(() => ports.ask('lock', {})),
    changeSettings: (change: Partial<Settings>) => attempt(() =>
      ports.ask('saveSettings', { settings: { ...state.settings.value, ...change } })),
    goTo(next: Step | undefined): void { step.value = next; },
    removeIdentity: ({ id }: Identity) => attempt(() => ports.ask('removeIdentity', { id })),
    removeRole: (role: Role) => attempt(async () => {
      await ports.ask('removeRole', { id: role.id });
      removed.value = role;
    }),
    restoreRole: () => attempt(async () => {
      if (removed.value) await ports.ask('saveRole', { role: removed.value });
      removed.value = undefined;
    }),
  };
}

export type Options = ReturnType<typeof createOptions>;
