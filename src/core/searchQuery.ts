import { prepare, single } from 'fuzzysort';
import { plain } from './searchTexts.js';

/** Letters strewn over a text fit weakly, which counts only where nothing fits well. */
export const weakScore = 0.3;
export const goodScore = 0.5;

/** What tells roles apart in an ARN, as far as it has been typed: the account's number, path and name. */
function wantedOfArn(arn: string): string {
  const [, , service, , accountId = '', ...rest] = arn.split(':');
  const resource = rest.join(':').replace(/^(?:assumed-)?role\//, '');
  const unsaid = 'role/'.startsWith(resource) || 'assumed-role/'.startsWith(resource);
  return `${accountId} ${unsaid ? '' : service === 'sts' ? resource.replace(/\/[^/]*$/, '') : resource}`;
}

/** What is looked for, as it is searched: of an account number in groups its digits. */
export function wanted(query: string): string {
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
export function createMending(texts: readonly string[]): (query: string) => string {
  const words = [...new Set(texts.flatMap((text) => text.split(/[^\p{L}\p{N}]+/u)))].filter((word) => /\p{L}/u.test(word)).map(prepare);
  const likest = (word: string) => words.reduce((best, target) => {
    const found = single(word, target);
    return found && found.score > best.score ? { score: found.score, target: found.target } : best;
  }, { score: 0, target: word });
  const mended = (word: string): string => {
    if (likest(word).score >= goodScore) return word;
    const meant = slips(word).map(likest).reduce((best, other) => (other.score > best.score ? other : best));
    return meant.score >= weakScore ? meant.target : word;
  };
  return (query) => query.replace(/[\p{L}\p{N}]{3,}/gu, mended);
}
