import { describe, expect, it } from 'vitest';
import { STSServiceException } from '@aws-sdk/client-sts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { type Attempt, refusal } from '../../../src/aws/refusals.js';
import { failure, failureData, type FailureKind } from '../../../src/core/failure.js';
import { wordsFor } from '../../../src/core/mfaSession.js';
import { alice, secret } from '../scenario.js';

const host = 'sts.us-east-1.amazonaws.com';
const arn = 'arn:aws:iam::222222222222:role/prod';
const denied = `User: arn:aws:iam::111111111111:user/alice is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
const attempts: Readonly<Record<Attempt['call'], Attempt>> = {
  GetCallerIdentity: { call: 'GetCallerIdentity', host, values: {} },
  GetAccessKeyInfo: { call: 'GetAccessKeyInfo', host, values: {} },
  GetSessionToken: { call: 'GetSessionToken', host, values: wordsFor(alice) },
  AssumeRole: { call: 'AssumeRole', host, values: { ...wordsFor(alice), role: arn } },
  ListAccessKeys: { call: 'ListAccessKeys', host: 'iam.amazonaws.com', values: {} },
};

/** An error as the SDK throws it for an answer of STS. */
function answered(name: string, message: string, httpStatusCode = 403): STSServiceException {
  return new STSServiceException({ name, message, $fault: 'client', $metadata: { httpStatusCode } });
}

type Row = readonly [call: Attempt['call'], code: string, message: string, kind: FailureKind];

const table: readonly Row[] = [
  ['GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code', 'codeRefused'],
  ['GetSessionToken', 'AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. ', 'codeRefused'],
  ['GetSessionToken', 'AccessDenied',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    'serialRefused'],
  ['AssumeRole', 'AccessDenied', 'MultiFactorAuthentication failed, unable to validate MFA code.', 'serialRefused'],
  ['GetSessionToken', 'AccessDenied', 'Cannot call GetSessionToken with session credentials', 'keyTemporary'],
  ['GetSessionToken', 'AccessDenied', 'Access denied', 'awsRefused'],
  ['GetSessionToken', 'ValidationError', '1 validation error detected: Value \'\' at \'tokenCode\' failed to satisfy constraint', 'awsRefused'],
  ['GetCallerIdentity', 'InvalidClientTokenId', 'The security token included in the request is invalid.', 'keyUnknown'],
  ['GetSessionToken', 'InvalidClientTokenId', 'The security token included in the request is invalid', 'keyUnknown'],
  ['GetCallerIdentity', 'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.', 'secretWrong'],
  ['AssumeRole', 'ExpiredToken', 'The security token included in the request is expired', 'sessionExpired'],
  ['AssumeRole', 'ExpiredTokenException', 'The security token included in the request is expired', 'sessionExpired'],
  ['AssumeRole', 'AccessDenied', denied, 'roleRefused'],
  ['AssumeRole', 'AccessDenied', 'Access denied', 'roleRefused'],
  ['AssumeRole', 'AccessDenied', `${denied} because no role trust policy allows the sts:AssumeRole action`, 'roleRefused'],
  ['AssumeRole', 'AccessDenied', `${denied} with an explicit deny in a service control policy`, 'roleRefused'],
  ['AssumeRole', 'AccessDenied', `${denied}: ${arn}. Go to https://us-east-1.console.aws.amazon.com/iam/home#/authorization-details/x`, 'roleRefused'],
  ['AssumeRole', 'AccessDeniedException', denied, 'roleRefused'],
  ['AssumeRole', 'ValidationError', 'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.', 'awsRefused'],
  ['GetSessionToken', 'RegionDisabledException', 'STS is not activated in this region for account:111111111111.', 'regionOff'],
  ['GetCallerIdentity', 'Throttling', 'Rate exceeded', 'throttled'],
  ['GetCallerIdentity', 'ThrottlingException', 'Rate exceeded', 'throttled'],
  ['AssumeRole', 'RequestExpired', 'Request has expired.', 'clockWrong'],
  ['AssumeRole', 'RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', 'clockWrong'],
  ['AssumeRole', 'InternalFailure', 'Something broke', 'awsRefused'],
  ['AssumeRole', 'MalformedPolicyDocument', 'x', 'awsRefused'],
];

describe('what AWS refuses', () => {
  it.each(table)('%s, %s “%s” is %s', (call, code, message, kind) => {
    const { data } = refusal(answered(code, message), attempts[call]);
    expect(data.kind).toBe(kind);
    expect(data.answer).toEqual({ code, message, status: 403 });
  });

  it.each(table)('has every word its sentence needs: %s, %s “%s”', (call, code, message, kind) => {
    const { values } = refusal(answered(code, message), attempts[call]).data;
    const needed = [...messages[`failure_${kind}`].message.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(needed.filter((name) => !Object.hasOwn(values, name))).toEqual([]);
  });

  it('carries the status that AWS answered with', () => {
    expect(refusal(answered('Throttling', 'Rate exceeded', 400), attempts.AssumeRole).data.answer?.status).toBe(400);
  });
});

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
