import { roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { cityOf } from './regions.js';

/** What of a role is searched, in the order in which equal matches count. */
export const searchedFields = ['name', 'accountName', 'accountId', 'awsRole', 'group', 'tags', 'region', 'city'] as const;
export type SearchedField = (typeof searchedFields)[number];

/** Full width and half width are the same to a person who searches. */
export const plain = (text: string): string => text.normalize('NFKC');

/** The texts of a role, in the order of `searchedFields`. */
function textsOf({ name, accountName = '', arn, group = '', tags = [], region }: Role): string[] {
  const { accountId, path, roleName } = roleArn(arn);
  // A path begins with a slash, which nobody looks for.
  return [plain(name), plain(accountName), accountId, `${path.slice(1)}${roleName}`, plain(group), plain(tags.join(' ')), region, `${cityOf(region, 'en')} ${cityOf(region, 'ja')}`];
}

/** A letter without its accent, where that leaves one letter. */
function bare(letter: string): string {
  const stripped = letter.normalize('NFKD').replace(/[\u0300-\u036f]/g, '');
  return stripped.length === letter.length ? stripped : letter;
}

/** A text as it is compared: in no case, and without accents. Each letter keeps its place. */
export function folded(text: string): string {
  return text.replace(/\P{ASCII}/gu, bare).toLowerCase();
}

/** The texts of roles, each different one once: ten thousand roles have some twelve thousand in their eighty thousand fields. */
export interface Texts {
  readonly texts: readonly string[];
  readonly folded: readonly string[];
  /** Which text each field of each role has, one role after the other. */
  readonly of: Uint32Array;
  /** Reads some more roles, and says whether any are left. */
  more(): boolean;
}

/** So many roles are read in a piece, which takes some milliseconds. */
const pieceRoles = 1000;

export function createTexts(roles: readonly Role[]): Texts {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const compared: string[] = [];
  const of = new Uint32Array(roles.length * searchedFields.length);
  let read = 0;
  const placeOf = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, texts.length);
    compared.push(folded(text));
    return texts.push(text) - 1;
  };
  return {
    texts, folded: compared, of,
    more() {
      for (const role of roles.slice(read, read + pieceRoles)) {
        of.set(textsOf(role).map(placeOf), read * searchedFields.length);
        read += 1;
      }
      return read < roles.length;
    },
  };
}

const isLetter = (code: number): boolean => code > 127 || (code >= 48 && code <= 57) || (code >= 97 && code <= 122);
const isUpper = (code: number): boolean => code >= 65 && code <= 90;

/** Whether a word of a text begins at a place: after what is no letter or digit, or with a capital amid small letters. */
function beginsAt(place: number, text: string, compared: string): boolean {
  if (!isLetter(compared.charCodeAt(place - 1))) return true;
  return isUpper(text.charCodeAt(place)) && !isUpper(text.charCodeAt(place - 1));
}

/**
 * How well a text contains a word, both folded, 0 to 1: best as its whole, then at its beginning, at the beginning of one of its
 * words, and inside one; the shorter the text the better. 0 when it does not.
 */
export function containing(word: string, text: string, compared: string): number {
  const first = compared.indexOf(word);
  if (first < 0) return 0;
  const share = word.length / compared.length / 20;
  if (first === 0) return 0.95 + share;
  for (let place = first; place > 0; place = compared.indexOf(word, place + 1)) if (beginsAt(place, text, compared)) return 0.8 + share;
  return 0.6 + share;
}
