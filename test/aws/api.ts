import { randomUUID } from 'node:crypto';
import { answerCloudTrail } from './cloudtrail.js';
import { corsHeaders, preflight } from './cors.js';
import type { AwsError } from './errors.js';
import { readHost } from './hosts.js';
import { type Call, parametersOf, type Reply } from './http.js';
import { answerIam } from './iam.js';
import { jsonError } from './jsonProtocol.js';
import { answerOrganizations } from './organizations.js';
import { queryError } from './queryXml.js';
import { answerS3, s3Error } from './s3.js';
import { claimedScope } from './sigv4.js';
import { answerSts, stsError } from './sts.js';
import type { World } from './world.js';

const services = new Map(Object.entries({ sts: answerSts, s3: answerS3, iam: answerIam, cloudtrail: answerCloudTrail, organizations: answerOrganizations }));

/**
 * An API call. A host of AWS names its service and region; on 127.0.0.1 the service is the one that the call is signed for, and any
 * region will do. What is not signed there is taken for STS, which refuses it in its own words.
 */
export async function answerApi(world: World, call: Call, named: { service?: string; region?: string } = {}): Promise<Reply> {
  if (named.service === undefined && call.method === 'OPTIONS') return preflight(world, call);
  const name = serviceOf(call, named.service);
  const answer = services.get(name);
  if (answer === undefined) return { status: 501, headers: { 'content-type': 'text/plain' }, body: `The emulated AWS has no service ${name}\n` };
  return answer(world, call, named.region);
}

/** A refusal that no service has made, in the form of the service that is called. */
export function errorReply(world: World, call: Call, error: AwsError): Reply {
  switch (calledService(call)) {
    case 's3': return s3Error(error);
    case 'cloudtrail':
    case 'organizations': return jsonError(error);
    case 'iam': return queryError('https://iam.amazonaws.com/doc/2010-05-08/', error, randomUUID());
    default: return stsError(world, call, error);
  }
}

/** The CORS headers that any answer to the call has, if it is for a service that other sites may call. */
export function corsOf(world: World, call: Call): Reply['headers'] {
  return calledService(call) === 'sts' ? corsHeaders(world, call) : {};
}

function calledService(call: Call): string | undefined {
  const place = readHost(call.host);
  return place.kind === 'api' ? serviceOf(call, place.service) : undefined;
}

function serviceOf(call: Call, named: string | undefined): string {
  return named ?? claimedScope(call)?.service ?? 'sts';
}

/** What a call asks for, for the record of requests. */
export function actionOf(call: Call): string | undefined {
  return parametersOf(call).get('Action') ?? call.headers['x-amz-target']?.split('.').pop();
}
