import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { type Parsed, problemAt } from '../core/problems.js';
import { lineFinder } from './lines.js';
import { type Entry, mapOf, parsedTree, type Tree } from './tree.js';

/** How many parts all aliases of a text may stand for together: what is named once and used often grows beyond all bounds. */
const aliasedMost = 100_000;

/** Reads YAML: as much as can be read, and where it is broken. Scalars stay texts, so that an account keeps its zeros. */
export function readYaml(text: string): Parsed<Tree> {
  return parsedTree((problems) => {
    const lineAt = lineFinder(text);
    // Keys that stand twice are noted by us; the library would take as long for each key as there are keys before it.
    const { contents, errors } = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
    if (errors[0]) problems.push(problemAt({ line: lineAt(Math.min(errors[0].pos[0], text.length)) }, 'textMalformed'));
    const anchored = new Map<string, Sized>();
    const aliased = { parts: 0 };
    const treeOf = (node: unknown, above: number): Sized => {
      const line = lineOf(node, lineAt) ?? above;
      if (isAlias(node)) {
        const known = anchored.get(node.source);
        aliased.parts += known?.parts ?? 0;
        return known && aliased.parts <= aliasedMost ? known : { tree: { kind: 'nothing', line }, parts: 1 };
      }
      const sized = plainTree(node, line, treeOf, problems);
      const anchor = isMap(node) || isSeq(node) || isScalar(node) ? node.anchor : undefined;
      if (anchor !== undefined) anchored.set(anchor, sized);
      return sized;
    };
    const { tree } = treeOf(contents, 1);
    if (aliased.parts > aliasedMost) problems.push(problemAt({ line: 1 }, 'textMalformed'));
    return tree;
  });
}

/** A part of a tree, and how many parts it has when every alias in it is written out. */
interface Sized {
  readonly tree: Tree;
  readonly parts: number;
}

function lineOf(node: unknown, lineAt: (offset: number) => number): number | undefined {
  const { range } = (node ?? {}) as Partial<Node>;
  return range ? lineAt(range[0]) : undefined;
}

function plainTree(node: unknown, line: number, treeOf: (node: unknown, above: number) => Sized, problems: Parameters<typeof mapOf>[2]): Sized {
  if (isSeq(node)) {
    const items = node.items.map((item) => treeOf(item, line));
    return { tree: { kind: 'list', line, items: items.map(({ tree }) => tree) }, parts: sum(items) };
  }
  if (isMap(node)) {
    const values: Sized[] = [];
    const pairs = node.items.flatMap(({ key, value }): (readonly [string, Entry])[] => {
      const name = treeOf(key, line);
      const read = treeOf(value, name.tree.line);
      values.push(name, read);
      return name.tree.kind === 'text' ? [[name.tree.text, { line: name.tree.line, value: read.tree }]] : [];
    });
    return { tree: mapOf(line, pairs, problems), parts: sum(values) };
  }
  const text = isScalar(node) ? String(node.value ?? '') : '';
  const empty = !isScalar(node) || (node.type === 'PLAIN' && /^(?:|~|null)$/i.test(text));
  return { tree: empty ? { kind: 'nothing', line } : { kind: 'text', line, text }, parts: 1 };
}

const sum = (parts: readonly Sized[]): number => parts.reduce((total, part) => total + part.parts, 1);
