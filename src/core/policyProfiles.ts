import { type Parsed, type Problem, problemAt } from './problems.js';
import type { Located, Profiles, RoleProfile, RuleProfile } from './profiles.js';

/** What stands under the keys of a list's item; each place is the item's position, because a policy has no lines. */
type Texts = Readonly<Partial<Record<string, Located>>>;

/** Where the words of an exported role go. */
const roleKeys = {
  arn: 'roleArn', name: 'name', accountName: 'accountName', colour: 'colour', region: 'region', destination: 'destination', group: 'group',
  durationSeconds: 'durationSeconds', externalId: 'externalId', sessionName: 'roleSessionName', sourceIdentity: 'sourceIdentity', sessionTags: 'sessionTags',
  sessionPolicyArns: 'sessionPolicyArns', sessionPolicy: 'sessionPolicy', strategy: 'strategy', guard: 'guard',
} as const;

function fieldsOf(item: unknown): Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null ? { ...item } : {};
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function textsOf(item: unknown, keys: Readonly<Record<string, string>>, line: number, problems: Problem[]): Texts {
  const fields = fieldsOf(item);
  return Object.fromEntries(Object.entries(keys).flatMap(([key, ours]) => {
    const [value, text] = [fields[key], textOf(fields[key])];
    if (value !== undefined && text === undefined) problems.push(problemAt({ line }, 'valueWrongKind', { key }));
    return text === undefined || (text === '' && key !== 'label') ? [] : [[ours, { text, line }]];
  }));
}

function roleProfile(item: unknown, line: number, problems: Problem[]): RoleProfile | undefined {
  const { roleArn, ...rest } = textsOf(item, roleKeys, line, problems);
  const profile = rest['name']?.text ?? roleArn?.text ?? '';
  if (!roleArn) {
    problems.push(problemAt({ line }, 'profileNoRole', { profile }));
    return undefined;
  }
  const { source, tags } = fieldsOf(item);
  const { role, identity, account } = textsOf(source, { role: 'role', identity: 'identity', account: 'account' }, line, problems);
  const sourceProfile = role ?? identity;
  return {
    profile, line, roleArn, ...rest,
    ...(sourceProfile ? { sourceProfile } : account ? { sourceAccount: account } : {}),
    ...(Array.isArray(tags) && tags.length > 0 ? { tags: tags.map((tag) => ({ text: textOf(tag) ?? '', line })) } : {}),
  };
}

function ruleProfile(item: unknown, line: number, problems: Problem[]): RuleProfile | undefined {
  const { on, pattern, colour, ...rest } = textsOf(item, { on: 'on', pattern: 'pattern', colour: 'colour', label: 'label', guard: 'guard' }, line, problems);
  if (on && pattern && colour) return { line, on, pattern, colour, ...rest };
  problems.push(problemAt({ line }, 'ruleIncomplete'));
  return undefined;
}

/** The roles or the rules of a policy, written as Sallyport's own JSON has them. The lines of problems are positions, from 1. */
export function policyProfiles(key: 'roles' | 'rules', list: readonly unknown[]): Parsed<Profiles> {
  const problems: Problem[] = [];
  const roles = key === 'roles' ? list.flatMap((item, at) => roleProfile(item, at + 1, problems) ?? []) : [];
  const rules = key === 'rules' ? list.flatMap((item, at) => ruleProfile(item, at + 1, problems) ?? []) : [];
  return { value: { keys: [], roles, rules }, problems };
}
