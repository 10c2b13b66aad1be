import { emptyGiven, type GivenCatalogue } from '../core/given.js';
import { givenFrom } from '../core/givenReading.js';
import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import { beginsAsJson, readJson } from './jsonTree.js';
import { shownKey, textMost, withoutSecret } from './lines.js';
import { readOwnJson } from './ownJson.js';
import { type Tree, under } from './tree.js';

/**
 * Reads Sallyport's own JSON as a catalogue that is given to others, so that an exported one can be shared as it is. Identities
 * are left out, and so is anything that looks like a secret; both are noted. Every text gives an answer; none an exception.
 */
export function readGiven(text: string): Parsed<GivenCatalogue> {
  if (text.length > textMost) return { value: emptyGiven, problems: [problemAt({ line: 1 }, 'textTooLong')] };
  const plain = text.replace(/^\uFEFF/, '');
  if (!beginsAsJson(plain)) return { value: emptyGiven, problems: [problemAt({ line: 1 }, 'formatUnknown')] };
  const tree = readJson(plain);
  if (!under(tree.value, 'sallyport')) return { value: emptyGiven, problems: tree.problems.length > 0 ? tree.problems : [problemAt({ line: 1 }, 'formatUnknown')] };
  const { value: profiles, problems } = readOwnJson({ value: withoutIdentities(tree.value), problems: tree.problems });
  const given = givenFrom(profiles);
  const all = [...problems, ...given.problems, ...leftOutOf(tree.value)];
  return { value: given.value, problems: all.map(withoutSecret).sort((one, other) => one.line - other.line) };
}

function withoutIdentities(root: Tree): Tree {
  return root.kind === 'map' ? { ...root, entries: new Map([...root.entries].filter(([key]) => key !== 'identities')) } : root;
}

/** What a shared text should not hold. */
function leftOutOf(root: Tree): Problem[] {
  const identities = under(root, 'identities');
  const some = identities && !(identities.kind === 'nothing' || (identities.kind === 'list' && identities.items.length === 0));
  return [...some ? [problemAt(identities, 'identitiesLeftOut')] : [], ...secretsIn(root)];
}

const secretKey = /secret|password|passphrase|access_?key|session_?token/i;

function secretsIn(tree: Tree): Problem[] {
  if (tree.kind === 'list') return tree.items.flatMap(secretsIn);
  if (tree.kind !== 'map') return [];
  return [...tree.entries].flatMap(([key, { line, value }]) =>
    (secretKey.test(key) || (value.kind === 'text' && /\bA[KS]IA[A-Z0-9]{12,}/.test(value.text))
      ? [problemAt({ line }, 'secretLeftOut', { key: shownKey(key) })] : secretsIn(value)));
}
