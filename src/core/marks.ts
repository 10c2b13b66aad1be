import { groupedAccount, parseAssumedRoleArn, roleArn } from './arn.js';
import type { Catalogue, Role } from './catalogue.js';
import { type ColourRule, ruleFor } from './colourRules.js';
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
  /** The word of the colour rule that fits the role. */
  readonly label?: string;
  /** Who must be signed in for the mark to be true. */
  readonly accountId: string;
  readonly roleName: string;
  /** Whether the session is narrowed to looking. */
  readonly readOnly?: true;
}

/** What an account is called: its name, or its number in groups of four. */
export function accountLabel(role: Pick<Role, 'accountName' | 'arn'>): string {
  return role.accountName ?? groupedAccount(roleArn(role.arn).accountId);
}

/** The mark of a role's console, in the colour and with the word of the first rule that fits the role. */
export function markOf(role: Role, rules: readonly ColourRule[], readOnly = false): ConsoleMark {
  const { accountId, roleName } = roleArn(role.arn);
  const region = new URL(destinationUrl(role)).searchParams.get('region') ?? role.region;
  const { colour, label } = ruleFor(rules, role) ?? role as { colour: string; label?: string };
  return {
    name: role.name, account: accountLabel(role), region, colour, ...(label === undefined ? {} : { label }), accountId, roleName, ...(readOnly ? { readOnly } : {}),
  };
}

/** The mark of a console that somebody is signed in to, when the catalogue has their role. */
export function markOfSession(catalogue: Catalogue, sessionArn: string): ConsoleMark | undefined {
  const session = parseAssumedRoleArn(sessionArn);
  const role = session && catalogue.roles.find(({ arn }) => {
    const { accountId, roleName } = roleArn(arn);
    return accountId === session.accountId && roleName === session.roleName;
  });
  return role && markOf(role, catalogue.rules);
}

/** The account that somebody is signed in to: with a role, as an IAM user or as root. */
export function accountOfSession(sessionArn: string): string | undefined {
  return /^arn:[\w-]+:(?:iam|sts)::(\d{12}):/.exec(sessionArn)?.[1];
}

/** Someone who is not in the catalogue, as the console's own menu calls them: `role/session`. */
export function sessionLabel(sessionArn: string): string {
  return sessionArn.slice(sessionArn.lastIndexOf(':') + 1).replace(/^assumed-role\//, '');
}

/** What a console page is told of itself. */
export type ConsoleView =
  /**
   * The icon is the address of a file of ours; the note says that this is not the role that the tab was opened for, the mode that
   * it is read-only. The end is its session's.
   */
  | { readonly kind: 'marked'; readonly mark: ConsoleMark; readonly icon: string; readonly note?: string; readonly mode?: string; readonly endsAt?: number }
  /** Someone is signed in who is not known, or nothing can be said while the vault is locked. */
  | { readonly kind: 'neutral'; readonly label: string; readonly colour: string; readonly icon: string }
  | { readonly kind: 'none' };

/** What is kept of an account outside the vault, if the person wants that. */
export interface RememberedColour {
  /** `#rrggbb`. */
  readonly colour: string;
  readonly label: string;
}

/** The colour of each account whose roles all have one colour, by account id. */
export function coloursToRemember({ roles, rules }: Catalogue): Record<string, RememberedColour> {
  const colours = new Map<string, Set<string>>();
  const marks = roles.map((role) => markOf(role, rules));
  for (const { accountId, colour } of marks) colours.set(accountId, (colours.get(accountId) ?? new Set()).add(colour));
  const single = marks.filter(({ accountId }) => colours.get(accountId)?.size === 1);
  return Object.fromEntries(single.map(({ accountId, colour, account, label }) => [accountId, { colour, label: label ?? account }]));
}

/**
 * A text between the characters that keep its direction of writing to itself (first strong isolate, pop isolate): a name in
 * Hebrew would turn the order of an account number's groups beside it.
 */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}

/** Whether two marks stand for one role of one account. */
export function isSameRole(one: ConsoleMark, other: ConsoleMark): boolean {
  return one.accountId === other.accountId && one.roleName === other.roleName;
}

/** Whether the session that a console page reports is the one the mark stands for. */
export function isMarkTrue(mark: ConsoleMark, sessionArn: string): boolean {
  const session = parseAssumedRoleArn(sessionArn);
  return session?.accountId === mark.accountId && session.roleName === mark.roleName;
}
