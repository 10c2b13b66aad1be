import { SignatureV4 } from '@smithy/signature-v4';
import * as v from 'valibot';
import { type AwsClock, awsTimeIn } from '../core/clock.js';
import { failure } from '../core/failure.js';
import { answerTimeoutMs } from './patience.js';
import type { Attempt } from './attempts.js';
import { refusal } from './refusals.js';
import { sha256 } from './sha256.js';
import type { SigningKey } from './stsCalls.js';

/** A refusal as an answer has it. */
interface Refused {
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
}

/** How a service is spoken to that has one host in a partition. */
export interface Service {
  readonly name: string;
  readonly host: string;
  /** That calls are signed for. */
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The answer's text as what it holds; may throw. */
  parse(text: string): unknown;
  /** What an answer refuses, if it does. */
  refusedIn(content: unknown, headers: Headers): Refused | undefined;
}

/**
 * One call, signed with the SDK's own signer, since the SDK's client for a service would double the worker. A call that AWS refuses
 * for its time is made once more with the time of the refusal. Such services answer no CORS: without permission for the host,
 * this is `unreachable`. Throws what `refusal` makes of a refusal, or `awsRefused` for an answer that is none of the service's.
 */
export async function callSigned<Schema extends v.GenericSchema>(
  key: SigningKey, service: Service, clock: AwsClock, attempt: Pick<Attempt, 'call' | 'values'>, body: string, schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const { host } = service;
  const post = async () => answerOf(await send(key, service, body, new Date(Date.now() + await clock.offsetMs())), service);
  const foreign = (status: number) => failure('awsRefused', { call: attempt.call, host, status: String(status) });
  try {
    const first = await post();
    const awsTime = first.refused && awsTimeIn(first.refused.message);
    if (awsTime !== undefined) await clock.note(awsTime - Date.now());
    const { ok, status, refused, content } = awsTime === undefined ? first : await post();
    if (!ok) throw refused ? errorOf(refused, status) : foreign(status);
    const parsed = v.safeParse(schema, content);
    if (!parsed.success) throw foreign(status);
    return parsed.output;
  } catch (thrown) {
    throw refusal(thrown, { ...attempt, host });
  }
}

async function send({ accessKeyId, secretAccessKey, sessionToken }: SigningKey, service: Service, body: string, signingDate: Date): Promise<Response> {
  const { name, host, region } = service;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const signer = new SignatureV4({ service: name, region, sha256, credentials });
  const { headers } = await signer.sign({
    method: 'POST', protocol: 'https:', hostname: host, path: '/', query: {}, headers: { host, ...service.headers }, body,
  }, { signingDate });
  // The browser names the host itself, and takes it from nobody.
  delete headers['host'];
  return fetch(`https://${host}/`, {
    method: 'POST', headers, body, credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
}

async function answerOf(response: Response, { parse, refusedIn }: Service) {
  const { ok, status, headers } = response;
  const text = await response.text();
  try {
    const content = parse(text);
    return { ok, status, content, refused: refusedIn(content, headers) };
  } catch {
    return { ok, status, content: undefined, refused: undefined };
  }
}

/** A refusal in the form of the SDK's own errors, which `refusal` reads. */
function errorOf({ code, message, requestId }: Refused, status: number): Error {
  return Object.assign(new Error(message), { name: code, $fault: 'client', $metadata: { httpStatusCode: status, ...(requestId === undefined ? {} : { requestId }) } });
}
