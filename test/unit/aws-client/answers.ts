import { type Attempt, withoutCredentials } from '../../../src/aws/attempts.js';
import { refusal } from '../../../src/aws/refusals.js';
import { createStsCalls, type StsCalls } from '../../../src/aws/stsCalls.js';
import type { FailureData } from '../../../src/core/failure.js';
import { wordsFor } from '../../../src/core/mfaSession.js';
import { alice, secret } from '../scenario.js';

export const host = 'sts.us-east-1.amazonaws.com';
export const roleArn = 'arn:aws:iam::222222222222:role/prod';
/** The calls of a journey, and the one that looks whose a key is. */
export type Asked = 'GetCallerIdentity' | 'GetSessionToken' | 'AssumeRole';
export const attempts: Readonly<Record<Asked, Attempt>> = {
  GetCallerIdentity: { call: 'GetCallerIdentity', host, values: {} },
  GetSessionToken: { call: 'GetSessionToken', host, values: wordsFor(alice) },
  AssumeRole: { call: 'AssumeRole', host, values: { ...wordsFor(alice), role: roleArn } },
};

/** An answer as it comes over the network. */
export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** STS's own form of a refusal. */
export function refused(code: string, message: string, status = 403): Answer {
  const text = message.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': 'request-1' },
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">\n  <Error>\n    <Type>Sender</Type>\n    <Code>${code}</Code>\n    <Message>${text}</Message>\n  </Error>\n  <RequestId>request-1</RequestId>\n</ErrorResponse>\n`,
  };
}

export function page(status: number, body: string): Answer {
  return { status, body, headers: { 'content-type': 'text/html' } };
}

export const credentials = `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>${secret}</SecretAccessKey><SessionToken>token-of-the-session</SessionToken><Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const askers: Readonly<Record<Asked, (calls: StsCalls) => ReturnType<StsCalls['getCallerIdentity']>>> = {
  GetCallerIdentity: (calls) => calls.getCallerIdentity(),
  GetSessionToken: (calls) => calls.getSessionToken({ SerialNumber: alice.mfaSerial, TokenCode: '123456' }),
  AssumeRole: (calls) => calls.assumeRole({ RoleArn: roleArn, RoleSessionName: 'alice' }),
};

/**
 * What the product makes of an answer that the SDK reads, with the handler that it has in a browser. (The parser of XML is the one
 * in plain JavaScript here too, as in the build.)
 */
export async function madeOf(answer: Answer, call: Asked): Promise<FailureData> {
  const browserFetch = globalThis.fetch;
  globalThis.fetch = async () => new Response(answer.body, { status: answer.status, headers: answer.headers ?? {} });
  const calls = createStsCalls({ region: 'us-east-1', key: { accessKeyId: alice.accessKeyId, secretAccessKey: secret }, endpoint: `https://${host}`, cache: 'no-store', offsetMs: 0 });
  try {
    const { $metadata } = await askers[call](calls);
    return withoutCredentials(attempts[call], $metadata.httpStatusCode).data;
  } catch (thrown) {
    return refusal(thrown, attempts[call]).data;
  } finally {
    globalThis.fetch = browserFetch;
  }
}
