import { groupedAccount, parseAssumedRoleArn, roleArn } from './arn.js';
import type { Role } from './catalogue.js';
import { destinationUrl } from './destinations.js';

/** What makes a console recognisable. Holds no secret: a console page is given it. */
export interface ConsoleMark {
  /** What the person calls the role. */
  readonly name: string;
  /** The account's name, or its number in groups of four. */
  readonly account: string;
  readonly region: string;
  /** `#rrggbb`. */
  readonly colour: string;
  /** Who must be signed in for the mark to be true. */
  readonly accountId: string;
  readonly roleName: string;
}

/** What an account is called: its name, or its number in groups of four. */
export function accountLabel(role: Pick<Role, 'accountName' | 'arn'>): string {
  return role.accountName ?? groupedAccount(roleArn(role.arn).accountId);
}

export function markOf(role: Role): ConsoleMark {
  const { accountId, roleName } = roleArn(role.arn);
  const region = new URL(destinationUrl(role)).searchParams.get('region') ?? role.region;
  return { name: role.name, account: accountLabel(role), region, colour: role.colour, accountId, roleName };
}

/**
 * A text between the characters that keep its direction of writing to itself (first strong isolate, pop isolate): a name in
 * Hebrew would turn the order of an account number's groups beside it.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Whether the session that a console page reports is the one the mark stands for. */
export function isMarkTrue(mark: ConsoleMark, sessionArn: string): boolean {
  const session = parseAssumedRoleArn(sessionArn);
  return session?.accountId === mark.accountId && session.roleName === mark.roleName;
}
