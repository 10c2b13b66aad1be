import { describe, expect, it } from 'vitest';
import { STSServiceException } from '@aws-sdk/client-sts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { refusal } from '../../../src/aws/refusals.js';
import { failure, failureData, type FailureKind } from '../../../src/core/failure.js';
import { wordsFor } from '../../../src/core/mfaSession.js';
import { alice, secret } from '../scenario.js';
import { type Answer, type Asked, attempts, credentials, host, madeOf, page, refused, roleArn as arn } from './answers.js';

const caller = 'arn:aws:iam::111111111111:user/alice';
const denied = `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
const scp = 'arn:aws:organizations::111111111111:policy/o-example/service_control_policy/p-example';
const link = 'Go to https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/authorization-details/x';
const html = '<!DOCTYPE html><html><head><title>Log in</title></head><body><p>Accept our terms<br></body></html>';
const tooLong = 'x'.repeat(10_000_000);

type Row = readonly [call: Asked, what: string, answer: Answer, kind: FailureKind, values: Readonly<Record<string, string>>];

/** A refusal of AssumeRole for a reason that AWS gives. */
const because = (why: string, kind: FailureKind, values: Readonly<Record<string, string>> = {}): Row => ['AssumeRole', `a role ${why || 'for no reason'}`, refused('AccessDenied', `${denied}${why}`), kind, values];
const said = (call: Asked, code: string, message: string, kind: FailureKind, values: Readonly<Record<string, string>> = {}, status = 403): Row =>
  [call, `${code} “${message.slice(0, 200)}”`, refused(code, message, status), kind, values];

const table: readonly Row[] = [
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code', 'codeRefused'),
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 'codeRefused'),
  said('AssumeRole', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code', 'codeRefused'),
  said('GetSessionToken', 'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.', 'serialRefused'),
  said('AssumeRole', 'AccessDenied', 'MultiFactorAuthentication failed, unable to validate MFA code.', 'serialRefused'),
  said('GetSessionToken', 'ValidationError', "1 validation error detected: Value 'x' at 'serialNumber' failed to satisfy constraint: Member must have length greater than or equal to 9", 'serialRefused', {}, 400),
  said('GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code', 'mfaHalf'),
  said('GetSessionToken', 'ValidationError',
    "1 validation error detected: Value '' at 'tokenCode' failed to satisfy constraint: Member must have length greater than or equal to 6", 'codeMalformed', {}, 400),
  said('GetSessionToken', 'AccessDenied', 'Cannot call GetSessionToken with session credentials', 'keyTemporary'),
  said('AssumeRole', 'AccessDenied', 'Roles may not be assumed by root accounts.', 'keyOfRoot'),
  said('GetSessionToken', 'AccessDenied', 'Access denied', 'sessionRefused'),
  said('GetSessionToken', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:GetSessionToken on resource: ${caller} with an explicit deny in an identity-based policy`,
    'sessionRefused', { action: 'sts:GetSessionToken', resource: caller, policy: 'identity', effect: 'explicit' }),
  said('GetCallerIdentity', 'InvalidClientTokenId', 'The security token included in the request is invalid.', 'keyUnknown'),
  said('GetSessionToken', 'InvalidClientTokenId', 'The security token included in the request is invalid', 'keyUnknown'),
  said('AssumeRole', 'UnrecognizedClientException', 'The security token included in the request is invalid', 'keyUnknown'),
  said('GetCallerIdentity', 'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.', 'secretWrong'),
  said('AssumeRole', 'SignatureDoesNotMatch', "Credential should be scoped to a valid region, not 'us-east-1'. ", 'scopeWrong'),
  said('AssumeRole', 'SignatureDoesNotMatch',
    'Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)', 'clockWrong', { minutes: '105', direction: 'behind' }),
  said('GetSessionToken', 'SignatureDoesNotMatch',
    'Signature not yet current: 20220127T021928Z is still later than 20220127T021428Z (20220127T015928Z + 15 min.)', 'clockWrong', { minutes: '20', direction: 'ahead' }),
  said('AssumeRole', 'RequestExpired', 'Request has expired.', 'clockWrong', {}, 400),
  said('AssumeRole', 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', 'clockWrong'),
  said('AssumeRole', 'MissingAuthenticationToken', 'Request is missing Authentication Token', 'unsigned'),
  said('AssumeRole', 'IncompleteSignature', 'Authorization header requires existence of either a X-Amz-Date or a Date header.', 'unsigned', {}, 400),
  said('AssumeRole', 'ExpiredToken', 'The security token included in the request is expired', 'sessionExpired'),
  said('AssumeRole', 'ExpiredTokenException', 'The security token included in the request is expired', 'sessionExpired', {}, 400),
  because('', 'roleRefused', { caller, action: 'sts:AssumeRole', resource: arn }),
  said('AssumeRole', 'AccessDenied', 'Access denied', 'roleRefused'),
  said('AssumeRole', 'AccessDenied', '', 'roleRefused'),
  said('AssumeRole', 'AccessDeniedException', denied, 'roleRefused', { resource: arn }),
  because(' because no identity-based policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'identity', effect: 'implicit', action: 'sts:AssumeRole', resource: arn }),
  because(' because no role trust policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'trust', effect: 'implicit' }),
  because(' because no resource-based policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'trust', effect: 'implicit' }),
  because(' because no permissions boundary allows the sts:AssumeRole action', 'roleRefused', { policy: 'boundary', effect: 'implicit' }),
  because(' because no session policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'session', effect: 'implicit' }),
  because(' because no service control policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'serviceControl', effect: 'implicit' }),
  because(' because no VPC endpoint policy allows the sts:AssumeRole action', 'roleRefused', { policy: 'vpcEndpoint', effect: 'implicit' }),
  because(' with an explicit deny in an identity-based policy', 'roleRefused', { policy: 'identity', effect: 'explicit' }),
  because(' with an explicit deny in the role trust policy', 'roleRefused', { policy: 'trust', effect: 'explicit' }),
  because(' with an explicit deny in a permissions boundary. ', 'roleRefused', { policy: 'boundary', effect: 'explicit' }),
  because(' with an explicit deny in a session policy', 'roleRefused', { policy: 'session', effect: 'explicit' }),
  because(' with an explicit deny in a service control policy', 'roleRefused', { policy: 'serviceControl', effect: 'explicit' }),
  because(' with an explicit deny in a resource control policy', 'roleRefused', { policy: 'resourceControl', effect: 'explicit' }),
  because(' with an explicit deny in a VPC endpoint policy', 'roleRefused', { policy: 'vpcEndpoint', effect: 'explicit' }),
  because(` with an explicit deny in a service control policy: ${scp}. ${link}`, 'roleRefused', { policy: 'serviceControl', effect: 'explicit', policyArn: scp, resource: arn }),
  because(`: ${arn}. ${link}`, 'roleRefused', { resource: arn }),
  said('AssumeRole', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:TagSession on resource: ${arn}`, 'tagsRefused', { action: 'sts:TagSession' }),
  said('AssumeRole', 'AccessDenied', `User: ${caller} is not authorized to perform: sts:SetSourceIdentity on resource: ${arn} because no role trust policy allows the sts:SetSourceIdentity action`,
    'sourceIdentityRefused', { policy: 'trust' }),
  said('AssumeRole', 'InvalidParameterValue', "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.", 'tagsRefused', {}, 400),
  said('AssumeRole', 'ValidationError', 'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.', 'durationChained', {}, 400),
  said('AssumeRole', 'ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', 'durationOfRole', {}, 400),
  said('GetSessionToken', 'ValidationError',
    "1 validation error detected: Value '999999' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600", 'durationRange', {}, 400),
  said('AssumeRole', 'ValidationError', "2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value 'x' at 'externalId' failed",
    'requestRefused', { field: 'roleSessionName' }, 400),
  said('AssumeRole', 'MalformedPolicyDocument', 'Syntax errors in policy.', 'policyMalformed', {}, 400),
  said('AssumeRole', 'PackedPolicyTooLarge', 'Packed policy consumes 120% of allotted space, please use smaller policy.', 'policyTooLarge', {}, 400),
  said('GetSessionToken', 'RegionDisabledException',
    'STS is not activated in this region for account:111111111111. Your account administrator can activate STS in this region using the IAM Console.', 'regionOff'),
  said('GetCallerIdentity', 'OptInRequired', 'The AWS Access Key Id needs a subscription for the service', 'accountUnready'),
  said('GetCallerIdentity', 'Throttling', 'Rate exceeded', 'throttled', {}, 400),
  said('AssumeRole', 'ThrottlingException', 'Rate exceeded', 'throttled', {}, 400),
  said('GetSessionToken', 'LimitExceeded', 'Cannot exceed quota for AccessKeysPerUser: 2', 'limitReached', {}, 409),
  said('AssumeRole', 'InternalFailure', 'Something broke', 'awsFailing', { status: '500' }, 500),
  said('AssumeRole', 'ServiceUnavailable', 'Service is unavailable', 'awsFailing', { status: '503' }, 503),
  said('AssumeRole', 'Unheard', 'Of', 'awsRefused', {}, 400),
  ['AssumeRole', 'a page of a portal that cannot be parsed', page(200, html), 'answerForeign', { status: '200' }],
  ['GetSessionToken', 'a page of a filter', page(403, '<html><body><h1>Blocked</h1></body></html>'), 'answerForeign', { status: '403' }],
  ['AssumeRole', 'a page that asks to log in to a proxy', page(407, html), 'answerForeign', { status: '407' }],
  ['AssumeRole', 'a page that asks to log in to a network', page(511, html), 'answerForeign', { status: '511' }],
  ['AssumeRole', 'a page of a load balancer', page(502, '<html><body><center><h1>502 Bad Gateway</h1><hr></center></body>'), 'awsFailing', { status: '502' }],
  ['AssumeRole', 'JSON', { status: 403, body: '{"message":"Forbidden"}' }, 'answerForeign', {}],
  ['AssumeRole', 'a word', { status: 403, body: 'blocked' }, 'answerForeign', {}],
  ['AssumeRole', 'XML of something else', { status: 200, body: '<feed><title>news</title></feed>' }, 'answerForeign', {}],
  ['AssumeRole', 'nothing, as a success', { status: 200, body: '' }, 'answerForeign', {}],
  ['AssumeRole', 'nothing, as a refusal', { status: 403, body: '', headers: { 'content-length': '0' } }, 'answerEmpty', {}],
  ['AssumeRole', 'nothing, as a failure', { status: 503, body: '' }, 'awsFailing', {}],
  ['AssumeRole', 'half a success', { status: 200, body: credentials.slice(0, credentials.indexOf('<Expiration>') + 20) }, 'answerCut', {}],
  ['GetSessionToken', 'half a refusal', { status: 403, body: refused('AccessDenied', 'Access denied').body.slice(0, 150) }, 'answerCut', {}],
  ['AssumeRole', 'ten megabytes of a page', page(200, `<html>${tooLong}</html>`), 'answerForeign', {}],
  ['AssumeRole', 'ten megabytes of text', { status: 403, body: tooLong }, 'answerForeign', {}],
  ['AssumeRole', 'a refusal of ten megabytes', refused('AccessDenied', `${denied} ${tooLong}`), 'answerCut', { status: '403' }],
  ['AssumeRole', 'a refusal of two hundred kilobytes', refused('AccessDenied', `${denied} ${'x'.repeat(200_000)}`), 'roleRefused', { resource: arn }],
];

describe('what AWS answers', () => {
  it('is told apart in more than forty ways', () => {
    expect(table.length).toBeGreaterThan(40);
  });

  it.each(table)('%s, %s', async (call, _, answer, kind, values) => {
    const data = await madeOf(answer, call);
    expect([data.kind, data.values]).toEqual([kind, expect.objectContaining(values)]);
    const needed = [...messages[`failure_${kind}`].message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(needed.filter((name) => !Object.hasOwn(data.values, name)), 'blanks of its sentence that are not filled').toEqual([]);
    // It lies in the browser's memory beside all the others.
    expect(JSON.stringify(data).length).toBeLessThan(8_000);
    expect(JSON.stringify(data)).not.toContain(secret);
  });

  it('is kept as AWS said it, with the id of the request', async () => {
    expect((await madeOf(refused('Throttling', 'Rate exceeded', 400), 'AssumeRole')).answer)
      .toEqual({ code: 'Throttling', message: 'Rate exceeded', status: 400, requestId: 'request-1' });
  });

  it('is kept without the request that it may repeat, because that has the session token in it', async () => {
    const message = `The request signature we calculated does not match. The Canonical String for this request should have been\n'POST\n/\nx-amz-security-token:${secret}'`;
    const data = await madeOf(refused('SignatureDoesNotMatch', message), 'AssumeRole');
    expect([data.kind, data.answer?.message]).toEqual(['secretWrong', 'The request signature we calculated does not match.']);
  });

  it('is not kept at all when it is none of STS’s, since it may be half of the credentials', async () => {
    const data = await madeOf({ status: 200, body: credentials.slice(0, -30) }, 'AssumeRole');
    expect([data.kind, data.answer, JSON.stringify(data).includes('token-of-the-session')]).toEqual(['answerCut', undefined, false]);
  });

  it('names nothing in the denial that is not of AWS’s own grammar', async () => {
    const data = await madeOf(refused('AccessDenied', 'User: <b>you</b> is not authorized to perform: everything on resource: nothing'), 'AssumeRole');
    expect(Object.keys(data.values).sort()).toEqual(['account', 'call', 'device', 'host', 'role', 'status', 'user']);
  });
});

/** An error as the SDK throws it for an answer of STS. */
function answered(name: string, message: string): STSServiceException {
  return new STSServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode: 403 } });
}

describe('a clock that is wrong', () => {
  const words = (message: string) => refusal(answered('SignatureDoesNotMatch', message), attempts.GetSessionToken).data;

  it('is told by how many minutes it is behind', () => {
    expect(words('Signature expired: 20220127T001427Z is now earlier than 20220127T014428Z (20220127T015928Z - 15 min.)'))
      .toMatchObject({ kind: 'clockWrong', values: { minutes: '105', direction: 'behind' } });
  });

  it('is told by how many minutes it is ahead', () => {
    expect(words('Signature not yet current: 20220127T021928Z is still later than 20220127T021428Z (20220127T015928Z + 15 min.)'))
      .toMatchObject({ kind: 'clockWrong', values: { minutes: '20', direction: 'ahead' } });
  });

  it('across midnight at the end of a year is counted rightly', () => {
    expect(words('Signature expired: 20211231T234000Z is now earlier than 20211231T234500Z (20220101T000000Z - 15 min.)').values)
      .toMatchObject({ minutes: '20', direction: 'behind' });
  });

  it('is told without minutes when AWS words it otherwise', () => {
    const { kind, values } = words('Signature expired: your clock is off');
    expect(kind).toBe('clockWrong');
    expect(values).not.toHaveProperty('minutes');
  });
});

describe('a call that did not get an answer', () => {
  it.each([
    ['no network', new TypeError('Failed to fetch')],
    ['something that is no error', 'gone'],
  ])('because of %s is unreachable, and the origin that may be allowed is named', (_, thrown) => {
    expect(refusal(thrown, attempts.GetSessionToken).data).toEqual({
      kind: 'unreachable', values: { ...wordsFor(alice), host }, origins: [`https://${host}/*`],
    });
  });

  it('in time may have been heard: a code is not to be sent again, a role may be asked for again', () => {
    const late = Object.assign(new Error('Request did not complete within 10000 ms'), { name: 'TimeoutError' });
    expect(refusal(late, attempts.GetSessionToken).data).toEqual({ kind: 'unanswered', values: { ...wordsFor(alice), host } });
    expect(refusal(late, attempts.AssumeRole).data.kind).toBe('unreachable');
  });

  it('never repeats the message of what was thrown, since it may hold anything', () => {
    const { data, message } = refusal(new Error(`could not send ${secret}`), attempts.AssumeRole);
    expect(JSON.stringify([data, message])).not.toContain(secret);
    expect(JSON.stringify(failureData(new Error(secret)))).not.toContain(secret);
  });
});

it('what failed already keeps its own kind', () => {
  const already = failure('vaultLocked');
  expect(refusal(already, attempts.AssumeRole)).toBe(already);
});
