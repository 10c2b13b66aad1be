import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { Located, Profiles, RuleProfile } from '../core/profiles.js';
import { itemsOf, textsUnder, type Tree, under } from './tree.js';

/** Where a rule of Peacock's holds: an account, a region, or a region of an account. */
interface Place {
  readonly account?: Located;
  readonly region?: Located;
}

/**
 * Reads the settings of AWS Peacock Management Console, a list of places and their colours, as colour rules
 * (xhiroga/aws-peacock-management-console, examples).
 */
export function readPeacock({ value: root, problems: found }: Parsed<Tree>): Parsed<Profiles> {
  const problems: Problem[] = [...found];
  const rules = itemsOf(root).flatMap((entry) => rulesOf(entry, problems));
  if (rules.length + problems.length === 0) problems.push(problemAt({ line: 1 }, 'nothingFound'));
  return { value: { keys: [], roles: [], rules }, problems: problems.sort((one, other) => one.line - other.line) };
}

function rulesOf(entry: Tree, problems: Problem[]): RuleProfile[] {
  const places = placesOf(entry, problems);
  const { bar, button } = textsUnder(under(entry, 'style'), {
    bar: 'navigationBackgroundColor', button: 'accountMenuButtonBackgroundColor',
  }, problems);
  const written = bar ?? button;
  if (places.length === 0 || !written) {
    problems.push(problemAt(entry, 'ruleIncomplete'));
    return [];
  }
  const colour = hexOf(written.text);
  if (colour === undefined) {
    problems.push(problemAt(written, 'colourUnreadable', { colour: written.text.slice(0, 32) }));
    return [];
  }
  return places.flatMap(({ account, region }): RuleProfile[] => {
    if (account && region) problems.push(problemAt(region, 'ruleRegionLeftOut', { account: account.text }));
    const pattern = account ?? region;
    const line = pattern?.line ?? entry.line;
    return pattern ? [{ line, on: { text: account ? 'account' : 'region', line }, pattern, colour: { text: colour, line: written.line } }] : [];
  });
}

/** The places of an entry, in any of the shapes there are: `env` with one or many, `accounts`, or the two keys themselves. */
function placesOf(entry: Tree, problems: Problem[]): Place[] {
  const keys = { account: 'account', region: 'region' };
  const own = textsUnder(entry, keys, problems);
  const list = itemsOf(under(entry, 'accounts')).map((item): Place => (
    item.kind === 'text' ? { account: { text: item.text, line: item.line }, ...(own.region ? { region: own.region } : {}) } : textsUnder(item, keys, problems)));
  const envs = itemsOf(under(entry, 'env')).map((env) => textsUnder(env, keys, problems));
  const found = [...envs, ...list].filter(({ account, region }) => account ?? region);
  return found.length === 0 && (own.account ?? own.region) ? [own] : found;
}

/** `#rrggbb` for a colour of CSS in hexadecimal digits, whose opacity is dropped, or in `rgb()`. */
function hexOf(colour: string): string | undefined {
  const text = colour.trim().toLowerCase();
  if (/^#[0-9a-f]{6}(?:[0-9a-f]{2})?$/.test(text)) return text.slice(0, 7);
  if (/^#[0-9a-f]{3,4}$/.test(text)) return `#${[...text.slice(1, 4)].map((digit) => digit + digit).join('')}`;
  const parts = /^rgba?\((\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+[\d.]+%?)?\)$/.exec(text)?.slice(1).map(Number) ?? [];
  if (parts.length !== 3 || parts.some((part) => part > 255)) return undefined;
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
