import { roleArn } from './arn.js';
import { parseRoleArn } from './arnFields.js';
import type { Catalogue, Role } from './catalogue.js';
import { ruleFor } from './colourRules.js';
import { newRole, type SourcedRole } from './importingRoles.js';
import { differing, type ImportRow, type RowOf, withChange } from './importPlan.js';
import { looksOf } from './lookAlikes.js';
import { type Problem, problemAt } from './problems.js';
import { sessionPoliciesProblem } from './sessionFields.js';

/** What the catalogue's names look like. */
interface Familiar {
  readonly roles: ReadonlyMap<string, Role>;
  /** Account names by their looks, each with the numbers it stands for. */
  readonly accounts: ReadonlyMap<string, { readonly name: string; readonly ids: Set<string> }>;
}

function familiarIn({ roles }: Catalogue): Familiar {
  const accounts = new Map<string, { name: string; ids: Set<string> }>();
  for (const { accountName, arn } of roles) {
    if (accountName === undefined) continue;
    const looks = looksOf(accountName);
    const account = accounts.get(looks) ?? { name: accountName, ids: new Set() };
    accounts.set(looks, account);
    account.ids.add(roleArn(arn).accountId);
  }
  return { roles: new Map(roles.map((role) => [looksOf(role.name), role])), accounts };
}

/** The known account that a name stands for, when it is another than the given one. */
function strangersName({ accounts }: Familiar, accountName: string | undefined, arn: string): string | undefined {
  const known = accountName === undefined ? undefined : accounts.get(looksOf(accountName));
  return known && !known.ids.has(roleArn(arn).accountId) ? known.name : undefined;
}

function addition(role: Role, familiar: Familiar): RowOf<'role'> {
  const row = { key: `role ${role.id}`, what: 'role', role } as const;
  // A number that tells it from another of the text, or that somebody wrote to look so, hides nothing.
  const twin = familiar.roles.get(looksOf(role.name)) ?? familiar.roles.get(looksOf(role.name.replace(/ \(\d+\)$/, '')));
  if (twin) return { ...row, caution: 'nameAlike', like: twin.name };
  const account = strangersName(familiar, role.accountName, role.arn);
  return account === undefined ? row : { ...row, caution: 'accountAlike', like: account };
}

/** Whether a role would look another way because another rule would fit it. */
function turnsLook(before: Role, change: Partial<Role>, rules: Catalogue['rules']): boolean {
  if (rules.length === 0 || !('region' in change || 'accountName' in change)) return false;
  const [was, is] = [ruleFor(rules, before), ruleFor(rules, withChange(before, change))];
  return was !== is && ((was?.colour ?? before.colour) !== (is?.colour ?? before.colour) || was?.label !== is?.label);
}

/** What a role's sessions may do, how they are made and what guards them: none of it may change unseen. */
const accessFields: readonly string[] = ['sessionPolicy', 'sessionPolicyArns', 'sessionTags', 'sourceIdentity', 'strategy', 'guard'] satisfies (keyof Role)[];

/** Of a change, the fields that `accessFields` names, and all others. */
function byAccess(change: Partial<Role>): { access: Partial<Role>; others: Partial<Role> } {
  const part = (isAccess: boolean): Partial<Role> => Object.fromEntries(Object.entries(change).filter(([key]) => accessFields.includes(key) === isAccess));
  return { access: part(true), others: part(false) };
}

/** What differs of a role that is there, as rows that are ticked apart: where it leads, its colour, what it may do, and the rest. */
function changes(before: Role, wanted: Partial<Role>, familiar: Familiar, rules: Catalogue['rules']): RowOf<'roleChange'>[] {
  const { arn, accountName, colour, ...rest } = differing(before, wanted);
  const parsed = arn === undefined ? undefined : parseRoleArn(arn);
  // A region or a source of another partition fits the role's new ARN only.
  const moves = parsed && 'value' in parsed && parsed.value.partition !== roleArn(before.arn).partition;
  const { region, source, ...settings } = rest;
  const { access, others } = byAccess(settings);
  const along = { ...(region === undefined ? {} : { region }), ...(source === undefined ? {} : { source }) };
  const renamed = accountName !== undefined
    && (before.accountName !== undefined || strangersName(familiar, accountName, arn ?? before.arn) !== undefined);
  const account = {
    // The policies of one account are not those of another.
    ...(arn === undefined ? {} : { arn, ...access }), ...(renamed ? { accountName } : {}), ...(moves ? along : {}),
  };
  const usual = { ...others, ...(moves ? {} : along), ...(accountName === undefined || renamed ? {} : { accountName }) };
  const row = (key: string, change: Partial<Role>) => ({ key: `${key} ${before.id}`, what: 'roleChange', before, change } as const);
  return [
    ...(Object.keys(account).length > 0 ? [{ ...row('account', account), caution: 'account' } as const] : []),
    ...(colour === undefined ? [] : [{ ...row('colour', { colour }), caution: 'colour' } as const]),
    ...(arn === undefined && Object.keys(access).length > 0 ? [{ ...row('access', access), caution: 'access' } as const] : []),
    ...(Object.keys(usual).length > 0 ? [{ ...row('settings', usual), ...(turnsLook(before, usual, rules) ? { caution: 'colour' as const } : {}) }] : []),
  ];
}

/** The rows of the roles that a text asks for, and how many of them are there already. */
export function roleRows(roles: readonly SourcedRole[], catalogue: Catalogue, problems: Problem[]): { rows: ImportRow[]; known: number } {
  const familiar = familiarIn(catalogue);
  const rows: ImportRow[] = [];
  let known = 0;
  let count = catalogue.roles.length;
  for (const role of roles) {
    if (!role.known) {
      rows.push(addition(newRole(role, count += 1), familiar));
      continue;
    }
    const wanted = { arn: role.arn.arn, ...role.settings, source: role.source };
    const problem = sessionPoliciesProblem({ ...role.known, ...wanted });
    if (problem) {
      problems.push(problemAt(role.profile.sessionPolicy ?? role.profile.sessionPolicyArns ?? role.profile.roleArn, problem, { profile: role.profile.profile, outcome: 'leftOut' }));
      continue;
    }
    const found = changes(role.known, wanted, familiar, catalogue.rules);
    if (found.length === 0) known += 1;
    rows.push(...found);
  }
  return { rows, known };
}
