import { parseXML } from '@aws-sdk/xml-builder';
import * as v from 'valibot';
import type { AccessKeyFacts } from '../core/checkUpPorts.js';
import type { AwsClock } from '../core/clock.js';
import { type Partition, partitions } from '../core/partitions.js';
import { callSigned, type Service } from './signedCalls.js';
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
        // What is no date is no number either.
        CreateDate: v.pipe(v.string(), v.transform(Date.parse), v.number()),
      })),
    }),
  }),
});

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

/**
 * The access keys of a user, two at most. The user is named, because IAM knows it by the signing key only where that is none of
 * a session (IAM API reference, ListAccessKeys). Throws as `callSigned` does.
 */
export async function listAccessKeys(key: SigningKey, partition: Partition, userName: string, clock: AwsClock): Promise<AccessKeyFacts[]> {
  const body = new URLSearchParams({ Action: 'ListAccessKeys', Version: '2010-05-08', UserName: userName }).toString();
  const answer = await callSigned(key, iamOf(partition), clock, { call: 'ListAccessKeys', values: {} }, body, keysSchema);
  return answer.ListAccessKeysResponse.ListAccessKeysResult.AccessKeyMetadata.map(({ AccessKeyId, Status, CreateDate }) =>
    ({ accessKeyId: AccessKeyId, active: Status === 'Active', createdAt: CreateDate }));
}
