import type { Checked, FieldProblem, RoleArn } from './arn.js';
import { parseRoleArn } from './arnFields.js';
import { isPartition } from './partitions.js';
import { hasBlank, withoutBlanks } from './templates.js';

/** A session tag; a transitive one passes to the roles behind. */
export interface SessionTag {
  readonly key: string;
  readonly value: string;
  readonly transitive?: true;
}

/** The most session tags of one AssumeRole call (STS API reference). */
export const sessionTagsMost = 50;
/** The most managed policies of one AssumeRole call (STS API reference). */
export const policyArnsMost = 10;
/** The most characters of all session policies of a call together (STS API reference, AssumeRole: Policy, PolicyArns). */
export const policyCharactersMost = 2048;

/** The longest template: what is filled into its blanks counts by itself. */
const templateMost = 128;

function isTemplate(text: string): boolean {
  return withoutBlanks(text) !== text && text.length <= templateMost && /^[\w+=,.@-]{0,64}$/.test(withoutBlanks(text));
}

/**
 * Checks a role session name: 2 to 64 of `[\w+=,.@-]` (STS API reference), or a template with `{user}`, `{role}` or
 * `{account}`, which are made fit when they are filled in.
 */
export function checkSessionName(text: string): Checked<string> {
  const name = text.trim();
  const sound = !hasBlank(name, 'reason') && (/^[\w+=,.@-]{2,64}$/.test(name) || isTemplate(name));
  return sound ? { value: name } : { problem: 'sessionNameMalformed' };
}

/**
 * Checks a source identity: as a role session name (STS API reference; `aws:` at its front is ruled out by the colon), or a
 * template, also with `{reason}`.
 */
export function checkSourceIdentity(text: string): Checked<string> {
  const identity = text.trim();
  return /^[\w+=,.@-]{2,64}$/.test(identity) || isTemplate(identity) ? { value: identity } : { problem: 'sourceIdentityMalformed' };
}

const tagText = /^[\p{L}\p{Zs}\p{N}_.:/=+\-@]*$/u;

/** What is wrong with one tag. A key has no `=`, though STS would take it, so that `key=value` can be read. */
function tagProblem({ key, value }: SessionTag): FieldProblem | undefined {
  const sound = tagText.test(key) && tagText.test(withoutBlanks(value)) && !key.includes('=') && !/^aws:/i.test(key)
    && key === key.trim() && value === value.trim() && key.length >= 1 && key.length <= 128 && value.length <= 256;
  return sound ? undefined : 'sessionTagMalformed';
}

/** What is wrong with a role's session tags: keys that differ in case only are one key to STS. */
export function sessionTagsProblem(tags: readonly SessionTag[]): FieldProblem | undefined {
  if (tags.length > sessionTagsMost) return 'sessionTagsTooMany';
  const problem = tags.map(tagProblem).find((found) => found !== undefined);
  if (problem) return problem;
  return new Set(tags.map(({ key }) => key.toLowerCase())).size < tags.length ? 'sessionTagTwice' : undefined;
}

/** Reads session tags: `key=value` with commas between them, and a `*` behind one that passes to the roles behind. */
export function checkSessionTags(text: string): Checked<SessionTag[]> {
  const parts = text.split(',').map((part) => part.trim()).filter((part) => part !== '');
  if (parts.some((part) => !part.includes('='))) return { problem: 'sessionTagMalformed' };
  const tags = parts.map((part): SessionTag => {
    const [key = '', ...rest] = part.split('=');
    const value = rest.join('=').trim();
    return value.endsWith('*') ? { key: key.trim(), value: value.slice(0, -1).trim(), transitive: true } : { key: key.trim(), value };
  });
  const problem = sessionTagsProblem(tags);
  return problem ? { problem } : { value: tags };
}

/** What `checkSessionTags` reads. */
export function sessionTagsText(tags: readonly SessionTag[]): string {
  return tags.map(({ key, value, transitive }) => `${key}=${value}${transitive ? '*' : ''}`).join(', ');
}

/** A managed policy's ARN, by whose it is: the role's own account, or `aws`. */
const policyArn = /^arn:([\w-]+):iam::(aws|\d{12}):policy\/(?:[\x21-\x7e]+\/)?[\w+=,.@-]{1,128}$/;

/** Checks ARNs of managed policies, with spaces between them: of AWS, or of the role's account (STS API reference, PolicyArns). */
export function checkPolicyArns(text: string, role?: Pick<RoleArn, 'partition' | 'accountId'>): Checked<string[]> {
  const arns = [...new Set(text.split(/\s+/).filter((arn) => arn !== ''))];
  if (arns.length > policyArnsMost) return { problem: 'policyArnsTooMany' };
  for (const arn of arns) {
    const [, partition = '', owner = ''] = policyArn.exec(arn) ?? [];
    if (!isPartition(partition)) return { problem: 'policyArnMalformed' };
    if (role && (partition !== role.partition || (owner !== 'aws' && owner !== role.accountId))) return { problem: 'policyArnAccount' };
  }
  return { value: arns };
}

/** Checks a session policy, and gives it in one line without needless spaces, which would count (STS API reference, Policy). */
export function checkSessionPolicy(text: string): Checked<string> {
  const document = parsedOf(text);
  if (!isPolicy(document)) return { problem: 'policyMalformed' };
  const value = JSON.stringify(document);
  if (value.length > policyCharactersMost) return { problem: 'policyTooLong' };
  return /^[\x20-\x7e\xa0-\xff]+$/.test(value) ? { value } : { problem: 'policyMalformed' };
}

function parsedOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPolicy(document: unknown): boolean {
  if (typeof document !== 'object' || document === null || !('Version' in document) || !('Statement' in document)) return false;
  const statements: readonly unknown[] = [document.Statement].flat();
  return (document.Version === '2012-10-17' || document.Version === '2008-10-17') && statements.length > 0 && statements.every((statement) =>
    typeof statement === 'object' && statement !== null && 'Effect' in statement && (statement.Effect === 'Allow' || statement.Effect === 'Deny'));
}

/** What of a role its session policies depend on. */
interface Policied {
  readonly arn: string;
  readonly sessionPolicy?: string;
  readonly sessionPolicyArns?: readonly string[];
}

/** What is wrong with a role's session policies taken together, and with the role. */
export function sessionPoliciesProblem({ arn, sessionPolicy = '', sessionPolicyArns = [] }: Policied): FieldProblem | undefined {
  if (sessionPolicy === '' && sessionPolicyArns.length === 0) return undefined;
  const role = parseRoleArn(arn);
  const checked = checkPolicyArns(sessionPolicyArns.join(' '), 'value' in role ? role.value : undefined);
  if ('problem' in checked) return checked.problem;
  return [sessionPolicy, ...sessionPolicyArns].join('').length > policyCharactersMost ? 'policyTooLong' : undefined;
}

/** How the first door is gone through. */
export const strategies = ['mfaSession', 'direct'] as const;
export type Strategy = (typeof strategies)[number];

export function checkStrategy(text: string): Checked<Strategy> {
  const strategy = strategies.find((name) => name === text.trim());
  return strategy ? { value: strategy } : { problem: 'strategyUnknown' };
}
