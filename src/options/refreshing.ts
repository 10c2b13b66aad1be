import type { VaultState } from '../browser/unlocking.js';
import type { Effective } from '../browser/vaultRecords.js';
import { type Catalogue, emptyCatalogue } from '../core/catalogue.js';
import { failureData } from '../core/failure.js';
import type { ReadPolicy } from '../core/policy.js';
import { type Settings, settingsDefault } from '../core/settings.js';
import { followItems } from './drafts.js';
import type { OptionsPorts } from './ports.js';
import type { OptionsSignals, Step } from './state.js';

/** What a policy and shared catalogues give before they were read. */
export const nothingGiven: Effective = { catalogue: emptyCatalogue, shared: {}, leftOut: 0 };

/** The first step that is not done yet, seen from what there is. */
export function nextStep(vault: VaultState, { identities, roles }: Catalogue): Step | undefined {
  if (vault === 'missing') return 1;
  if (identities.length === 0) return 2;
  return roles.length === 0 ? 3 : undefined;
}

function forgetDrafts({ identityDrafts, roleDrafts }: OptionsSignals): void {
  identityDrafts.clear();
  roleDrafts.clear();
}

/** Reads the vault, the policy and the settings again, and shows what was read. */
export async function refresh(state: OptionsSignals, ports: OptionsPorts): Promise<void> {
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
    if (data.kind === 'vaultDamaged') {
      forgetDrafts(state);
      vault.value = 'damaged';
    } else failure.value = data;
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
  if (now === 'unlocked') {
    followItems(state.identityDrafts, held.catalogue.identities);
    followItems(state.roleDrafts, held.catalogue.roles);
  } else {
    removed.value = undefined;
    forgetDrafts(state);
  }
  vault.value = now;
  if (before === 'unlocked' && now === 'locked') ports.closePage();
}
