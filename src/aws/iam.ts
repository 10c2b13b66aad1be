import { parseXML } from '@aws-sdk/xml-builder';
import { SignatureV4 } from '@smithy/signature-v4';
import * as v from 'valibot';
import type { AccessKeyFacts } from '../core/checkUpPorts.js';
import { type AwsClock, awsTimeIn } from '../core/clock.js';
import { failure } from '../core/failure.js';
import { type Partition, partitions } from '../core/partitions.js';
import { answerTimeoutMs } from './patience.js';
import { type Attempt, refusal } from './refusals.js';
import { sha256 } from './sha256.js';
import type { SigningKey } from './stsCalls.js';

/** A list of IAM's as its XML gives it: nothing, one member, or several. */
const members = <Schema extends v.GenericSchema>(member: Schema) => v.pipe(
  v.union([v.pipe(v.literal(''), v.transform(() => ({ member: [] }))), v.object({ member: v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]) })]),
  v.transform((list) => (Array.isArray(list.member) ? list.member : [list.member])),
  v.array(member),
);

const keysSchema = v.object({
  ListAccessKeysResponse: v.object({
    ListAccessKeysResult: v.object({
      AccessKeyMetadata: members(v.object({
        AccessKeyId: v.pipe(v.string(), v.regex(/^\w{16,128}$/)),
        Status: v.string(),
        CreateDate: v.pipe(v.string(), v.isoTimestamp(), v.transform(Date.parse)),
      })),
    }),
  }),
});

const errorSchema = v.object({ ErrorResponse: v.object({ Error: v.object({ Code: v.string(), Message: v.string() }), RequestId: v.optional(v.string()) }) });

/**
 * The access keys of a user, two at most. The user is named, because IAM knows it by the signing key only where that is none of
 * a session (IAM API reference, ListAccessKeys). IAM answers no CORS: without permission for its host, this is `unreachable`.
 */
export async function listAccessKeys(key: SigningKey, partition: Partition, userName: string, clock: AwsClock): Promise<AccessKeyFacts[]> {
  const answer = await callIam(key, partition, clock, 'ListAccessKeys', { UserName: userName }, keysSchema);
  return answer.ListAccessKeysResponse.ListAccessKeysResult.AccessKeyMetadata.map(({ AccessKeyId, Status, CreateDate }) =>
    ({ accessKeyId: AccessKeyId, active: Status === 'Active', createdAt: CreateDate }));
}

/**
 * One call of IAM's Query protocol, signed with the SDK's own signer, since the SDK's client for IAM would double the worker.
 * A call that AWS refuses for its time is made once more with the time of the refusal.
 * Throws what `refusal` makes of a refusal, or `awsRefused` for an answer that is none of IAM's.
 */
async function callIam<Schema extends v.GenericSchema>(
  key: SigningKey, partition: Partition, clock: AwsClock, action: Attempt['call'], parameters: Readonly<Record<string, string>>, schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const attempt = { call: action, host: partitions[partition].iamHost, values: {} };
  const post = async (): Promise<Response> =>
    send(key, partition, new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }), new Date(Date.now() + await clock.offsetMs()));
  try {
    const first = await answerOf(await post());
    const awsTime = v.is(errorSchema, first.xml) ? awsTimeIn(first.xml.ErrorResponse.Error.Message) : undefined;
    if (awsTime !== undefined) await clock.note(awsTime - Date.now());
    const { response, xml } = awsTime === undefined ? first : await answerOf(await post());
    if (!response.ok) throw refused(xml, response.status) ?? failure('awsRefused', { call: action, host: attempt.host });
    const parsed = v.safeParse(schema, xml);
    if (!parsed.success) throw failure('awsRefused', { call: action, host: attempt.host });
    return parsed.output;
  } catch (thrown) {
    throw refusal(thrown, attempt);
  }
}

async function send({ accessKeyId, secretAccessKey, sessionToken }: SigningKey, partition: Partition, form: URLSearchParams, signingDate: Date): Promise<Response> {
  const { iamHost: host, defaultRegion: region } = partitions[partition];
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const signer = new SignatureV4({ service: 'iam', region, sha256, credentials });
  const { headers, body } = await signer.sign({
    method: 'POST', protocol: 'https:', hostname: host, path: '/', query: {},
    headers: { host, 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString(),
  }, { signingDate });
  return fetch(`https://${host}/`, {
    method: 'POST', headers: withoutHost(headers), body: body as string, credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
}

/** The browser names the host itself, and takes it from nobody. */
function withoutHost(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'host'));
}

async function answerOf(response: Response): Promise<{ response: Response; xml: unknown }> {
  const text = await response.text();
  try {
    return { response, xml: parseXML(text) };
  } catch {
    return { response, xml: undefined };
  }
}

/** A refusal in the form of the SDK's own errors, which `refusal` reads. */
function refused(xml: unknown, status: number): Error | undefined {
  const parsed = v.safeParse(errorSchema, xml);
  if (!parsed.success) return undefined;
  const { Error: { Code, Message }, RequestId } = parsed.output.ErrorResponse;
  return Object.assign(new Error(Message), { name: Code, $fault: 'client', $metadata: { httpStatusCode: status, ...(RequestId === undefined ? {} : { requestId: RequestId }) } });
}
