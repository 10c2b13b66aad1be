import { answerCloudTrail } from './cloudtrail.js';
import { preflight } from './cors.js';
import { type Call, parametersOf, type Reply } from './http.js';
import { answerIam } from './iam.js';
import { answerS3 } from './s3.js';
import { claimedScope } from './sigv4.js';
import { answerSts } from './sts.js';
import type { World } from './world.js';

const services = new Map(Object.entries({ sts: answerSts, s3: answerS3, iam: answerIam, cloudtrail: answerCloudTrail }));

/**
 * An API call. A host of AWS names its service and region; on 127.0.0.1 the service is the one that the call is signed for, and any
 * region will do. What is not signed there is taken for STS, which refuses it in its own words.
 */
export async function answerApi(world: World, call: Call, named: { service?: string; region?: string } = {}): Promise<Reply> {
  if (named.service === undefined && call.method === 'OPTIONS') return preflight(world, call);
  const name = named.service ?? claimedScope(call)?.service ?? 'sts';
  const answer = services.get(name);
  if (answer === undefined) return { status: 501, headers: { 'content-type': 'text/plain' }, body: `The emulated AWS has no service ${name}\n` };
  return answer(world, call, named.region);
}

/** What a call asks for, for the record of requests. */
export function actionOf(call: Call): string | undefined {
  return parametersOf(call).get('Action') ?? call.headers['x-amz-target']?.split('.').pop();
}
