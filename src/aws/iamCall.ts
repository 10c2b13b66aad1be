import { parseXML } from '@aws-sdk/xml-builder';
import * as v from 'valibot';
import type { AwsClock } from '../core/clock.js';
import { type Partition, partitions } from '../core/partitions.js';
import type { Attempt } from './refusals.js';
import { callSigned, type Service } from './signedCalls.js';
import type { SigningKey } from './stsCalls.js';

/** With whose key IAM is called, and where. */
export interface IamLine {
  readonly key: SigningKey;
  readonly partition: Partition;
  readonly clock: AwsClock;
}

const errorSchema = v.object({ ErrorResponse: v.object({ Error: v.object({ Code: v.string(), Message: v.string() }), RequestId: v.optional(v.string()) }) });

/** IAM over its Query protocol, whose answers are XML. */
function iamOf(partition: Partition): Service {
  const { iamHost: host, defaultRegion: region } = partitions[partition];
  return {
    name: 'iam', host, region, headers: { 'content-type': 'application/x-www-form-urlencoded' },
    parse: parseXML,
    refusedIn(content) {
      if (!v.is(errorSchema, content)) return undefined;
      const { Error: { Code: code, Message: message }, RequestId: requestId } = content.ErrorResponse;
      return { code, message, requestId };
    },
  };
}

/** `<action>Response`, and in it `<action>Result` where there is one: an answer may have no content but that it came. */
function resultOf(action: string) {
  const response = `${action}Response`;
  return v.pipe(
    v.record(v.string(), v.record(v.string(), v.unknown())),
    v.check((answer) => Object.hasOwn(answer, response)),
    v.transform((answer) => answer[response]?.[`${action}Result`]),
  );
}

/** One call of IAM's. Throws as `callSigned` does: nothing of an answer that is none of IAM's is kept, since it may be half of a new key. */
export function callIam<Schema extends v.GenericSchema<unknown, unknown>>(
  { key, partition, clock }: IamLine, action: Attempt['call'], parameters: Readonly<Record<string, string>>, schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }).toString();
  return callSigned(key, iamOf(partition), clock, { call: action, values: {} }, body, v.pipe(resultOf(action), schema));
}
