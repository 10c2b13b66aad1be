import { identifyCaller } from './callers.js';
import type { Credential } from './credentials.js';
import { AwsError } from './errors.js';
import type { Call, Reply } from './http.js';
import { deniedByPolicy, jsonBody, jsonError, jsonResult, unsignedError } from './jsonProtocol.js';
import { mayDo } from './policy.js';
import type { CloudTrailEvent } from './trail.js';
import type { World } from './world.js';

const pageLimit = 50;

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
    if ('refused' in verified) throw unsignedError(verified);
    if (call.headers['x-amz-target']?.endsWith('CloudTrail_20131101.LookupEvents') !== true) throw new AwsError(400, 'UnknownOperationException', '');
    const { credential: caller, scope } = verified;
    return jsonResult(await lookupEvents(world, caller, scope.region, call));
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    return jsonError(cause);
  }
}

async function lookupEvents(world: World, caller: Credential, region: string, call: Call): Promise<Record<string, unknown>> {
  const lookup: Lookup = jsonBody(call);
  const { principal } = caller;
  const answer = await mayDo(world.organization, {
    caller, action: 'cloudtrail:LookupEvents', resource: '*', resourceAccountId: principal.accountId, region, now: world.now(),
  });
  const error = answer.allowed ? undefined : deniedByPolicy(caller, 'cloudtrail:LookupEvents', answer);
  const found = world.events.filter((event) => event.recipientAccountId === principal.accountId && matches(event, lookup)).reverse();
  world.record({
    caller, eventSource: 'cloudtrail.amazonaws.com', eventName: 'LookupEvents', region, userAgent: call.headers['user-agent'],
    requestParameters: { ...lookup }, error,
  });
  if (error !== undefined) throw error;
  return page(found, lookup);
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
