import type { Checked } from './arn.js';
import { parseRoleArn } from './arnFields.js';
import type { Catalogue, Source } from './catalogue.js';
import { failure } from './failure.js';
import { checkName, nameMost, shortened, withoutControls } from './fields.js';
import type { SourcedRole } from './importingRoles.js';
import { roleRows } from './importingRoleRows.js';
import type { ImportPlan } from './importPlan.js';
import type { Partition } from './partitions.js';
import { nameClaims } from './roleNames.js';

/** An account of an organization. One that is not active, because it is suspended or closed, has no roles to be assumed. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** The most accounts times role names that are proposed at once. */
const proposalsMost = 20_000;

/** The longest pattern: the longest path, and the longest name (IAM API reference, CreateRole). */
const patternMost = 512 + 64;

/** The role that a pattern stands for in an account. `{account}` in it is the account's number. */
function roleIn(pattern: string, partition: Partition, account: string): ReturnType<typeof parseRoleArn> {
  return parseRoleArn(`arn:${partition}:iam::${account}:role/${pattern.replaceAll('{account}', account)}`);
}

/**
 * Reads names of roles, one a line, each with its path if it has one. The same twice counts once. What is wrong is said of the first
 * that is: `nameMissing` when there is none, or what is wrong with its name.
 */
export function checkRoleNames(text: string): Checked<string[]> {
  const patterns = [...new Set(text.split('\n').map((line) => line.trim().replace(/^\//, '')).filter((line) => line !== ''))];
  if (patterns.length === 0) return { problem: 'nameMissing' };
  const sound = patterns.every((pattern) => pattern.length <= patternMost && 'value' in roleIn(pattern, 'aws', '111111111111'));
  return sound ? { value: patterns } : { problem: 'arnRoleName' };
}

/** `<account> <role>`, of which the account's name makes way where both are too long. */
function nameFor(accountName: string | undefined, accountId: string, roleName: string): string {
  const room = Math.max(0, nameMost - roleName.length - 1);
  return `${shortened(accountName ?? accountId, room).trim()} ${roleName}`.trim();
}

/**
 * The role of each name in each account that is active, unless the catalogue has it, as rows of an import: roles that may be there.
 * They are named after their account and themselves, with a number where that name is taken. Throws `proposalsTooMany`.
 */
export function proposeRoles(
  { accounts, patterns, partition, source }: {
    readonly accounts: readonly Account[]; readonly patterns: readonly string[]; readonly partition: Partition; readonly source: Source;
  }, catalogue: Catalogue, newId: () => string,
): ImportPlan {
  const open = accounts.filter(({ active }) => active);
  const count = open.length * patterns.length;
  if (count > proposalsMost) throw failure('proposalsTooMany', { count: String(count), most: String(proposalsMost) });
  const there = new Set(catalogue.roles.map(({ arn }) => arn));
  const named = nameClaims(catalogue.roles.map(({ name }) => name));
  let known = 0;
  const roles = open.flatMap(({ id: accountId, name }) => patterns.flatMap((pattern): SourcedRole[] => {
    const parsed = roleIn(pattern, partition, accountId);
    if ('problem' in parsed) return [];
    const { arn, roleName } = parsed.value;
    if (there.has(arn)) {
      known += 1;
      return [];
    }
    there.add(arn);
    const checked = checkName(shortened(withoutControls(name), nameMost));
    const accountName = 'value' in checked ? checked.value : undefined;
    const own = named(nameFor(accountName, accountId, roleName));
    return [{
      id: newId(), name: own, arn: parsed.value, known: undefined, source, assumed: false, settings: accountName === undefined ? {} : { accountName },
      profile: { profile: own, line: 0, roleArn: { text: arn, line: 0 } },
    }];
  }));
  return { rows: roleRows(roles, catalogue, []).rows, known };
}
