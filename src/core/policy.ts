import { chainedSecondsMost } from './assumptions.js';
import type { Catalogue } from './catalogue.js';
import { emptyGiven, type GivenCatalogue } from './given.js';
import type { Problem } from './problems.js';
import type { Settings } from './settings.js';

/** What an administrator has set for everyone. */
export interface Policy {
  readonly given: GivenCatalogue;
  /** Settings that the person cannot change. */
  readonly settings: Partial<Pick<Settings, LockedSetting>>;
  /** `false`: nobody can switch it on. */
  readonly copyCredentials?: boolean;
  /** In characters, as `checkPassphrase` counts them. */
  readonly minimumPassphraseLength?: number;
  /** The longest that an MFA session, a role session or a console may be asked to last. */
  readonly sessionSecondsMost?: number;
}

/** A value of the policy that could not be read and has no effect; what is wrong with it, where that can be said. */
export interface PolicyProblem {
  readonly key: string;
  readonly problem?: Problem;
}

export interface ReadPolicy {
  readonly value: Policy;
  readonly problems: readonly PolicyProblem[];
}

export const emptyPolicy: ReadPolicy = { value: { given: emptyGiven, settings: {} }, problems: [] };

export const lockedSettings = ['lockMinutes', 'openIn', 'groupTabs', 'rememberColours'] as const;
export type LockedSetting = (typeof lockedSettings)[number];

/** The settings as the policy has them. */
export function withLocked(settings: Settings, { settings: locked, copyCredentials }: Policy): Settings {
  return { ...settings, ...locked, ...(copyCredentials === false ? { copyCredentials } : {}) };
}

/** What the person has set, kept where the policy has its own way meanwhile. */
export function withoutLocked(next: Settings, own: Settings, { settings: locked, copyCredentials }: Policy): Settings {
  const kept = lockedSettings.filter((key) => Object.hasOwn(locked, key)).map((key) => [key, own[key]]);
  return { ...next, ...Object.fromEntries(kept), ...(copyCredentials === false ? { copyCredentials: own.copyCredentials } : {}) };
}

/** The catalogue with no session asked to last longer than the policy allows, and none longer than without it. */
export function withSessionsAtMost(catalogue: Catalogue, { sessionSecondsMost: most }: Policy): Catalogue {
  if (most === undefined) return catalogue;
  return {
    ...catalogue,
    identities: catalogue.identities.map((identity) => ({ ...identity, sessionSeconds: Math.min(identity.sessionSeconds, most) })),
    roles: catalogue.roles.map((role) => ((role.durationSeconds ?? chainedSecondsMost) > most ? { ...role, durationSeconds: most } : role)),
  };
}
