import type { Credential, SessionTag } from './credentials.js';
import { AwsError } from './errors.js';
import type { Partition } from './partitions.js';
import { isPolicy } from './policy.js';
import { administratorAccess, type PolicyDocument, readOnlyAccess } from './policies.js';
import { complaint, grammarError, validationError } from './stsGrammar.js';

const managedPolicies = [administratorAccess, readOnlyAccess];
const limits = { policies: 10, tags: 50, keyLength: 128, valueLength: 256 };

/** The session policies of an AssumeRole call: one inline, and managed ones by ARN. The session may do what these allow as well. */
export async function sessionPoliciesOf(parameters: URLSearchParams, partition: Partition): Promise<PolicyDocument[]> {
  const inline = parameters.get('Policy');
  const arns = members(parameters, 'PolicyArns', 'arn');
  if (arns.length > limits.policies) throw tooLong('', 'policyArns', limits.policies);
  const managed = arns.map((arn) => {
    const policy = managedPolicies.find(({ name }) => arn === `arn:${partition.name}:iam::aws:policy/${name}`);
    if (policy === undefined) throw validationError(`PolicyArn ${arn} is not valid`);
    return policy.policy;
  });
  return inline === null ? managed : [await documentIn(inline), ...managed];
}

/** The tags of an AssumeRole call. Keys differ also when case is left out of account (IAM User Guide, "Passing session tags"). */
export function sessionTagsOf(parameters: URLSearchParams): SessionTag[] {
  const transitive = members(parameters, 'TransitiveTagKeys').map((key) => key.toLowerCase());
  const keys = members(parameters, 'Tags', 'Key');
  const values = members(parameters, 'Tags', 'Value');
  if (keys.length > limits.tags) throw tooLong('', 'tags', limits.tags);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length) {
    throw new AwsError(400, 'InvalidParameterValue', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.');
  }
  return keys.map((key, index) => {
    const value = values[index] ?? '';
    const member = `tags.${index + 1}.member`;
    if (key.length < 1) throw grammarError(complaint("''", `${member}.key`, 'have length greater than or equal to 1'));
    if (key.length > limits.keyLength) throw tooLong(`'${key}'`, `${member}.key`, limits.keyLength);
    if (value.length > limits.valueLength) throw tooLong(`'${value}'`, `${member}.value`, limits.valueLength);
    return { key, value, transitive: transitive.includes(key.toLowerCase()) };
  });
}

/** The tags that the caller's session hands on. A new hop cannot give one of them another value. */
export function transitiveTagsOf(caller: Credential, parameters: URLSearchParams): SessionTag[] {
  const inherited = caller.tags.filter((tag) => tag.transitive);
  const asked = members(parameters, 'Tags', 'Key').map((key) => key.toLowerCase());
  const clash = inherited.find((tag) => asked.includes(tag.key.toLowerCase()));
  if (clash !== undefined) {
    const what = 'One of the specified transitive tag keys can\'t be set because it conflicts with a transitive tag key from the calling session';
    throw new AwsError(400, 'InvalidParameterValue', `${what}: ${clash.key}`);
  }
  return inherited;
}

function tooLong(shown: string, member: string, limit: number): AwsError {
  return grammarError(complaint(shown, member, `have length less than or equal to ${limit}`));
}

/** The members of a list of the Query protocol: `<name>.member.<n>[.<field>]`, counted from one. */
function members(parameters: URLSearchParams, name: string, field?: string): string[] {
  const values: string[] = [];
  for (let index = 1; ; index += 1) {
    const value = parameters.get(`${name}.member.${index}${field === undefined ? '' : `.${field}`}`);
    if (value === null) return values;
    values.push(value);
  }
}

async function documentIn(text: string): Promise<PolicyDocument> {
  const document = parsedOrNull(text);
  if (document === null) throw new AwsError(400, 'MalformedPolicyDocument', 'This policy contains invalid Json');
  if (typeof document !== 'object' || !('Statement' in document)) throw new AwsError(400, 'MalformedPolicyDocument', 'Syntax errors in policy.');
  const statements: unknown = document.Statement;
  const policy: PolicyDocument = { Version: '2012-10-17', Statement: [statements].flat() as PolicyDocument['Statement'] };
  if (!await isPolicy(policy)) throw new AwsError(400, 'MalformedPolicyDocument', 'Syntax errors in policy.');
  return policy;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    return null;
  }
}
