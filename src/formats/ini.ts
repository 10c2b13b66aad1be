import { parse } from 'ini';
import type { Parsed, Problem } from '../core/problems.js';
import type { Located } from '../core/profiles.js';
import { shownKey } from './lines.js';

export interface Section {
  readonly name: string;
  readonly line: number;
  /** By their keys in lower case. */
  readonly values: Readonly<Record<string, Located>>;
}

type LineKind = 'blank' | 'section' | 'value' | 'nested' | 'malformed';

const indentOf = (line: string): number => line.length - line.trimStart().length;

/**
 * A comment or an empty line; a header; `key = value`; a line that belongs to the empty value above it, because it is
 * indented deeper than that is; or none of these.
 */
function kindOf(line: string, emptyIndent: number | undefined): LineKind {
  const content = line.trimStart();
  if (content === '' || content.startsWith('#') || content.startsWith(';')) return 'blank';
  if (content.startsWith('[') && /^\[[^\]]+\]\s*(?:[#;][^]*)?$/.test(content)) return 'section';
  if (emptyIndent !== undefined && indentOf(line) > emptyIndent) return 'nested';
  return /^[^=[\]]+=/.test(content) ? 'value' : 'malformed';
}

/** What each line is. A value before any section is malformed; what follows a broken header is left out with it. */
function kindsOf(lines: readonly string[]): LineKind[] {
  let emptyIndent: number | undefined;
  let place: 'nowhere' | 'section' | 'brokenSection' = 'nowhere';
  return lines.map((line) => {
    const kind = kindOf(line, emptyIndent);
    if (kind === 'section') place = 'section';
    if (kind === 'malformed' && /^\s*\[/.test(line)) place = 'brokenSection';
    if (kind !== 'nested' && kind !== 'blank') emptyIndent = kind === 'value' && valueOf(line) === '' ? indentOf(line) : undefined;
    if (kind !== 'value' || place === 'section') return kind;
    return place === 'nowhere' ? 'malformed' : 'blank';
  });
}

/**
 * Reads AWS's INI dialect, sections of `key = value` with nested blocks, and keeps where everything stands: the library is
 * given the number of its line for each value. It is given numbers for the names of sections too, because it takes dots,
 * quotes and semicolons in them for its own. Keys are given in lower case: the AWS CLI's reader, Python's `configparser`,
 * takes them so.
 */
export function readIni(text: string): Parsed<Section[]> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const kinds = kindsOf(lines);
  const headers = new Map<string, { readonly at: number; readonly line: number }>();
  const numbered = lines.map((line, at) => {
    if (kinds[at] === 'value') return `${keyOf(line).toLowerCase()}=${at + 1}`;
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

/** What stands before the equals sign, as it was typed. */
const keyOf = (line: string): string => line.slice(0, line.indexOf('=')).trim();

/** A colour with its hash at the start of a value, where it would look like a comment. */
const hashColour = /^\s*#[\da-f]{6}(?!\S)/i;

/** What stands behind the equals sign, without a comment that a space sets apart. */
function valueOf(line: string): string {
  const value = line.slice(line.indexOf('=') + 1);
  const [colour = ''] = hashColour.exec(value) ?? [];
  return (colour + value.slice(colour.length).replace(/\s[#;][^]*$/, '')).trim();
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
    const key = keyOf(line);
    if (seen.has(key.toLowerCase())) return [{ line: at + 1, problem: 'valueTwice', values: { key: shownKey(key) } }];
    seen.add(key.toLowerCase());
    return [];
  });
}
