import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Profiles } from '../core/profiles.js';
import { isAccessKeyCsv, readAccessKeyCsv } from './accessKeyCsv.js';
import { profilesIn } from './awsConfig.js';
import { readAwsSsoCli } from './awsSsoCli.js';
import { dialectOf } from './dialects.js';
import { readIni } from './ini.js';
import { beginsAsJson, readJson } from './jsonTree.js';
import { isSealedWorkspace, readLeapp } from './leapp.js';
import { textMost, withoutSecret } from './lines.js';
import { readOwnJson } from './ownJson.js';
import { readPeacock } from './peacock.js';
import { ownHeading } from './printing.js';
import { itemsOf, type Tree, under } from './tree.js';
import { readYaml } from './yamlTree.js';

/** The formats that can be read: the keys of their names in `_locales`, as `format_<name>`. */
export type FormatName = 'awsConfig' | 'aesr' | 'granted' | 'awsSsoCli' | 'leapp' | 'peacock' | 'accessKeyCsv' | 'sallyport';

/** What a text holds, and what format it was taken for; no format when it is too long or of no known one. */
export type ReadText = Parsed<Profiles> & { readonly format: FormatName | undefined };

/** Reads a text of any known format, which is seen from what is in it. Every text gives an answer; none an exception. */
export function readText(text: string): ReadText {
  if (text.length > textMost) return unread('textTooLong');
  const read = readAny(text.replace(/^\uFEFF/, ''));
  return { ...read, problems: read.problems.map(withoutSecret) };
}

function readAny(text: string): ReadText {
  if (isSealedWorkspace(text)) return { ...unread('workspaceEncrypted'), format: 'leapp' };
  if (beginsAsJson(text)) return readTree(readJson(text));
  if (isAccessKeyCsv(text)) return { ...readAccessKeyCsv(text), format: 'accessKeyCsv' };
  if (isYaml(text)) return readTree(readYaml(text));
  if (!text.startsWith(ownHeading) && !hasSections(text)) return unread('formatUnknown');
  const ini = readIni(text);
  return { ...profilesIn(ini), format: text.startsWith(ownHeading) ? 'sallyport' : dialectOf(ini.value) };
}

function unread(problem: Problem['problem']): ReadText {
  return { value: { keys: [], roles: [] }, problems: [problemAt({ line: 1 }, problem)], format: undefined };
}

/** A header of a section. No part of the pattern goes on to another line, or many lines would be read for each. */
const hasSections = (text: string): boolean => /^[ \t]*\[[^\]\r\n\u2028\u2029]+\]/m.test(text);

/** YAML has no signs of its own, so that the keys of the formats in it are looked for: aws-sso-cli's, and Peacock's. */
function isYaml(text: string): boolean {
  return /^(?:SSOConfig|'SSOConfig'|"SSOConfig")[ \t]*:/m.test(text)
    || /^[ -]+(?:navigationBackgroundColor|accountMenuButtonBackgroundColor)[ \t]*:/m.test(text);
}

/** What a text in JSON or YAML is of, by the keys at its top. */
function readTree(tree: Parsed<Tree>): ReadText {
  const { value: root, problems } = tree;
  if (under(root, 'sallyport')) return { ...readOwnJson(tree), format: 'sallyport' };
  if (under(root, 'SSOConfig')) return { ...readAwsSsoCli(tree), format: 'awsSsoCli' };
  if (under(root, '_sessions') ?? under(root, 'sessions')) return { ...readLeapp(tree), format: 'leapp' };
  if (root.kind === 'list' && root.items.some((item) => itemsOf(under(item, 'style')).length > 0)) return { ...readPeacock(tree), format: 'peacock' };
  const [broken] = problems;
  return broken ? { ...unread('formatUnknown'), problems: [broken] } : unread('formatUnknown');
}
