import { describe, expect, it } from 'vitest';
import { STSServiceException } from '@aws-sdk/client-sts';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };
import { refusal } from '../../../src/aws/refusals.js';
import { failure, failureData } from '../../../src/core/failure.js';
import { wordsFor } from '../../../src/core/mfaSession.js';
import { alice, secret } from '../scenario.js';
import { attempts, credentials, host, madeOf, refused } from './answers.js';
import { table } from './refusalTable.js';

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
