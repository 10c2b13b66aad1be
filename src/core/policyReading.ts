import * as v from 'valibot';
import { lockChoices } from './autoLock.js';
import { sessionSecondsRange } from './catalogue.js';
import type { GivenCatalogue } from './given.js';
import { givenFrom } from './givenReading.js';
import { emptyPolicy, type PolicyProblem, type ReadPolicy } from './policy.js';
import { policyProfiles } from './policyProfiles.js';
import { settingsSchema } from './settings.js';

const { lockMinutes, openIn, groupTabs, rememberColours } = settingsSchema.entries;
/** The longest choice that is no longer than what was set. A policy of Chrome cannot say null where it says numbers: 0 stands for it. */
function choiceFor(set: unknown): unknown {
  if (set === 0) return null;
  return typeof set === 'number' ? lockChoices.findLast((choice) => choice <= set) : set;
}
const minutes = v.pipe(v.unknown(), v.transform(choiceFor), lockMinutes);
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
