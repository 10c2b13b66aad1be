import fuzzysort, { type KeysResult } from 'fuzzysort';
import { roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { cityOf } from './regions.js';

/** What of a role is searched, in the order in which equal matches count. */
export const searchedFields = ['name', 'accountName', 'accountId', 'awsRole', 'group', 'tags', 'region', 'city'] as const;
export type SearchedField = (typeof searchedFields)[number];

/** Where a field of a role fits what is looked for. */
export interface Hit {
  /** The field's text as it was searched. */
  readonly text: string;
  /** Positions in it, in UTF-16 units and in order. */
  readonly indexes: readonly number[];
  /** How well it fits, 0 to 1. */
  readonly score: number;
}

/** A role that fits, and where. */
export interface Found {
  readonly role: Role;
  readonly hits: Readonly<Partial<Record<SearchedField, Hit>>>;
}

export interface FoundRoles {
  /** The best first. */
  readonly roles: readonly Found[];
  /** How many fit altogether. */
  readonly total: number;
}

/** Letters strewn over a text fit weakly, which counts only where nothing fits well. */
const weakScore = 0.3;
const goodScore = 0.5;
/** How much a role that is opened all the time gains over one that never was. */
const likelihoodWeight = 0.25;

/** Full width and half width are the same to a person who searches; fuzzysort itself minds neither case nor accents. */
const plain = (text: string): string => text.normalize('NFKC');

const fieldTexts: Readonly<Record<SearchedField, (role: Role) => string>> = {
  name: ({ name }) => plain(name),
  accountName: ({ accountName = '' }) => plain(accountName),
  accountId: ({ arn }) => roleArn(arn).accountId,
  awsRole: ({ arn }) => awsRoleOf(arn),
  group: ({ group = '' }) => plain(group),
  tags: ({ tags = [] }) => plain(tags.join(' ')),
  region: ({ region }) => region,
  city: ({ region }) => `${cityOf(region, 'en')} ${cityOf(region, 'ja')}`,
};

/** The role's name in AWS with its path, without the slash that every path begins with. */
function awsRoleOf(arn: string): string {
  const { path, roleName } = roleArn(arn);
  return `${path.slice(1)}${roleName}`;
}

/** What tells roles apart in an ARN, as far as it has been typed: the account's number, path and name. */
function wantedOfArn(arn: string): string {
  const [, , service, , accountId = '', ...rest] = arn.split(':');
  const resource = rest.join(':').replace(/^(?:assumed-)?role\//, '');
  const unsaid = 'role/'.startsWith(resource) || 'assumed-role/'.startsWith(resource);
  return `${accountId} ${unsaid ? '' : service === 'sts' ? resource.replace(/\/[^/]*$/, '') : resource}`;
}

/** What is looked for, as it is searched: of an account number in groups its digits. */
function wanted(query: string): string {
  const text = plain(query).trim().replace(/^(?:assumed-)?role\//, '');
  if (text.startsWith('arn:')) return wantedOfArn(text).trim();
  return text.replace(/(?<!\d)\d{4}(?:[ -]\d{4})?[ -]\d{1,4}(?!\d)/g, (groups) => groups.replace(/[ -]/g, ''));
}

/** What a person may have meant by a word: two letters changed places, or one is wrong or too many. */
function slips(word: string): string[] {
  const spots = Array.from({ length: Math.min(word.length, 16) }, (_, at) => at);
  const swapped = spots.slice(1).map((at) => word.slice(0, at - 1) + (word[at] ?? '') + (word[at - 1] ?? '') + word.slice(at + 1));
  return [...swapped, ...spots.map((at) => word.slice(0, at) + word.slice(at + 1))];
}

/**
 * Mends slips of the hand: gives the query with the words that were meant in the place of those that nothing has. Of ten
 * thousand roles the different words are a few hundred.
 */
function createMending(roles: readonly Role[]): (query: string) => string {
  const spelt = ['name', 'accountName', 'awsRole', 'group', 'tags'] as const;
  const texts = new Set(roles.flatMap((role) => spelt.map((field) => fieldTexts[field](role))));
  const words = fuzzysort.snapshot([...new Set([...texts].flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)))]);
  const likest = (word: string, threshold: number) => fuzzysort.go(word, words, { limit: 1, threshold })[0];
  const mended = (word: string): string => {
    if (likest(word, goodScore)) return word;
    const meant = slips(word).flatMap((slip) => likest(slip, weakScore) ?? []).sort((one, other) => other.score - one.score)[0];
    return meant?.target ?? word;
  };
  return (query) => query.replace(/[\p{L}\p{N}]{3,}/gu, mended);
}

/** Looks for roles: the `most` best of those that fit. */
export type RoleSearch = (query: string, most: number) => FoundRoles;

type Fit = KeysResult<Role>;
interface Fits {
  readonly fits: readonly Fit[];
  readonly total: number;
}

function given({ fits, total }: Fits): FoundRoles {
  return { total, roles: fits.map((fit) => ({ role: fit.obj, hits: hitsOf(fit) })) };
}

/**
 * Makes roles ready to be looked for, once for as long as they stay the same. `likelihood` says how likely a role is to be
 * wanted, 0 to 1: of those that fit about as well, the likely ones come first. fuzzysort makes them ready in pieces, whenever the
 * browser has nothing else to do; a search that comes earlier waits for the rest. `prepared` is called, soon, when it is done.
 */
export function createSearch(roles: readonly Role[], likelihood: (role: Role) => number, prepared: () => void = () => undefined): RoleSearch {
  const last = roles.at(-1);
  if (!last) queueMicrotask(prepared);
  // fuzzysort does not say when it has done. The last role's last field is what it reads last.
  const keys = searchedFields.map((field, at) => (role: Role): string => {
    if (role === last && at === searchedFields.length - 1) queueMicrotask(prepared);
    return fieldTexts[field](role);
  });
  const all = fuzzysort.snapshot([...roles], { keys });
  // Few roles are ever opened, so that they can be looked for once more: weighing all of them would take longer.
  const likely = fuzzysort.snapshot(roles.filter((role) => likelihood(role) > 0), { keys: searchedFields.map((field) => fieldTexts[field]) });
  let mending: ((query: string) => string) | undefined;
  const rank = ({ score, obj }: Fit): number => score + likelihoodWeight * likelihood(obj);

  function fits(query: string, most: number, threshold?: number): Fits {
    const least = threshold === undefined ? {} : { threshold };
    const best = fuzzysort.go(query, all, { limit: most, ...least });
    const known = new Set(best.map(({ obj }) => obj));
    const others = fuzzysort.go(query, likely, { limit: 0, ...least }).filter(({ obj }) => !known.has(obj));
    return { fits: [...best, ...others].sort((one, other) => rank(other) - rank(one)).slice(0, most), total: best.total };
  }

  return (query, most) => {
    const text = wanted(query);
    if (text === '') return { roles: roles.slice(0, most).map((role) => ({ role, hits: {} })), total: roles.length };
    const well = fits(text, most);
    const meant = well.total > 0 ? text : (mending ??= createMending(roles))(text);
    const found = meant === text ? well : fits(meant, most);
    return given(found.total > 0 ? found : fits(text, most, weakScore));
  };
}

function hitsOf(fit: Fit): Found['hits'] {
  const best = Math.max(...fit.map(({ score }) => score));
  return Object.fromEntries(searchedFields.flatMap((field, at) => {
    const { target: text, indexes, score } = fit[at] ?? { target: '', indexes: [], score: 0 };
    // What fits a term far worse than another field does is chance.
    return score > 0 && score >= best / 2 ? [[field, { text, indexes: [...indexes], score }]] : [];
  }));
}
