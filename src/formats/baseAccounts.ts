import { partitionOfRegion } from '../core/partitions.js';
import { type Problem, problemAt } from '../core/problems.js';
import type { Located, RoleProfile } from '../core/profiles.js';
import { type Profile, present, setting } from './awsProfiles.js';

/** AESR's base accounts, where a person signs in, by profile name. */
export type BaseAccounts = ReadonlyMap<string, Profile>;

/**
 * AESR's base accounts: profiles with an account and without a role, or whose role is the one that a person signs in with
 * (tilfinltd/aws-extend-switch-roles, README, "Complex Configuration").
 */
export function baseAccounts(profiles: readonly Profile[]): BaseAccounts {
  const sources = new Set(profiles.map((profile) => setting(profile, 'source_profile')?.text));
  const bases = profiles.filter((profile) => {
    const { account, arn, role, target } = present(profile, {
      account: 'aws_account_id', arn: 'role_arn', role: 'role_name', target: 'target_role_name',
    });
    return account && !arn && !setting(profile, 'source_profile') && (sources.has(profile.name) || (!role && target));
  });
  return new Map(bases.map((profile) => [profile.name, profile]));
}

/** Says so when a base account goes by an alias: whose user it is cannot be seen from that. */
export function aliasProblem(profile: Profile): Problem[] {
  const account = setting(profile, 'aws_account_id');
  return account && !isNumber(account) ? [problemAt(account, 'accountAlias', { account: account.text })] : [];
}

const isNumber = ({ text }: Located): boolean => /^\d+$/.test(text);

/** What a role in AESR's words is in AWS's: its ARN, where it has none, and what its base account gives all its roles. */
export function switchedRole(
  profile: Profile, bases: BaseAccounts, problems: Problem[],
): Partial<Pick<RoleProfile, 'roleArn' | 'region' | 'colour' | 'accountName' | 'sourceAccount'>> {
  const base = bases.get(setting(profile, 'source_profile')?.text ?? '');
  const { account, roleName, image, ...rest } = present(profile, {
    account: 'aws_account_id', roleName: 'role_name', image: 'image', region: 'region', colour: 'color', accountName: 'aws_account_alias',
  });
  const inherited = base ? present(base, { region: 'target_region', roleName: 'target_role_name', sourceAccount: 'aws_account_id' }) : {};
  const { roleName: usual, sourceAccount, ...shared } = inherited;
  if (image) problems.push(problemAt(image, 'imageLeftOut', { profile: profile.name }));
  const found = { ...shared, ...rest, ...(sourceAccount && isNumber(sourceAccount) ? { sourceAccount } : {}) };
  const name = roleName ?? usual;
  if (!account || !name) return found;
  const partition = partitionOfRegion(found.region?.text ?? '') ?? 'aws';
  return { ...found, roleArn: { text: `arn:${partition}:iam::${account.text}:role/${name.text}`, line: (roleName ?? account).line } };
}
