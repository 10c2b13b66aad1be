import { parse } from 'ini';
import type { Parsed, Problem } from '../core/problems.js';
import type { Located } from '../core/profiles.js';
import { shownKey } from './lines.js';

export interface Section {
  readonly name: string;
  readonly line: number;
  readonly values: Readonly<Record<string, Located>>;
}

type LineKind = 'blank' | 'section' | 'value' | 'nested' | 'malformed';

/** A comment or an empty line; a header; `key = value`; a line that belongs to the empty value above it; or none of these. */
function kindOf(line: string, nesting: boolean): LineKind {
  const content = line.trimStart();
  if (content === '' || content.startsWith('#') || content.startsWith(';')) return 'blank';
  if (content.startsWith('[') && /^\[[^\]]+\]\s*(?:[#;][^]*)?$/.test(content)) return 'section';
  if (nesting && content.length < line.length) return 'nested';
  return /^[^=[\]]+=/.test(content) ? 'value' : 'malformed';
}

/** What each line is. A value before any section is malformed; what follows a broken header is left out with it. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let nesting = false;
  let place: 'nowhere' | 'section' | 'brokenSection' = 'nowhere';
  return lines.map((line) => {
    const kind = kindOf(line, nesting);
    if (kind === 'section') place = 'section';
    if (kind === 'malformed' && /^\s*\[/.test(line)) place = 'brokenSection';
    if (kind !== 'nested' && kind !== 'blank') nesting = kind === 'value' && line.trimEnd().endsWith('=');
    if (kind !== 'value' || place === 'section') return kind;
    return place === 'nowhere' ? 'malformed' : 'blank';
  });
}

/**
 * Reads AWS's INI dialect, sections of `key = value` with nested blocks, and keeps where everything stands: the library is
 * given the number of its line for each value. It is given numbers for the names of sections too, because it takes dots,
 * quotes and semicolons in them for its own.
 */
export function readIni(text: string): Parsed<Section[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const kinds = kindsOf(lines);
  const headers = new Map<string, { readonly at: number; readonly line: number }>();
  const numbered = lines.map((line, at) => {
    if (kinds[at] === 'value') return `${line.slice(0, line.indexOf('='))}=${at + 1}`;
    if (kinds[at] !== 'section') return '';
    const name = sectionName(line);
    const header = headers.get(name) ?? { at: headers.size, line: at + 1 };
    headers.set(name, header);
    return `[${header.at}]`;
  });
  const places = parse(numbered.join('\n'));
  const sections = [...headers].map(([name, { at, line }]) => ({ name, line, values: located(places[at], lines) }));
  return { value: sections, problems: lineProblems(lines, kinds) };
}

function sectionName(header: string): string {
  return header.trim().replace(/^\[([^\]]*)\][^]*$/, '$1').trim();
}

/** The values of a section, from the numbers of their lines. */
function located(places: unknown, lines: readonly string[]): Record<string, Located> {
  const entries = Object.entries((places ?? {}) as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, place]) => {
    const line = Number(place);
    return [key, { text: valueOf(lines[line - 1] ?? ''), line }];
  }));
}

/** What stands behind the equals sign, without a comment that a space sets apart. */
function valueOf(line: string): string {
  return line.slice(line.indexOf('=') + 1).replace(/\s[#;][^]*$/, '').trim();
}

/** Lines that are nothing, and values that stand twice: sections of one name are one section, as when two files are pasted. */
function lineProblems(lines: readonly string[], kinds: readonly LineKind[]): Problem[] {
  const keys = new Map<string, Set<string>>();
  let seen = new Set<string>();
  return lines.flatMap((line, at): Problem[] => {
    if (kinds[at] === 'malformed') return [{ line: at + 1, problem: 'lineMalformed', values: {} }];
    if (kinds[at] === 'section') {
      const name = sectionName(line);
      seen = keys.get(name) ?? new Set();
      keys.set(name, seen);
    }
    if (kinds[at] !== 'value') return [];
    const key = line.slice(0, line.indexOf('=')).trim();
    if (seen.has(key)) return [{ line: at + 1, problem: 'valueTwice', values: { key: shownKey(key) } }];
    seen.add(key);
    return [];
  });
}
