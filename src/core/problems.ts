import type { Checked, FieldProblem } from './arn.js';
import type { Located } from './profiles.js';

/** Why something in a pasted file was left out, beside what can be wrong with a field. */
export type ImportProblem =
  | FieldProblem
  | 'lineMalformed' | 'valueTwice' | 'profileNoRole' | 'profileSso' | 'profileProcess' | 'profileTemporary'
  | 'secretMissing' | 'keyIdMissing' | 'serialMissing' | 'serialDiffers' | 'sourceUnknown' | 'sourceAssumed' | 'sourceNotNamed' | 'sourceLeftOut' | 'keyRefused'
  | 'sourceAccountUnknown' | 'sourceSeveral' | 'sourceAstray' | 'identityNotThere' | 'identityTwice' | 'identityGone' | 'identityOtherKey' | 'keyInText'
  | 'ruleSubjectUnknown' | 'rulesTooMany' | 'rolesTooMany' | 'identitiesLeftOut' | 'secretLeftOut' | 'nothingFound'
  | 'textTooLong' | 'formatUnknown' | 'textMalformed' | 'valueWrongKind' | 'userArnMalformed' | 'ruleIncomplete' | 'ruleRegionLeftOut' | 'colourUnreadable'
  | 'accountAlias' | 'imageLeftOut' | 'ssoRolesProposed' | 'profileFederated' | 'sessionNotAws' | 'workspaceEncrypted' | 'rowNoKey';

/** One problem of a text, with the line it is on (from 1; 0 where lines mean nothing) and the words its sentence needs. */
export interface Problem {
  readonly line: number;
  readonly problem: ImportProblem;
  readonly values: Readonly<Record<string, string>>;
}

/** What a parser returns: as much as could be read, and a problem for whatever could not. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

export function problemAt({ line }: { readonly line: number }, problem: ImportProblem, values: Problem['values'] = {}): Problem {
  return { line, problem, values };
}

/** Gives a checked value, or notes the problem at its line and gives nothing. */
export function noting<T>(problems: Problem[], place: Located, checked: Checked<T>, values: Problem['values'] = {}): T | undefined {
  if ('value' in checked) return checked.value;
  problems.push(problemAt(place, checked.problem, values));
  return undefined;
}
