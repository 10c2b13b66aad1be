import { language, say, type WordKey } from '../browser/words.js';
import { groupedAccount, roleArn } from '../core/arn.js';
import type { Catalogue, Identity, Role } from '../core/catalogue.js';
import type { ColourRule } from '../core/colourRules.js';
import { colourName } from '../core/colours.js';
import { withoutControls } from '../core/fields.js';
import type { Guard } from '../core/guard.js';
import type { ImportRow } from '../core/importPlan.js';
import { cityOf } from '../core/regions.js';
import { type SessionTag, sessionTagsText } from '../core/sessionFields.js';

/** A file's text as it may stand beside ours. */
const shown = (text: string): string => withoutControls(text);

const fields: Readonly<Record<string, WordKey>> = {
  name: 'roleName', arn: 'roleArn', accountName: 'accountName', colour: 'colour', region: 'region', destination: 'destination', source: 'source',
  group: 'group', tags: 'tags', durationSeconds: 'roleSeconds', externalId: 'externalId', sessionName: 'sessionName',
  sourceIdentity: 'sourceIdentity', sessionTags: 'sessionTags', sessionPolicyArns: 'sessionPolicyArns', sessionPolicy: 'sessionPolicy', strategy: 'strategy',
  guard: 'guard', mfaSerial: 'mfaSerial', stsRegion: 'stsRegion', sessionSeconds: 'sessionLength', label: 'ruleLabel', pattern: 'rulePattern', on: 'ruleOn',
};

function colourWords(hex: string): string {
  const name = colourName(hex);
  return name === 'grey' ? hex : `${say(`colour_${name}`)} (${hex})`;
}

/** What guards a role, in a few words. */
export function guardWords({ confirm, reason, readOnlyFirst, closeAfterMinutes }: Guard): string {
  return [
    ...confirm ? [say('guardConfirmOn')] : [], ...reason ? [say('guardReasonOn')] : [], ...readOnlyFirst ? [say('guardReadOnlyOn')] : [],
    ...closeAfterMinutes === undefined ? [] : [say('guardCloses', { minutes: closeAfterMinutes })],
  ].join(', ');
}

/** The names of what roles may be assumed from, by id. */
export function sourceNames(...catalogues: readonly Pick<Catalogue, 'identities' | 'roles'>[]): ReadonlyMap<string, string> {
  return new Map(catalogues.flatMap(({ identities, roles }) => [
    ...identities.map(({ id, userName }) => [id, userName] as const), ...roles.map(({ id, name }) => [id, name] as const)]));
}

function valueWords(field: string, value: unknown, names: ReadonlyMap<string, string>): string {
  if (field === 'strategy') return say(value === 'direct' ? 'strategyDirect' : 'strategyMfaSession');
  if (value === undefined || value === '') return say('changeNone');
  if (field === 'guard') return guardWords(value as Guard);
  if (field === 'sessionTags') return shown(sessionTagsText(value as readonly SessionTag[]));
  if (field === 'sessionPolicyArns') return (value as readonly string[]).map(shown).join(' ');
  if (field === 'colour') return colourWords(String(value));
  if (field === 'tags') return (value as readonly string[]).map(shown).join(', ');
  if (field === 'source') return shown(names.get((value as Role['source']).id) ?? '?');
  if (field === 'region' || field === 'stsRegion') return `${cityOf(String(value), language())} (${String(value)})`;
  return shown(String(value));
}

type Thing = Role | Identity | ColourRule;

/** Each field that a change touches: what it was and what it would be. An account that differs is said before its ARN. */
export function changeWords(before: Thing, change: Partial<Thing>, names: ReadonlyMap<string, string>): string[] {
  const was = before as Readonly<Record<string, unknown>>;
  const words = Object.entries(change).map(([field, value]) => say('changeOf', {
    field: say(fields[field] ?? 'more'), before: valueWords(field, was[field], names), after: valueWords(field, value, names),
  }));
  if (!('arn' in before) || !('arn' in change) || change.arn === undefined) return words;
  const [from, to] = [roleArn(before.arn).accountId, roleArn(change.arn).accountId];
  return from === to ? words : [say('changeOf', { field: say('changeAccount'), before: groupedAccount(from), after: groupedAccount(to) }), ...words];
}

/** What a new role's sessions would be like, where that is another than what roles commonly are. */
export function accessWords({ sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy, strategy, guard, ...plain }: Role): string[] {
  const said = Object.entries({ guard, strategy, sourceIdentity, sessionTags, sessionPolicyArns, sessionPolicy }).filter(([, value]) => value !== undefined);
  return changeWords(plain, Object.fromEntries(said) as Partial<Role>, new Map());
}

/** The first names of a list that may be long. */
export function someNames(names: readonly string[]): string {
  return names.slice(0, 5).map(shown).join(', ') + (names.length > 5 ? ' …' : '');
}

/** What a row is about. */
export function rowName(row: ImportRow): string {
  if (row.what === 'identity') return row.identity.userName;
  if (row.what === 'role') return row.role.name;
  if (row.what === 'rule') return row.rule.pattern;
  if (row.what === 'identityChange') return row.before.userName;
  return row.what === 'roleChange' ? row.before.name : row.before.pattern;
}

/** Why a row waits for a tick. */
export function cautionSentence(row: ImportRow): string | undefined {
  if (row.caution === undefined) return undefined;
  const recolours = 'recolours' in row ? row.recolours : [];
  return say(`caution_${row.caution}`, {
    like: row.what === 'role' ? shown(row.like ?? '') : '', count: recolours.length, names: someNames(recolours),
  });
}
