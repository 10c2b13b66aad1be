import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Profiles } from '../core/profiles.js';
import { readAwsConfig } from './awsConfig.js';

/** The formats that can be read: the keys of their names in `_locales`, as `format_<name>`. */
export type FormatName = 'awsConfig' | 'aesr' | 'granted' | 'awsSsoCli' | 'leapp' | 'peacock' | 'accessKeyCsv' | 'sallyport';

/** What a text holds, and what format it was taken for; no format when it is too long or of no known one. */
export type ReadText = Parsed<Profiles> & { readonly format: FormatName | undefined };

/** The longest text that is read, 5 MiB, counted in UTF-16 units: at least that many bytes of UTF-8. */
export const textMost = 5 * 1024 * 1024;

/** Reads a text of any known format, which is seen from what is in it. Every text gives an answer; none an exception. */
export function readText(text: string): ReadText {
  if (text.length > textMost) return unread('textTooLong');
  if (/^[^\S\r\n]*\[[^\]\r\n]+\]/m.test(text)) return { ...readAwsConfig(text), format: 'awsConfig' };
  return unread('formatUnknown');
}

function unread(problem: Problem['problem']): ReadText {
  return { value: { keys: [], roles: [] }, problems: [problemAt({ line: 1 }, problem)], format: undefined };
}
