import type { Call, Reply } from './http.js';
import type { World } from './world.js';

/**
 * STS lets any page call it (AWS SDK for JavaScript, SERVICES.md: "Allows CORS"). The Date header is not exposed, so a page without
 * host permission cannot read AWS's time. Switched off, a fetch without host permission stops at its preflight; AWS lets preflights
 * be kept for two days, here they are not kept, so that the switch works at once.
 */
export function corsHeaders(world: World, call: Call): Reply['headers'] {
  if (!world.behaviour.stsCors || call.headers['origin'] === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-id-2',
  };
}

/** The answer to a preflight. */
export function preflight(world: World, call: Call): Reply {
  if (!world.behaviour.stsCors) return { status: 403, headers: {}, body: '' };
  return {
    status: 200,
    headers: {
      ...corsHeaders(world, call),
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': call.headers['access-control-request-headers'] ?? '',
      'access-control-max-age': String(world.behaviour.preflightSeconds),
    },
    body: '',
  };
}
