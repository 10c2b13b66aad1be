import { parse } from 'ini';
import type { Parsed, Problem } from '../core/problems.js';
import type { Located } from '../core/profiles.js';

export interface Section {
  readonly name: string;
  readonly line: number;
  readonly values: Readonly<Record<string, Located>>;
}

type LineKind = 'blank' | 'section' | 'value' | 'nested' | 'malformed';

/** A comment or an empty line; a header; `key = value`; a line that belongs to the empty value above it; or none of these. */
function kindOf(line: string, nesting: boolean): LineKind {
  if (/^\s*(?:[#;].*)?$/.test(line)) return 'blank';
  if (/^\s*\[[^\]]+\]\s*(?:[#;].*)?$/.test(line)) return 'section';
  if (nesting && /^\s/.test(line)) return 'nested';
  return /^\s*[^=\s[\]][^=[\]]*=/.test(line) ? 'value' : 'malformed';
}

/** What each line is. A value before any section is malformed; what follows a broken header is left out with it. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let nesting = false;
  let place: 'nowhere' | 'section' | 'brokenSection' = 'nowhere';
  return lines.map((line) => {
    const kind = kindOf(line, nesting);
    if (kind === 'section') place = 'section';
    if (kind === 'malformed' && /^\s*\[/.test(line)) place = 'brokenSection';
    if (kind !== 'nested' && kind !== 'blank') nesting = kind === 'value' && /=\s*$/.test(line);
    if (kind !== 'value' || place === 'section') return kind;
    return place === 'nowhere' ? 'malformed' : 'blank';
  });
}

/**
 * Reads AWS's INI dialect, sections of `key = value` with nested blocks, and keeps where everything stands: the library
 * reads the text twice, the second time with each value replaced by the number of its line. It is given numbers for the
 * names of sections too, because it takes dots, quotes and semicolons in them for its own.
 */
export function readIni(text: string): Parsed<Section[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const kinds = kindsOf(lines);
  const headers = lines.flatMap((line, at) => (kinds[at] === 'section' ? [{ name: sectionName(line), line: at + 1 }] : []));
  const names = [...new Set(headers.map(({ name }) => name))];
  const read = (value: (line: string, number: number) => string): Record<string, unknown> =>
    parse(lines.map((line, at) => {
      if (kinds[at] === 'section') return `[${names.indexOf(sectionName(line))}]`;
      return kinds[at] === 'value' ? value(line, at + 1) : '';
    }).join('\n'));
  const values = read((line) => quoted(line));
  const places = read((line, number) => `${line.slice(0, line.indexOf('='))}="${number}"`);
  const sections = names.map((name, at) => ({
    name, line: headers.find((header) => header.name === name)?.line ?? 1, values: located(values[at], places[at]),
  }));
  return { value: sections, problems: lineProblems(lines, kinds) };
}

function sectionName(header: string): string {
  return header.trim().replace(/^\[(.*?)\].*$/, '$1').trim();
}

/** The library turns `true` and numbers into other types unless a value is quoted; AWS's values are all text. */
function quoted(line: string): string {
  const at = line.indexOf('=');
  const value = line.slice(at + 1).replace(/\s[#;].*$/, '').trim();
  return `${line.slice(0, at)}=${JSON.stringify(value)}`;
}

function located(values: unknown, places: unknown): Record<string, Located> {
  const found = (values ?? {}) as Record<string, string>;
  const lines = (places ?? {}) as Record<string, string>;
  return Object.fromEntries(Object.entries(found).map(([key, text]) => [key, { text: String(text), line: Number(lines[key]) }]));
}

/** Lines that are nothing, and values that stand twice: sections of one name are one section, as when two files are pasted. */
function lineProblems(lines: readonly string[], kinds: readonly LineKind[]): Problem[] {
  const seen = new Set<string>();
  let section = '';
  return lines.flatMap((line, at): Problem[] => {
    if (kinds[at] === 'malformed') return [{ line: at + 1, problem: 'lineMalformed', values: {} }];
    if (kinds[at] === 'section') section = sectionName(line);
    if (kinds[at] !== 'value') return [];
    const key = line.slice(0, line.indexOf('=')).trim();
    const place = `${section}\n${key}`;
    if (seen.has(place)) return [{ line: at + 1, problem: 'valueTwice', values: { key } }];
    seen.add(place);
    return [];
  });
}
