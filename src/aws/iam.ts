import { parseXML } from '@aws-sdk/xml-builder';
import * as v from 'valibot';
import { checkAccessKeyId, checkSecretAccessKey } from '../core/accessKey.js';
import type { AccessKeyFacts, LastUse, MfaDevice } from '../core/accessKeys.js';
import type { NewKey } from '../core/keyMemory.js';
import type { AwsClock } from '../core/clock.js';
import { type Partition, partitions } from '../core/partitions.js';
import type { Call } from './refusalRules.js';
import { callSigned, type Service } from './signedCalls.js';
import type { SigningKey } from './stsCalls.js';

/** With whose key IAM is called, and where. */
export interface IamLine {
  readonly key: SigningKey;
  readonly partition: Partition;
  readonly clock: AwsClock;
}

/** A list of IAM's as its XML gives it: nothing, one member, or several. */
const members = <Schema extends v.GenericSchema>(member: Schema) => v.pipe(
  v.union([v.pipe(v.literal(''), v.transform(() => ({ member: [] }))), v.object({ member: v.union([v.array(v.unknown()), v.record(v.string(), v.unknown())]) })]),
  v.transform((list) => (Array.isArray(list.member) ? list.member : [list.member])),
  v.array(member),
);
/** What is no date is no number either. */
const moment = v.pipe(v.string(), v.transform(Date.parse), v.number());
const keyId = v.pipe(v.string(), v.regex(/^\w{16,128}$/));

const keysSchema = v.object({ AccessKeyMetadata: members(v.object({ AccessKeyId: keyId, Status: v.string(), CreateDate: moment })) });
const newKeySchema = v.object({
  AccessKey: v.object({
    AccessKeyId: v.pipe(v.string(), v.check((id) => 'value' in checkAccessKeyId(id))),
    SecretAccessKey: v.pipe(v.string(), v.check((secret) => 'value' in checkSecretAccessKey(secret))),
    CreateDate: moment,
  }),
});
const lastUseSchema = v.object({ AccessKeyLastUsed: v.object({ LastUsedDate: v.exactOptional(moment), ServiceName: v.string() }) });
const devicesSchema = v.object({ MFADevices: members(v.object({ SerialNumber: v.pipe(v.string(), v.maxLength(256)), EnableDate: moment })) });
/** Some answers have no content: that they came is all that there is to see. */
const doneSchema = v.unknown();
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

/** One call. Nothing is kept of an answer that is none: it may be half of a new key. Throws as `callSigned` does. */
async function callIam<Schema extends v.GenericSchema>(
  { key, partition, clock }: IamLine, call: Call, parameters: Readonly<Record<string, string>>, schema: Schema,
): Promise<v.InferOutput<Schema>> {
  const body = new URLSearchParams({ Action: call, Version: '2010-05-08', ...parameters }).toString();
  const answer = v.pipe(v.object({ [`${call}Response`]: v.record(v.string(), v.unknown()) }), v.transform((content) => content[`${call}Response`]?.[`${call}Result`]), schema);
  return callSigned(key, iamOf(partition), clock, { call, values: {} }, body, answer);
}

/**
 * The access keys of a user, two at most. The user is named, because IAM knows it by the signing key only where that is none of
 * a session (IAM API reference, ListAccessKeys). Throws as `callSigned` does.
 */
export async function listAccessKeys(line: IamLine, userName: string): Promise<AccessKeyFacts[]> {
  const { AccessKeyMetadata } = await callIam(line, 'ListAccessKeys', { UserName: userName }, keysSchema);
  return AccessKeyMetadata.map(({ AccessKeyId, Status, CreateDate }) =>
    ({ accessKeyId: AccessKeyId, active: Status === 'Active', createdAt: CreateDate }));
}

/** When and for what a key was used last; without a moment when it never was (IAM API reference, AccessKeyLastUsed). */
export async function accessKeyLastUsed(line: IamLine, accessKeyId: string): Promise<LastUse> {
  const { AccessKeyLastUsed: { LastUsedDate, ServiceName } } = await callIam(line, 'GetAccessKeyLastUsed', { AccessKeyId: accessKeyId }, lastUseSchema);
  return LastUsedDate === undefined ? {} : { at: LastUsedDate, service: ServiceName };
}

/** Makes another access key. Never repeated by itself: each call that arrives makes one. Throws `limitReached` for a third. */
export async function createAccessKey(line: IamLine, userName: string): Promise<NewKey> {
  const { AccessKey: { AccessKeyId, SecretAccessKey, CreateDate } } = await callIam(line, 'CreateAccessKey', { UserName: userName }, newKeySchema);
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, createdAt: CreateDate };
}

/** Switches an access key on or off. */
export async function updateAccessKey(line: IamLine, userName: string, accessKeyId: string, active: boolean): Promise<void> {
  const parameters = { UserName: userName, AccessKeyId: accessKeyId, Status: active ? 'Active' : 'Inactive' };
  await callIam(line, 'UpdateAccessKey', parameters, doneSchema);
}

export async function deleteAccessKey(line: IamLine, userName: string, accessKeyId: string): Promise<void> {
  await callIam(line, 'DeleteAccessKey', { UserName: userName, AccessKeyId: accessKeyId }, doneSchema);
}

/** A user's MFA devices, eight at most, those among them that STS does not take. */
export async function listMfaDevices(line: IamLine, userName: string): Promise<MfaDevice[]> {
  const { MFADevices } = await callIam(line, 'ListMFADevices', { UserName: userName }, devicesSchema);
  return MFADevices.map(({ SerialNumber, EnableDate }) => ({ serial: SerialNumber, enabledAt: EnableDate }));
}
