import {
  AssumeRole$, type AssumeRoleCommandInput, type AssumeRoleCommandOutput, errorTypeRegistries, GetAccessKeyInfo$, type GetAccessKeyInfoCommandInput,
  type GetAccessKeyInfoCommandOutput, GetCallerIdentity$, type GetCallerIdentityCommandOutput, GetSessionToken$, type GetSessionTokenCommandInput,
  type GetSessionTokenCommandOutput,
} from '@aws-sdk/client-sts';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { operation } from '@smithy/core/schema';
import { FetchHttpHandler } from '@smithy/fetch-http-handler';
import { SignatureV4 } from '@smithy/signature-v4';
import { answerBody } from './answerBody.js';
import { answerTimeoutMs } from './patience.js';
import { sha256 } from './sha256.js';

/** An IAM user's own key, or the credentials of a session. */
export interface SigningKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** With what the calls are signed, and where they go. */
export interface Line {
  readonly key: SigningKey;
  readonly region: string;
  /** `https://sts.us-east-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly cache: 'no-store' | 'default';
  /** How many milliseconds AWS's clock is ahead of this computer's. */
  readonly offsetMs: number;
}

/** The calls of STS that are made, in the SDK's own words. */
export interface StsCalls {
  getCallerIdentity(): Promise<GetCallerIdentityCommandOutput>;
  getSessionToken(input: GetSessionTokenCommandInput): Promise<GetSessionTokenCommandOutput>;
  assumeRole(input: AssumeRoleCommandInput): Promise<AssumeRoleCommandOutput>;
  getAccessKeyInfo(input: GetAccessKeyInfoCommandInput): Promise<GetAccessKeyInfoCommandOutput>;
}

type Schema = typeof AssumeRole$;
type Response = Awaited<ReturnType<FetchHttpHandler['handle']>>['response'];

// As the SDK's own client for STS has them in its `runtimeConfig.shared`.
const protocol = new AwsQueryProtocol({
  defaultNamespace: 'com.amazonaws.sts', xmlNamespace: 'https://sts.amazonaws.com/doc/2011-06-15/', version: '2011-06-15', errorTypeRegistries,
});
const context = { streamCollector: answerBody } as unknown as Parameters<typeof protocol.deserializeResponse>[1];

/** The browser's cookies take no part. */
const handlerWith = (cache: Line['cache']): FetchHttpHandler => new FetchHttpHandler({ credentials: 'omit', cache, requestTimeout: answerTimeoutMs });

async function asked([, namespace, name, traits, input]: Schema, values: object, { key, region, endpoint, offsetMs }: Line) {
  const { protocol: scheme, hostname, host, port, pathname: path } = new URL(endpoint);
  const at = { protocol: scheme, hostname, path, ...(port === '' ? {} : { port: Number(port) }) };
  const request = await protocol.serializeRequest(operation(namespace, name, traits, input, 'unit'), values, { endpoint: async () => at } as unknown as Parameters<typeof protocol.serializeRequest>[2]);
  request.headers['host'] = host;
  const { accessKeyId, secretAccessKey, sessionToken } = key;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
  const signer = new SignatureV4({ service: 'sts', region, sha256, credentials });
  return signer.sign(request, { signingDate: new Date(Date.now() + offsetMs) });
}

/** What an answer says, or throws the SDK's error for it. One that could not be read has its status all the same, and both have the answer. */
async function read<Output extends GetCallerIdentityCommandOutput>([, namespace, name, traits, input, output]: Schema, response: Response): Promise<Output> {
  try {
    return await protocol.deserializeResponse<Output>(operation(namespace, name, traits, input, output), context, response);
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    Object.defineProperty(thrown, '$response', { value: response, enumerable: false });
    if (!('$metadata' in thrown)) Object.assign(thrown, { $metadata: { httpStatusCode: response.statusCode } });
    throw thrown;
  }
}

/**
 * The calls of STS by the SDK's protocol, schemas, signer and handler, each made once. Its client would put these together in
 * the same way, with all that it offers besides (retries, endpoint rules, other ways to sign), which is more than half of its size.
 */
export function createStsCalls(line: Line): StsCalls {
  const handler = handlerWith(line.cache);
  const call = async <Output extends GetCallerIdentityCommandOutput>(schema: Schema, values: object): Promise<Output> => {
    const { response } = await handler.handle(await asked(schema, values, line) as Parameters<typeof handler.handle>[0]);
    return read<Output>(schema, response);
  };
  return {
    getCallerIdentity: () => call(GetCallerIdentity$, {}),
    getSessionToken: (input) => call(GetSessionToken$, input),
    assumeRole: (input) => call(AssumeRole$, input),
    getAccessKeyInfo: (input) => call(GetAccessKeyInfo$, input),
  };
}
