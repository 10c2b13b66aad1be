import * as v from 'valibot';
import type { Catalogue } from './catalogue.js';
import { sessionSecondsRange } from './catalogue.js';
import { emptyGiven, type GivenCatalogue } from './given.js';
import { givenFrom } from './givenReading.js';
import { policyProfiles } from './policyProfiles.js';
import type { Problem } from './problems.js';
import { type Settings, settingsSchema } from './settings.js';

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

const { lockMinutes, openIn, groupTabs, rememberColours } = settingsSchema.entries;
/** A policy of Chrome cannot say null where it says numbers: 0 stands for it. */
const minutes = v.pipe(v.unknown(), v.transform((value) => (value === 0 ? null : value)), lockMinutes);
const settingSchemas: Readonly<Record<string, v.GenericSchema>> = { lockMinutes: minutes, openIn, groupTabs, rememberColours };

const integer = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const valueSchemas: Readonly<Record<string, v.GenericSchema>> = {
  copyCredentials: v.boolean(),
  minimumPassphraseLength: integer(12, 128),
  sessionSecondsMost: integer(sessionSecondsRange.least, sessionSecondsRange.most),
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values that are as they should be, by their names. */
function soundIn(set: Record<string, unknown>, schemas: Readonly<Record<string, v.GenericSchema>>, path: string, problems: PolicyProblem[]): object {
  return Object.fromEntries(Object.entries(set).flatMap(([key, value]) => {
    const parsed = Object.hasOwn(schemas, key) ? v.safeParse(schemas[key] ?? v.never(), value) : undefined;
    if (parsed?.success) return [[key, parsed.output]];
    problems.push({ key: path + key });
    return [];
  }));
}

/** The list under a key; a problem where something else stands there. */
function listUnder(set: Record<string, unknown>, key: string, problems: PolicyProblem[]): readonly unknown[] {
  const value = set[key];
  if (value !== undefined && !Array.isArray(value)) problems.push({ key });
  return Array.isArray(value) ? value : [];
}

/** Reads what `storage.managed` holds. Whatever is wrong is left out, and named. */
export function policyFrom(set: unknown): ReadPolicy {
  const problems: PolicyProblem[] = [];
  if (!isRecord(set)) return emptyPolicy;
  const { settings: locked } = set;
  const rest = Object.fromEntries(Object.entries(set).filter(([key]) => !['roles', 'rules', 'settings'].includes(key)));
  if (locked !== undefined && !isRecord(locked)) problems.push({ key: 'settings' });
  const given = (key: 'roles' | 'rules'): GivenCatalogue => {
    const profiles = policyProfiles(key, listUnder(set, key, problems));
    const read = givenFrom(profiles.value);
    for (const problem of [...profiles.problems, ...read.problems]) problems.push({ key: `${key}[${problem.line}]`, problem });
    return read.value;
  };
  const value = {
    ...soundIn(rest, valueSchemas, '', problems),
    settings: isRecord(locked) ? soundIn(locked, settingSchemas, 'settings.', problems) : {},
    given: { roles: given('roles').roles, rules: given('rules').rules },
  };
  return { value, problems };
}

/** The settings as the policy has them. */
export function withLocked(settings: Settings, { settings: locked, copyCredentials }: Policy): Settings {
  return { ...settings, ...locked, ...(copyCredentials === false ? { copyCredentials } : {}) };
}

/** What the person has set, kept where the policy has its own way meanwhile. */
export function withoutLocked(next: Settings, own: Settings, { settings: locked, copyCredentials }: Policy): Settings {
  const kept = lockedSettings.filter((key) => Object.hasOwn(locked, key)).map((key) => [key, own[key]]);
  return { ...next, ...Object.fromEntries(kept), ...(copyCredentials === false ? { copyCredentials: own.copyCredentials } : {}) };
}

/** The catalogue with no session asked to last longer than the policy allows. */
export function withSessionsAtMost(catalogue: Catalogue, { sessionSecondsMost: most }: Policy): Catalogue {
  if (most === undefined) return catalogue;
  return {
    ...catalogue,
    identities: catalogue.identities.map((identity) => ({ ...identity, sessionSeconds: Math.min(identity.sessionSeconds, most) })),
    roles: catalogue.roles.map((role) => ({ ...role, durationSeconds: Math.min(role.durationSeconds ?? most, most) })),
  };
}
