/** The policy types that AWS names in a refusal (IAM User Guide, "Troubleshoot access denied error messages"). */
export const policyTypes = ['identity', 'trust', 'boundary', 'session', 'serviceControl', 'resourceControl', 'vpcEndpoint'] as const;
export type PolicyType = (typeof policyTypes)[number];

/** What AWS's text says of a refusal: names of AWS's own grammar, cut out of it, and nothing else. */
export interface Denial {
  readonly caller?: string;
  readonly action?: string;
  readonly resource?: string;
  /** Which type of policy denied it, and whether it says so or only does not allow it. */
  readonly policy?: PolicyType;
  readonly effect?: 'explicit' | 'implicit';
  readonly policyArn?: string;
}

const arn = String.raw`(arn:[\w-]+:[\w-]+:[\w-]*:\d*:[^\s:]{1,1024})`;
const front = new RegExp(String.raw`^User: ${arn} is not authorized to perform: ([\w-]{1,64}:\w{1,128})(?: on resource: ${arn})?`);
const implicit = /^ because no ([\w -]{1,64}?) allows the /;
const explicit = /^ with an explicit deny in (?:an?|the) ([\w -]{1,64}?)(?=[.:,]|\s*$)/;
const named = new RegExp(String.raw`^: ${arn}`);

/** AWS's names of the types: a resource-based policy of a role is its trust policy. */
const typeOf: readonly (readonly [name: RegExp, type: PolicyType])[] = [
  [/^identity-based policy$/i, 'identity'],
  [/^(?:role trust|trust|assume role|resource-based) policy$/i, 'trust'],
  [/^permissions boundary$/i, 'boundary'],
  [/^session policy$/i, 'session'],
  [/^service control policy$/i, 'serviceControl'],
  [/^resource control policy$/i, 'resourceControl'],
  [/^VPC endpoint policy$/i, 'vpcEndpoint'],
];

/**
 * Reads `User: … is not authorized to perform: … on resource: …` and what may follow: the policy type, the policy's ARN, a link.
 * Anchored at the front, since AWS goes on adding to the end. Empty when the text is another.
 */
export function denialIn(message: string): Denial {
  const head = front.exec(message);
  if (!head) return {};
  const [whole, caller = '', action = '', resource] = head;
  const rest = message.slice(whole.length);
  const why = implicit.exec(rest) ?? explicit.exec(rest);
  const policy = typeOf.find(([name]) => name.test(why?.[1] ?? ''))?.[1];
  const policyArn = why && named.exec(rest.slice(why[0].length))?.[1]?.replace(/\.$/, '');
  return {
    caller, action, ...(resource === undefined ? {} : { resource }),
    ...(policy === undefined ? {} : { policy, effect: implicit.test(rest) ? 'implicit' as const : 'explicit' as const }),
    ...(policyArn ? { policyArn } : {}),
  };
}
