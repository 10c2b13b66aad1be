import type { Mishap } from '../aws/faults.js';
import type { PolicyType } from '../../src/core/denial.js';
import type { Cause } from '../../src/core/explaining.js';
import type { FailureKind } from '../../src/core/failure.js';

/** An answer of STS, and what the popup is to show for it. */
export interface Row {
  readonly call: 'GetSessionToken' | 'AssumeRole';
  readonly what: string;
  readonly mishap: Mishap;
  readonly sentence: `failure_${FailureKind}` | 'failure_clockBehind' | 'failure_clockAhead';
  readonly causes: readonly (`cause_${Cause}`)[];
  /** The words of the first button, or that a code is asked for. */
  readonly next: 'code' | 'mendInSettings' | 'copyForAdministrator' | 'tryAgain' | 'freshSession';
  readonly policy?: PolicyType | undefined;
}

type Screen = Pick<Row, 'sentence' | 'next'> & Partial<Pick<Row, 'causes' | 'policy'>>;

const caller = 'arn:aws:iam::111111111111:user/alice';
const arn = 'arn:aws:iam::222222222222:role/prod-admin';
const denied = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;

const row = (call: Row['call'], what: string, mishap: Mishap, { causes = [], ...screen }: Screen): Row => ({ call, what, mishap, causes, ...screen });
const said = (call: Row['call'], code: string, message: string, screen: Screen, status = 403): Row =>
  row(call, `${code} “${message.slice(0, 300)}”`, { kind: 'error', status, code, message }, screen);
/** A refusal of AssumeRole for a reason that AWS gives. */
const because = (why: string, policy: PolicyType, more: readonly (`cause_${Cause}`)[] = []): Row => said('AssumeRole', 'AccessDenied', `${denied}${why}`, {
  sentence: 'failure_roleRefused', policy, causes: [why.startsWith(' with') ? 'cause_explicit' : 'cause_implicit', ...more], next: 'copyForAdministrator',
});
const notAllowed = (of: string, policy: PolicyType, more: readonly (`cause_${Cause}`)[] = []): Row => because(` because no ${of} allows the sts:AssumeRole action`, policy, more);
const forbidden = (by: string, policy: PolicyType): Row => because(` with an explicit deny in ${by}`, policy);

const settings = (sentence: Row['sentence'], causes: Row['causes'] = []): Screen => ({ sentence, causes, next: 'mendInSettings' });
const administrator = (sentence: Row['sentence'], causes: Row['causes'] = []): Screen => ({ sentence, causes, next: 'copyForAdministrator' });
const again = (sentence: Row['sentence'], causes: Row['causes'] = []): Screen => ({ sentence, causes, next: 'tryAgain' });
const newCode = (sentence: Row['sentence'], causes: Row['causes'] = []): Screen => ({ sentence, causes, next: 'code' });

/** To the call that carries the code. */
const first: readonly Row[] = [
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', newCode('failure_codeRefused', ['cause_deviceOutOfStep'])),
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.', settings('failure_serialRefused', ['cause_serialElse'])),
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code', settings('failure_mfaHalf')),
  said('GetSessionToken', 'ValidationError', "1 validation error detected: Value '' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6", newCode('failure_codeMalformed'), 400),
  said('GetSessionToken', 'ValidationError', "1 validation error detected: Value 'x' at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9", settings('failure_serialRefused', ['cause_serialElse']), 400),
  said('GetSessionToken', 'ValidationError', "1 validation error detected: Value '999999' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600", settings('failure_durationRange'), 400),
  said('GetSessionToken', 'AccessDenied', 'Cannot call GetSessionToken with session credentials', settings('failure_keyTemporary')),
  said('GetSessionToken', 'AccessDenied', 'Access denied', administrator('failure_sessionRefused')),
  said('GetSessionToken', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:GetSessionToken on resource: ${caller} with an explicit deny in an identity-based policy`, { ...administrator('failure_sessionRefused', ['cause_explicit']), policy: 'identity' }),
  said('GetSessionToken', 'InvalidClientTokenId', 'The security token included in the request is invalid.', settings('failure_keyUnknown')),
  said('GetSessionToken', 'SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.', settings('failure_secretWrong')),
  said('GetSessionToken', 'SignatureDoesNotMatch', 'Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)', newCode('failure_clockBehind')),
  said('GetSessionToken', 'SignatureDoesNotMatch', 'Signature not yet current: 20220127T021928Z is still later than 20220127T021428Z (20220127T015928Z + 15 min.)', newCode('failure_clockAhead')),
  said('GetSessionToken', 'RegionDisabledException', 'STS is not activated in this region for account:111111111111. Your account administrator can activate STS in this region using the IAM Console.', settings('failure_regionOff')),
  said('GetSessionToken', 'OptInRequired', 'The AWS Access Key Id needs a subscription for the service', administrator('failure_accountUnready')),
  said('GetSessionToken', 'Throttling', 'Rate exceeded', newCode('failure_throttled'), 400),
  said('GetSessionToken', 'InternalFailure', 'Something broke', newCode('failure_awsFailing', ['cause_codeSpent']), 500),
  said('GetSessionToken', 'Unheard', 'Of this nobody has heard.', administrator('failure_awsRefused'), 400),
  row('GetSessionToken', 'a page with status 403', { kind: 'html', status: 403 }, newCode('failure_answerForeign', ['cause_between', 'cause_codeSpent'])),
  row('GetSessionToken', 'a page with status 503', { kind: 'html', status: 503 }, newCode('failure_awsFailing', ['cause_codeSpent'])),
  row('GetSessionToken', 'nothing with status 403', { kind: 'empty', status: 403 }, newCode('failure_answerEmpty', ['cause_between', 'cause_codeSpent'])),
  row('GetSessionToken', '10 MB', { kind: 'huge', bytes: 10_000_000 }, newCode('failure_answerForeign', ['cause_between', 'cause_codeSpent'])),
  row('GetSessionToken', 'half XML', { kind: 'garbled' }, newCode('failure_answerCut', ['cause_codeSpent'])),
];

/** To the call that asks for a role, which is made again where that may help. */
const second: readonly Row[] = [
  said('AssumeRole', 'AccessDenied', denied, administrator('failure_roleRefused', ['cause_trustUnknown', 'cause_externalIdMissing', 'cause_ownPolicies'])),
  said('AssumeRole', 'AccessDenied', 'Access denied', administrator('failure_roleRefused', ['cause_trustUnknown', 'cause_externalIdMissing', 'cause_ownPolicies'])),
  notAllowed('identity-based policy', 'identity'),
  notAllowed('role trust policy', 'trust', ['cause_externalIdMissing']),
  notAllowed('permissions boundary', 'boundary'),
  notAllowed('session policy', 'session'),
  notAllowed('service control policy', 'serviceControl'),
  forbidden('an identity-based policy', 'identity'),
  forbidden('a service control policy', 'serviceControl'),
  forbidden('a permissions boundary', 'boundary'),
  forbidden('the role trust policy', 'trust'),
  forbidden('a resource-based policy', 'trust'),
  forbidden('a VPC endpoint policy', 'vpcEndpoint'),
  forbidden('a service control policy: arn:aws:organizations::111111111111:policy/o-example/service_control_policy/p-example. Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/x', 'serviceControl'),
  said('AssumeRole', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:TagSession on resource: ${arn}`, administrator('failure_tagsRefused')),
  said('AssumeRole', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:SetSourceIdentity on resource: ${arn}`, administrator('failure_sourceIdentityRefused')),
  said('AssumeRole', 'AccessDenied', 'Roles may not be assumed by root accounts.', settings('failure_keyOfRoot')),
  said('AssumeRole', 'InvalidClientTokenId', 'The security token included in the request is invalid', { sentence: 'failure_keyUnknown', causes: ['cause_sessionOfOldKey'], next: 'freshSession' }),
  said('AssumeRole', 'SignatureDoesNotMatch', "Credential should be scoped to a valid region, not 'us-east-1'. ", settings('failure_scopeWrong')),
  said('AssumeRole', 'RequestExpired', 'Request has expired.', again('failure_clockWrong'), 400),
  said('AssumeRole', 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', again('failure_clockWrong')),
  said('AssumeRole', 'MissingAuthenticationToken', 'Request is missing Authentication Token', again('failure_unsigned', ['cause_between'])),
  said('AssumeRole', 'ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.', settings('failure_durationChained'), 400),
  said('AssumeRole', 'ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', settings('failure_durationOfRole'), 400),
  said('AssumeRole', 'ValidationError', "1 validation error detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint", settings('failure_requestRefused', ['cause_field']), 400),
  said('AssumeRole', 'MalformedPolicyDocument', 'Syntax errors in policy.', settings('failure_policyMalformed'), 400),
  said('AssumeRole', 'PackedPolicyTooLarge', 'Packed policy consumes 120% of allotted space, please use smaller policy.', settings('failure_policyTooLarge'), 400),
  said('AssumeRole', 'LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2', administrator('failure_limitReached'), 409),
  said('AssumeRole', 'Throttling', 'Rate exceeded', again('failure_throttled'), 400),
  said('AssumeRole', 'ServiceUnavailable', 'Service is unavailable', again('failure_awsFailing'), 503),
  said('AssumeRole', 'Unheard', 'Of this nobody has heard.', again('failure_awsRefused'), 400),
  row('AssumeRole', 'a page with status 200', { kind: 'html', status: 200 }, again('failure_answerForeign', ['cause_between'])),
  row('AssumeRole', 'a page that asks to log in to a network', { kind: 'html', status: 511 }, again('failure_answerForeign', ['cause_between'])),
  row('AssumeRole', 'a page of a load balancer', { kind: 'html', status: 502 }, again('failure_awsFailing')),
  row('AssumeRole', 'nothing with status 200', { kind: 'empty', status: 200 }, again('failure_answerForeign', ['cause_between'])),
  row('AssumeRole', 'nothing with status 403', { kind: 'empty', status: 403 }, again('failure_answerEmpty', ['cause_between'])),
  row('AssumeRole', 'nothing with status 503', { kind: 'empty', status: 503 }, again('failure_awsFailing')),
  row('AssumeRole', '10 MB', { kind: 'huge', bytes: 10_000_000 }, again('failure_answerForeign', ['cause_between'])),
  row('AssumeRole', 'half XML', { kind: 'garbled' }, again('failure_answerCut')),
  // Ends the MFA session, so that it comes last.
  said('AssumeRole', 'ExpiredToken', 'The security token included in the request is expired', newCode('failure_sessionExpired')),
];

/** The rows of the table of STS's errors, and what is no answer of STS: nobody's page, nothing, too much, or half of one. */
export const answerTable: readonly Row[] = [...first, ...second];
