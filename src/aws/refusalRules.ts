import type { AwsAnswer, FailureKind } from '../core/failure.js';

/** The calls that are made of STS, IAM and Organizations. */
export type Call =
  | 'GetCallerIdentity' | 'GetSessionToken' | 'AssumeRole' | 'GetAccessKeyInfo'
  | 'ListAccessKeys' | 'GetAccessKeyLastUsed' | 'CreateAccessKey' | 'UpdateAccessKey' | 'DeleteAccessKey' | 'ListMFADevices'
  | 'ListAccounts';
interface Rule {
  readonly kind: FailureKind;
  readonly code?: RegExp;
  readonly message?: RegExp;
  readonly call?: Call;
}

const invalid = (field: string): RegExp => new RegExp(`^\\d+ validation errors? detected: .*? at '${field}' failed to satisfy constraint`);

/**
 * STS's errors by code and by the front of their message: the first that fits counts. Messages may end in a stray space, a full
 * stop, or more text about the policy that refused, so nothing is matched at the end. The SDK appends `Exception` to the codes
 * of its model (sources: STS API reference, "Common errors", and the issue trackers of the tools named in the project's notes on AWS).
 */
const rules: readonly Rule[] = [
  // The same code as for a wrong secret.
  { kind: 'clockWrong', message: /^Signature (?:expired|not yet current)/ },
  { kind: 'clockWrong', code: /^Request(?:Expired|TimeTooSkewed)/ },
  { kind: 'scopeWrong', message: /^Credential should be scoped to/ },
  { kind: 'secretWrong', code: /^SignatureDoesNotMatch/ },
  { kind: 'unsigned', code: /^(?:MissingAuthenticationToken|IncompleteSignature|MalformedHttpRequest)/ },
  { kind: 'codeRefused', message: /^MultiFactorAuthentication failed with invalid MFA one time/ },
  { kind: 'serialRefused', message: /^MultiFactorAuthentication failed, unable to validate MFA/ },
  { kind: 'mfaHalf', message: /^MultiFactorAuthentication failed, must provide both/ },
  { kind: 'keyTemporary', message: /^Cannot call GetSessionToken with session credentials/ },
  { kind: 'keyOfRoot', message: /^Roles may not be assumed by root/ },
  { kind: 'sessionExpired', code: /^ExpiredToken/ },
  { kind: 'keyUnknown', code: /^(?:InvalidClientTokenId|UnrecognizedClient)/ },
  { kind: 'accountUnready', code: /^(?:OptInRequired|SubscriptionRequired)/ },
  { kind: 'regionOff', code: /^RegionDisabled/ },
  { kind: 'throttled', code: /^(?:Throttl|RequestLimitExceeded|TooManyRequests|SlowDown)/ },
  { kind: 'limitReached', code: /^LimitExceeded/ },
  { kind: 'durationChained', message: /^The requested DurationSeconds exceeds the 1 hour session limit/ },
  { kind: 'durationOfRole', message: /^The requested DurationSeconds exceeds the MaxSessionDuration/ },
  { kind: 'durationRange', code: /^Validation/, message: invalid('durationSeconds') },
  { kind: 'codeMalformed', code: /^Validation/, message: invalid('tokenCode') },
  { kind: 'serialRefused', code: /^Validation/, message: invalid('serialNumber') },
  { kind: 'policyMalformed', code: /^MalformedPolicyDocument/ },
  { kind: 'policyTooLarge', code: /^PackedPolicyTooLarge/ },
  { kind: 'tagsRefused', message: /^User: \S+ is not authorized to perform: sts:TagSession\b/, call: 'AssumeRole' },
  { kind: 'tagsRefused', message: /^One of the specified transitive tag keys can't be set/, call: 'AssumeRole' },
  { kind: 'sourceIdentityRefused', message: /^User: \S+ is not authorized to perform: sts:SetSourceIdentity\b/, call: 'AssumeRole' },
  { kind: 'roleRefused', code: /^(?:AccessDenied|NotAuthorized)/, call: 'AssumeRole' },
  { kind: 'sessionRefused', code: /^(?:AccessDenied|NotAuthorized)/, call: 'GetSessionToken' },
  { kind: 'listingRefused', code: /^AccessDenied/, call: 'ListAccounts' },
  { kind: 'organisationMissing', code: /^AWSOrganizationsNotInUse/ },
  { kind: 'requestRefused', code: /^(?:Validation|Invalid(?:Action|Parameter|QueryParameter)|Missing(?:Action|Parameter)|MalformedQueryString|UnknownOperation)/ },
];

/** The kind of STS's own answer to a call; `awsRefused` for one that nobody knows. */
export function kindOf({ code, message, status }: AwsAnswer, call: Call): FailureKind {
  const rule = rules.find((each) => (!each.code || each.code.test(code)) && (!each.message || each.message.test(message)) && (!each.call || each.call === call));
  if (rule) return rule.kind;
  if (status === 429) return 'throttled';
  return status >= 500 || /^(?:Internal(?:Failure|Error)|ServiceUnavailable|RequestTimeout|RequestAborted)/.test(code) ? 'awsFailing' : 'awsRefused';
}
