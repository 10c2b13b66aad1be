import { createScanner, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { type Parsed, problemAt } from '../core/problems.js';
import { lineFinder } from './lines.js';
import { type Entry, mapOf, parsedTree, type Tree } from './tree.js';

/** Whether a text, apart from comments, begins as an object or a list of objects in JSON does; `[name]` is a section of another format. */
export function beginsAsJson(text: string): boolean {
  const scanner = createScanner(text, true);
  const next = (): string | undefined => {
    scanner.scan();
    return text[scanner.getTokenOffset()];
  };
  const first = next();
  return first === '{' || (first === '[' && next() === '{');
}

/** Reads JSON, also with comments and commas at the ends of lists: as much as can be read, and where it is broken. */
export function readJson(text: string): Parsed<Tree> {
  return parsedTree((problems) => {
    const errors: ParseError[] = [];
    const lineAt = lineFinder(text);
    const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
    if (errors[0]) problems.push(problemAt({ line: lineAt(errors[0].offset) }, 'textMalformed'));
    const treeOf = (node: Node): Tree => {
      const line = lineAt(node.offset);
      if (node.type === 'array') return { kind: 'list', line, items: (node.children ?? []).map(treeOf) };
      if (node.type === 'object') return mapOf(line, (node.children ?? []).flatMap(pairOf), problems);
      if (node.type === 'null') return { kind: 'nothing', line };
      // A number keeps the digits it was written with: an account may begin with zeros.
      return { kind: 'text', line, text: node.type === 'string' ? String(node.value) : text.slice(node.offset, node.offset + node.length) };
    };
    const pairOf = ({ children }: Node): (readonly [string, Entry])[] => {
      const [key, value] = children ?? [];
      return key && value ? [[String(key.value), { line: lineAt(key.offset), value: treeOf(value) }]] : [];
    };
    return root ? treeOf(root) : { kind: 'nothing', line: 1 };
  });
}
