import { prepare, type Prepared, single } from 'fuzzysort';
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
  /** How well it fits the word that fits it best, 0 to 1. */
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
/** How much less a word counts in each field than in the one before it. */
const fieldWeight = 0.02;
/** How much more words count that one field has together. */
const togetherWeight = 0.1;
/** So many roles are read in a piece, which takes a millisecond or two. */
const pieceRoles = 500;

/** Full width and half width are the same to a person who searches; fuzzysort itself minds neither case nor accents. */
const plain = (text: string): string => text.normalize('NFKC');

/** The texts of a role, in the order of `searchedFields`. */
function textsOf({ name, accountName = '', arn, group = '', tags = [], region }: Role): string[] {
  const { accountId, path, roleName } = roleArn(arn);
  // A path begins with a slash, which nobody looks for.
  return [plain(name), plain(accountName), accountId, `${path.slice(1)}${roleName}`, plain(group), plain(tags.join(' ')), region, `${cityOf(region, 'en')} ${cityOf(region, 'ja')}`];
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

/** The texts of roles, each different one once: ten thousand roles have some twelve thousand in their eighty thousand fields. */
interface Texts {
  readonly prepared: readonly Prepared[];
  /** Which text each field of each role has, one role after the other. */
  readonly of: Uint32Array;
  /** Reads some more roles, and says whether any are left. */
  more(): boolean;
}

function createTexts(roles: readonly Role[]): Texts {
  const places = new Map<string, number>();
  const prepared: Prepared[] = [];
  const of = new Uint32Array(roles.length * searchedFields.length);
  let read = 0;
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, prepared.length);
    return prepared.push(prepare(text)) - 1;
  };
  return {
    prepared, of,
    more() {
      for (const role of roles.slice(read, read + pieceRoles)) {
        of.set(textsOf(role).map(placeOf), read * searchedFields.length);
        read += 1;
      }
      return read < roles.length;
    },
  };
}

/**
 * Mends slips of the hand: gives the query with the words that were meant in the place of those that nothing has. Of ten
 * thousand roles the different words are a few hundred.
 */
function createMending(texts: readonly Prepared[]): (query: string) => string {
  const words = [...new Set(texts.flatMap(({ target }) => target.split(/[^\p{L}\p{N}]+/u)))].filter((word) => /\p{L}/u.test(word)).map(prepare);
  const likest = (word: string) => words.reduce((best, target) => {
    const found = single(word, target);
    return found && found.score > best.score ? found : best;
  }, { score: 0, target: word });
  const mended = (word: string): string => {
    if (likest(word).score >= goodScore) return word;
    const meant = slips(word).map(likest).reduce((best, other) => (other.score > best.score ? other : best));
    return meant.score >= weakScore ? meant.target : word;
  };
  return (query) => query.replace(/[\p{L}\p{N}]{3,}/gu, mended);
}

/** How well a word fits each text, by the text's place. */
interface Wanted {
  readonly word: string;
  readonly scores: Float64Array;
}

/** How well a role fits words of which each must fit one of its fields at least so well; 0 when it does not. */
function rankOf(at: number, { of }: Texts, words: readonly Wanted[], least: number): number {
  let sum = 0;
  /** The fields, as bits, that every word fits. */
  let common = ~0;
  for (const { scores } of words) {
    let best = 0;
    let fitting = 0;
    for (let field = 0; field < searchedFields.length; field += 1) {
      const score = scores[of[at * searchedFields.length + field] ?? 0] ?? 0;
      if (score < least) continue;
      fitting |= 1 << field;
      best = Math.max(best, score * (1 - field * fieldWeight));
    }
    if (best === 0) return 0;
    sum += best;
    common &= fitting;
  }
  return sum / words.length + (common === 0 || words.length === 1 ? 0 : togetherWeight);
}

/** Where a role fits. What fits a word far worse than another field does is chance. */
function hitsOf(at: number, { of, prepared }: Texts, words: readonly Wanted[], least: number): Found['hits'] {
  const places = [...of.subarray(at * searchedFields.length, (at + 1) * searchedFields.length)];
  const hits = words.flatMap(({ word, scores }) => {
    const enough = Math.max(least, ...places.map((place) => (scores[place] ?? 0) / 2));
    return places.map((place) => ((scores[place] ?? 0) >= enough && prepared[place] ? single(word, prepared[place]) : null));
  });
  return Object.fromEntries(searchedFields.flatMap((field, nth) => {
    const own = hits.filter((hit, at) => hit && at % searchedFields.length === nth).flatMap((hit) => hit ?? []);
    const [first] = own;
    if (!first) return [];
    const indexes = [...new Set(own.flatMap((hit) => hit.indexes))].sort((one, other) => one - other);
    return [[field, { text: first.target, indexes, score: Math.max(...own.map(({ score }) => score)) }]];
  }));
}

/** Looks for roles: the `most` best of those that fit. */
export type RoleSearch = (query: string, most: number) => FoundRoles;

/** Roles that can be looked for. */
export interface Searching {
  readonly search: RoleSearch;
  /** Gets ready in pieces, each once `idle` says that nothing else is to be done; a search that comes earlier does the rest at once. */
  prepare(idle: () => Promise<void>): Promise<void>;
}

/**
 * Makes roles ready to be looked for, once for as long as they stay the same. `likelihood` says how likely a role is to be
 * wanted, 0 to 1: of those that fit about as well, the likely ones come first.
 */
export function createSearch(roles: readonly Role[], likelihood: (role: Role) => number): Searching {
  const texts = createTexts(roles);
  const likelihoods = roles.map(likelihood);
  let mending: ((query: string) => string) | undefined;
  let before: readonly Wanted[] = [];

  /** A word of the query before is not looked for again. */
  function scored(word: string): Wanted {
    const scores = new Float64Array(texts.prepared.length);
    texts.prepared.forEach((text, place) => { scores[place] = single(word, text)?.score ?? 0; });
    return { word, scores };
  }

  function find(query: string, most: number, least: number): FoundRoles {
    const words = [...new Set(query.split(/\s+/))].map((word) => before.find((known) => known.word === word) ?? scored(word));
    before = words;
    const ranks = new Float64Array(roles.length);
    for (let at = 0; at < roles.length; at += 1) {
      const rank = rankOf(at, texts, words, least);
      ranks[at] = rank && rank + likelihoodWeight * (likelihoods[at] ?? 0);
    }
    const fitting = ranks.filter((rank) => rank > 0).sort();
    // Among thousands of numbers the least of the best is found sooner than their order.
    const enough = fitting.at(-most) ?? fitting[0] ?? Infinity;
    const best: { readonly role: Role; readonly at: number; readonly rank: number }[] = [];
    for (let at = 0; at < roles.length; at += 1) {
      const [role, rank] = [roles[at], ranks[at] ?? 0];
      if (role && rank >= enough) best.push({ role, at, rank });
    }
    best.sort((one, other) => other.rank - one.rank);
    // Only what is seen is asked where it fits.
    return { total: fitting.length, roles: best.slice(0, most).map(({ role, at }) => ({ role, get hits() { return hitsOf(at, texts, words, least); } })) };
  }

  return {
    search(query, most) {
      while (texts.more());
      const text = wanted(query);
      if (text === '') return { roles: roles.slice(0, most).map((role) => ({ role, hits: {} })), total: roles.length };
      const well = find(text, most, goodScore);
      if (well.total > 0) return well;
      const meant = (mending ??= createMending(texts.prepared))(text);
      const mended = meant === text ? well : find(meant, most, goodScore);
      return mended.total > 0 ? mended : find(text, most, weakScore);
    },
    async prepare(idle) {
      do await idle(); while (texts.more());
    },
  };
}
