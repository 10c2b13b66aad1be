import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Located } from '../core/profiles.js';
import { shownKey } from './lines.js';

/** A text in JSON or YAML, with the line that each part of it stands on. Every scalar is the text it was written as. */
export type Tree =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly Tree[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: ReadonlyMap<string, Entry> }
  | { readonly kind: 'nothing'; readonly line: number };

export interface Entry {
  /** The line of the key. */
  readonly line: number;
  readonly value: Tree;
}

const noEntries: ReadonlyMap<string, Entry> = new Map();

/** The entries of a map; none for whatever is no map. */
export function entriesOf(tree: Tree | undefined): ReadonlyMap<string, Entry> {
  return tree?.kind === 'map' ? tree.entries : noEntries;
}

/** The items of a list; a single thing counts as a list of one. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  if (!tree || tree.kind === 'nothing') return [];
  return tree.kind === 'list' ? tree.items : [tree];
}

/** What stands under a key. */
export function under(tree: Tree | undefined, key: string): Tree | undefined {
  return entriesOf(tree).get(key)?.value;
}

/** The text under a key, unless it is empty. A list or a map in its place is noted. */
export function textUnder(tree: Tree | undefined, key: string, problems: Problem[]): Located | undefined {
  const value = under(tree, key);
  if (!value || value.kind === 'nothing') return undefined;
  if (value.kind === 'text') return value.text === '' ? undefined : { text: value.text, line: value.line };
  problems.push(problemAt(value, 'valueWrongKind', { key: shownKey(key) }));
  return undefined;
}

/** The texts under keys, under the names of ours. */
export function textsUnder<Key extends string>(
  tree: Tree | undefined, names: Readonly<Record<Key, string>>, problems: Problem[],
): Partial<Record<Key, Located>> {
  const found: Partial<Record<Key, Located>> = {};
  for (const ours in names) {
    const value = textUnder(tree, names[ours], problems);
    if (value) found[ours] = value;
  }
  return found;
}

/** A map from the keys of a text, of which the last of a name counts; each name that stands twice is noted. */
export function mapOf(line: number, pairs: Iterable<readonly [string, Entry]>, problems: Problem[]): Tree {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of pairs) {
    if (entries.has(key)) problems.push(problemAt(entry, 'valueTwice', { key: shownKey(key) }));
    entries.set(key, entry);
  }
  return { kind: 'map', line, entries };
}

/**
 * Runs a parser of trees. They walk into what is nested by calling themselves, which ends where the stack does, and what
 * else a library may throw at a text that nobody has tried means the same to a person: this cannot be read.
 */
export function parsedTree(parse: (problems: Problem[]) => Tree): Parsed<Tree> {
  const problems: Problem[] = [];
  try {
    return { value: parse(problems), problems };
  } catch {
    return { value: { kind: 'nothing', line: 1 }, problems: [problemAt({ line: 1 }, 'textMalformed')] };
  }
}
