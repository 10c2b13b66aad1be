import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import { type Call, json, type Reply } from './http.js';
import { mayDo } from './policy.js';
import { type Refusal, signatureMismatch } from './sigv4.js';
import type { CloudTrailEvent } from './trail.js';
import type { World } from './world.js';

const pageLimit = 50;

/** Why a call is denied, in AWS's words (IAM User Guide, "Troubleshoot access denied error messages"). */
const reasons = {
  scp: 'with an explicit deny in a service control policy',
  session: 'because no session policy allows the cloudtrail:LookupEvents action',
  other: 'because no identity-based policy allows the cloudtrail:LookupEvents action',
};

/** What LookupEvents is asked (CloudTrail API reference). Times are seconds since the epoch. */
interface Lookup {
  LookupAttributes?: { AttributeKey: string; AttributeValue: string }[];
  StartTime?: number;
  EndTime?: number;
  MaxResults?: number;
  NextToken?: string;
}

/** CloudTrail's JSON protocol. LookupEvents is all that there is of it, and it is subject to the policies like any other call. */
export async function answerCloudTrail(world: World, call: Call, region: string | undefined): Promise<Reply> {
  try {
    const verified = await identifyCaller(world, call, { service: 'cloudtrail', region, windowMinutes: 5 });
    if ('refused' in verified) throw errorOf(verified);
    if (call.headers['x-amz-target']?.endsWith('CloudTrail_20131101.LookupEvents') !== true) throw new AwsError(400, 'UnknownOperationException', '');
    const { credential: caller, scope } = verified;
    return json(200, await lookupEvents(world, caller, scope.region, call), { 'content-type': 'application/x-amz-json-1.1' });
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return cloudTrailError(cause);
  }
}

/** A refusal in the JSON protocol of CloudTrail. */
export function cloudTrailError({ status, code, message }: AwsError): Reply {
  return json(status, { __type: code, message }, { 'content-type': 'application/x-amz-json-1.1' });
}

async function lookupEvents(world: World, caller: Credential, region: string, call: Call): Promise<Record<string, unknown>> {
  const lookup = lookupIn(call.body.toString('utf8'));
  const { principal } = caller;
  const answer = await mayDo(world.organization, {
    caller, action: 'cloudtrail:LookupEvents', resource: '*', resourceAccountId: principal.accountId, region, now: world.now(),
  });
  const error = answer.allowed ? undefined : new AwsError(
    400, 'AccessDeniedException', `User: ${principal.arn} is not authorized to perform: cloudtrail:LookupEvents ${reasons[answer.denied]}`,
  );
  const found = world.events.filter((event) => event.recipientAccountId === principal.accountId && matches(event, lookup)).reverse();
  world.record({
    caller, eventSource: 'cloudtrail.amazonaws.com', eventName: 'LookupEvents', region, userAgent: call.headers['user-agent'],
    requestParameters: { ...lookup }, error,
  });
  if (error !== undefined) throw error;
  return page(found, lookup);
}

function lookupIn(text: string): Lookup {
  try {
    const lookup: unknown = JSON.parse(text === '' ? '{}' : text);
    if (typeof lookup === 'object' && lookup !== null) return lookup;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  throw new AwsError(400, 'SerializationException', 'The request is not a JSON object');
}

function page(found: CloudTrailEvent[], { MaxResults = pageLimit, NextToken = '0' }: Lookup): Record<string, unknown> {
  if (MaxResults < 1 || MaxResults > pageLimit) throw new AwsError(400, 'InvalidMaxResultsException', `A limit of 1 to ${pageLimit} is required.`);
  const start = Number(Buffer.from(NextToken, 'base64').toString('utf8') || '0');
  const from = NextToken === '0' ? 0 : start;
  if (!Number.isInteger(from)) throw new AwsError(400, 'InvalidNextTokenException', 'Invalid NextToken.');
  const end = from + MaxResults;
  return {
    Events: found.slice(from, end).map(listed),
    ...(end < found.length ? { NextToken: Buffer.from(String(end)).toString('base64') } : {}),
  };
}

function listed(event: CloudTrailEvent): Record<string, unknown> {
  return {
    EventId: event.eventID,
    EventName: event.eventName,
    ReadOnly: String(event.readOnly),
    AccessKeyId: event.userIdentity.accessKeyId,
    EventTime: Date.parse(event.eventTime) / 1000,
    EventSource: event.eventSource,
    Username: usernameOf(event),
    Resources: [],
    CloudTrailEvent: JSON.stringify(event),
  };
}

function usernameOf({ userIdentity }: CloudTrailEvent): string {
  return userIdentity.userName ?? userIdentity.arn.slice(userIdentity.arn.lastIndexOf('/') + 1);
}

function matches(event: CloudTrailEvent, { LookupAttributes = [], StartTime = 0, EndTime = Infinity }: Lookup): boolean {
  const at = Date.parse(event.eventTime) / 1000;
  const attributes = new Map(Object.entries({
    EventId: event.eventID, EventName: event.eventName, ReadOnly: String(event.readOnly), EventSource: event.eventSource,
    AccessKeyId: event.userIdentity.accessKeyId, Username: usernameOf(event),
  }));
  return at >= StartTime && at <= EndTime && LookupAttributes.every(({ AttributeKey, AttributeValue }) => attributes.get(AttributeKey) === AttributeValue);
}

/** The codes of the JSON protocol for a signature that is not taken. */
function errorOf({ refused, detail }: Refusal): AwsError {
  switch (refused) {
    case 'missing': return new AwsError(400, 'MissingAuthenticationTokenException', 'Missing Authentication Token');
    case 'malformed': return new AwsError(400, 'IncompleteSignatureException', 'The request signature does not conform to AWS standards.');
    case 'unknown key':
    case 'bad token': return new AwsError(400, 'UnrecognizedClientException', 'The security token included in the request is invalid.');
    case 'expired token': return new AwsError(400, 'ExpiredTokenException', 'The security token included in the request is expired');
    default: return new AwsError(400, 'InvalidSignatureException', detail ?? signatureMismatch);
  }
}
