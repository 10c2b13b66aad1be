import { AwsError } from './errors.js';

/** What the STS API model says of one parameter. Numbers have `from` and `to`, texts lengths and a pattern. */
export type Rule =
  | { parameter: string; required?: boolean; from: number; to: number }
  | { parameter: string; required?: boolean; shortest: number; longest: number; pattern?: RegExp };

const word = /^[\w+=,.@-]*$/;

/** The rules of GetSessionToken (STS API model of botocore). */
export const getSessionTokenRules: Rule[] = [
  { parameter: 'DurationSeconds', from: 900, to: 129_600 },
  { parameter: 'SerialNumber', shortest: 9, longest: 256, pattern: /^[\w+=/:,.@-]*$/ },
  { parameter: 'TokenCode', shortest: 6, longest: 6, pattern: /^\d*$/ },
];

/** The rules of AssumeRole (same source). */
export const assumeRoleRules: Rule[] = [
  { parameter: 'RoleArn', required: true, shortest: 20, longest: 2048, pattern: /^[\t\n\r\x20-\x7E\x85\xA0-\uD7FF\uE000-\uFFFD]+$/ },
  { parameter: 'RoleSessionName', required: true, shortest: 2, longest: 64, pattern: word },
  { parameter: 'DurationSeconds', from: 900, to: 43_200 },
  { parameter: 'ExternalId', shortest: 2, longest: 1224, pattern: /^[\w+=,.@:/-]*$/ },
  { parameter: 'SerialNumber', shortest: 9, longest: 256, pattern: /^[\w+=/:,.@-]*$/ },
  { parameter: 'TokenCode', shortest: 6, longest: 6, pattern: /^\d*$/ },
  { parameter: 'SourceIdentity', shortest: 2, longest: 64, pattern: word },
  { parameter: 'Policy', shortest: 1, longest: 2048 },
];

/** A ValidationError, status 400. */
export function validationError(message: string): AwsError {
  return new AwsError(400, 'ValidationError', message);
}

/** Throws one ValidationError that names everything wrong, in the words of AWS. */
export function checkGrammar(parameters: URLSearchParams, rules: Rule[]): void {
  const complaints = rules.flatMap((rule) => complaintsAbout(rule, parameters.get(rule.parameter)));
  if (complaints.length > 0) throw grammarError(...complaints);
}

/** The ValidationError of some complaints. */
export function grammarError(...complaints: string[]): AwsError {
  return validationError(`${complaints.length} validation error${complaints.length > 1 ? 's' : ''} detected: ${complaints.join('; ')}`);
}

/** What AWS says of one value that breaks one constraint. `shown` is the value in quotes, if it is to be told. */
export function complaint(shown: string, member: string, constraint: string): string {
  return `Value ${shown}${shown === '' ? '' : ' '}at '${member}' failed to satisfy constraint: Member must ${constraint}`;
}

function complaintsAbout(rule: Rule, value: string | null): string[] {
  const member = rule.parameter.charAt(0).toLowerCase() + rule.parameter.slice(1);
  const complain = (shown: string, constraint: string) => complaint(shown, member, constraint);
  if (value === null) return rule.required === true ? [complain('null', 'not be null')] : [];
  const shown = `'${value}'`;
  if ('from' in rule) {
    if (!/^-?\d+$/.test(value)) return [complain(shown, 'be a number')];
    if (Number(value) < rule.from) return [complain(shown, `have value greater than or equal to ${rule.from}`)];
    return Number(value) > rule.to ? [complain(shown, `have value less than or equal to ${rule.to}`)] : [];
  }
  const complaints: string[] = [];
  if (value.length < rule.shortest) complaints.push(complain(shown, `have length greater than or equal to ${rule.shortest}`));
  if (value.length > rule.longest) complaints.push(complain(shown, `have length less than or equal to ${rule.longest}`));
  if (rule.pattern !== undefined && !rule.pattern.test(value)) {
    complaints.push(complain(shown, `satisfy regular expression pattern: ${rule.pattern.source.replace(/^\^|\$$/g, '')}`));
  }
  return complaints;
}
