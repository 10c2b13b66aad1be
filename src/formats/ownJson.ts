import { type Parsed, type Problem, problemAt } from '../core/problems.js';
import type { IdentityProfile, Located, Profiles, RoleProfile, RuleProfile } from '../core/profiles.js';
import { describedUser } from './ownSections.js';
import { itemsOf, textsUnder, type Tree, under } from './tree.js';

/** Reads Sallyport's own JSON, as `printJson` writes it and a person may have changed it. */
export function readOwnJson({ value: root, problems: found }: Parsed<Tree>): Parsed<Profiles> {
  const problems: Problem[] = [...found];
  const sound = <T extends object>(read: T | Problem): T[] => {
    if (!('problem' in read)) return [read];
    problems.push(read);
    return [];
  };
  const identities = itemsOf(under(root, 'identities')).flatMap((tree) => sound(identityOf(tree, problems)));
  const names = profileNames(itemsOf(under(root, 'roles')), identities);
  const roles = itemsOf(under(root, 'roles')).flatMap((tree) => sound(roleOf(tree, names, problems)));
  const rules = itemsOf(under(root, 'rules')).flatMap((tree) => sound(ruleOf(tree, problems)));
  if (identities.length + roles.length + rules.length + problems.length === 0) problems.push(problemAt({ line: 1 }, 'nothingFound'));
  return { value: { keys: [], roles, identities, rules }, problems: problems.sort((one, other) => one.line - other.line) };
}

function identityOf(tree: Tree, problems: Problem[]): IdentityProfile | Problem {
  const { arn, ...more } = textsUnder(tree, { arn: 'arn', mfaSerial: 'mfaSerial', stsRegion: 'stsRegion', sessionSeconds: 'sessionSeconds' }, problems);
  return describedUser({ name: arn?.text ?? '', line: tree.line }, arn ?? { text: '', line: tree.line }, more);
}

/** The profile of each role by its name. One that is called like a user's ARN gets another, because both are sources. */
function profileNames(trees: readonly Tree[], identities: readonly IdentityProfile[]): ReadonlyMap<string, string> {
  const users = new Set(identities.map(({ profile }) => profile));
  const names = trees.flatMap((tree) => textsUnder(tree, { name: 'name' }, []).name?.text ?? []);
  const all = new Set([...names, ...users]);
  return new Map(names.map((name) => {
    let profile = name;
    while (users.has(profile) || (profile !== name && all.has(profile))) profile += ' (role)';
    return [name, profile];
  }));
}

function roleOf(tree: Tree, names: ReadonlyMap<string, string>, problems: Problem[]): RoleProfile | Problem {
  const { roleArn, ...rest } = textsUnder(tree, {
    roleArn: 'arn', name: 'name', accountName: 'accountName', colour: 'colour', region: 'region', destination: 'destination', group: 'group',
    durationSeconds: 'durationSeconds', externalId: 'externalId', roleSessionName: 'sessionName', sourceIdentity: 'sourceIdentity', sessionTags: 'sessionTags',
    sessionPolicyArns: 'sessionPolicyArns', sessionPolicy: 'sessionPolicy', strategy: 'strategy', guard: 'guard',
  }, problems);
  const profile = names.get(rest.name?.text ?? '') ?? roleArn?.text ?? '';
  if (!roleArn) return problemAt(tree, 'profileNoRole', { profile });
  const { user, role, account } = textsUnder(under(tree, 'source'), { user: 'identity', role: 'role', account: 'account' }, problems);
  const source = role ? { text: names.get(role.text) ?? role.text, line: role.line } : user;
  const tags = itemsOf(under(tree, 'tags')).flatMap((tag): Located[] => {
    if (tag.kind === 'text') return [{ text: tag.text, line: tag.line }];
    problems.push(problemAt(tag, 'valueWrongKind', { key: 'tags' }));
    return [];
  });
  return { profile, line: tree.line, roleArn, ...rest, ...(source ? { sourceProfile: source } : {}), ...(account && !source ? { sourceAccount: account } : {}), ...(tags.length > 0 ? { tags } : {}) };
}

function ruleOf(tree: Tree, problems: Problem[]): RuleProfile | Problem {
  const { on, pattern, colour, guard } = textsUnder(tree, { on: 'on', pattern: 'pattern', colour: 'colour', guard: 'guard' }, problems);
  if (!on || !pattern || !colour) return problemAt(tree, 'ruleIncomplete');
  // A label that is empty is one that hides another's.
  const label = under(tree, 'label');
  return { line: tree.line, on, pattern, colour, ...(label?.kind === 'text' ? { label: { text: label.text, line: label.line } } : {}), ...(guard ? { guard } : {}) };
}
