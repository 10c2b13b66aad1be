import { prepare, type Prepared, single } from 'fuzzysort';
import type { Role } from './catalogue.js';
import { createMending, goodScore, wanted, weakScore } from './searchQuery.js';
import { containing, createTexts, folded, type SearchedField, searchedFields, type Texts } from './searchTexts.js';

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

/** How much a role that is opened all the time gains over one that never was. */
const likelihoodWeight = 0.25;
/** How much less a word counts in each field than in the one before it. */
const fieldWeight = 0.02;
/** How much more words count that one field has together. */
const togetherWeight = 0.1;
/** Where so many roles contain what is looked for, nobody wants those that have only its letters, but for the likeliest ones. */
const screenful = 12;
const likeliest = 30;

/** How well a word fits each text, by the text's place. */
interface Wanted {
  readonly word: string;
  /** By containing it; of the likeliest roles also by its letters. */
  readonly contained: Float64Array;
  /** Whether any text contains it. */
  readonly somewhere: boolean;
  /** By its letters too, which takes far longer. */
  strewn(): Float64Array;
}

/** How well a role fits words of which each must fit one of its fields at least so well; 0 when it does not. */
function rankOf(at: number, of: Texts['of'], words: readonly Float64Array[], least: number): number {
  let sum = 0;
  /** The fields, as bits, that every word fits. */
  let common = ~0;
  for (const scores of words) {
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

/** Where words fit a role. What fits a word far worse than another field does is chance. */
function hitsOf(texts: readonly string[], words: readonly string[]): Found['hits'] {
  const found = words.map((word) => {
    const hits = texts.map((text) => {
      const { score = 0, indexes = [] } = single(word, text) ?? {};
      return { score, indexes };
    });
    const enough = Math.max(...hits.map(({ score }) => score)) / 2;
    return hits.map((hit) => (hit.score > 0 && hit.score >= enough ? hit : undefined));
  });
  return Object.fromEntries(searchedFields.flatMap((field, nth) => {
    const own = found.flatMap((hits) => hits[nth] ?? []);
    const indexes = [...new Set(own.flatMap((hit) => hit.indexes))].sort((one, other) => one - other);
    return own.length === 0 ? [] : [[field, { text: texts[nth] ?? '', indexes, score: Math.max(...own.map(({ score }) => score)) }]];
  }));
}

/** A role that fits. Where it does is found out for those that are shown. */
function withHits(role: Role, find: () => Found['hits']): Found {
  let hits: Found['hits'] | undefined;
  return { role, get hits() { return (hits ??= find()); } };
}

/** Looks for roles: the `most` best of those that fit. */
export type RoleSearch = (query: string, most: number) => FoundRoles;

/** Roles that can be looked for. */
export interface Searching {
  readonly search: RoleSearch;
  /** Gets ready in pieces, each once `idle` says that nothing else is to be done; a search that comes earlier does the rest at once. */
  prepare(idle: () => Promise<void>): Promise<void>;
}

/** The words of queries, looked for in texts. Those of the query before are kept: most of them are the next one's. */
function createWords({ texts, folded: compared }: Texts, likely: () => ReadonlySet<number>): (query: string) => readonly Wanted[] {
  const prepared: Prepared[] = [];
  let before: readonly Wanted[] = [];
  const byLetters = (word: string, place: number): number => single(word, prepared[place] ??= prepare(texts[place] ?? ''))?.score ?? 0;

  function looked(word: string): Wanted {
    const contained = new Float64Array(texts.length);
    let somewhere = false;
    compared.forEach((text, place) => {
      const score = containing(word, texts[place] ?? '', text);
      contained[place] = score;
      somewhere ||= score > 0;
    });
    for (const place of likely()) contained[place] = Math.max(contained[place] ?? 0, byLetters(word, place));
    let strewn: Float64Array | undefined;
    return { word, contained, somewhere, strewn: () => (strewn ??= contained.map((score, place) => Math.max(score, byLetters(word, place)))) };
  }

  return (query) => {
    before = [...new Set(folded(query).split(/\s+/))].map((word) => before.find((known) => known.word === word) ?? looked(word));
    return before;
  };
}

/** Looks for words ever further, while too few roles have them. */
const looks: readonly ((word: Wanted) => Float64Array)[] = [
  ({ contained }) => contained,
  ({ somewhere, contained, strewn }) => (somewhere ? contained : strewn()),
  ({ strewn }) => strewn(),
];

/**
 * Makes roles ready to be looked for, once for as long as they stay the same. `likelihood` says how likely a role is to be
 * wanted, 0 to 1: of those that fit about as well, the likely ones come first.
 */
export function createSearch(roles: readonly Role[], likelihood: (role: Role) => number): Searching {
  const texts = createTexts(roles);
  const likelihoods = roles.map(likelihood);
  const ownTexts = (at: number): number[] => [...texts.of.subarray(at * searchedFields.length, (at + 1) * searchedFields.length)];
  let likely: ReadonlySet<number> | undefined;
  const wordsOf = createWords(texts, () => (likely ??= new Set([...likelihoods.keys()].filter((at) => (likelihoods[at] ?? 0) > 0)
    .sort((one, other) => (likelihoods[other] ?? 0) - (likelihoods[one] ?? 0)).slice(0, likeliest).flatMap(ownTexts))));
  let mending: ((query: string) => string) | undefined;

  function ranked(words: readonly Float64Array[], most: number, least: number) {
    const ranks = new Float64Array(roles.length);
    for (let at = 0; at < roles.length; at += 1) {
      const rank = rankOf(at, texts.of, words, least);
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
    return { total: fitting.length, best: best.sort((one, other) => other.rank - one.rank).slice(0, most) };
  }

  function find(query: string, most: number, least = goodScore, further = looks): FoundRoles {
    const words = wordsOf(query);
    let { total, best } = { total: 0, best: [] } as ReturnType<typeof ranked>;
    for (const look of further) {
      ({ total, best } = ranked(words.map(look), most, least));
      if (total >= screenful) break;
    }
    return { total, roles: best.map(({ role, at }) => withHits(role, () => hitsOf(ownTexts(at).map((place) => texts.texts[place] ?? ''), words.map(({ word }) => word)))) };
  }

  return {
    search(query, most) {
      while (texts.more());
      const text = wanted(query);
      if (text === '') return { roles: roles.slice(0, most).map((role) => ({ role, hits: {} })), total: roles.length };
      const well = find(text, most);
      if (well.total > 0) return well;
      const meant = (mending ??= createMending(texts.texts))(text);
      const mended = meant === text ? well : find(meant, most);
      return mended.total > 0 ? mended : find(text, most, weakScore, looks.slice(-1));
    },
    async prepare(idle) {
      do await idle(); while (texts.more());
    },
  };
}
