import { STATUS_CODES } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { actionOf, corsOf, errorReply } from './api.js';
import { AwsError } from './errors.js';
import type { Due } from './faults.js';
import { readHost } from './hosts.js';
import type { Call, Reply } from './http.js';
import { refusalPage } from './signinPages.js';
import type { World } from './world.js';

/** Answers a call, or lets befall it what is due. A preflight is nobody's action: browsers make it, and nothing befalls it. */
export async function answerOrMisbehave(world: World, call: Call, answer: (call: Call) => Promise<Reply>): Promise<Reply | 'dropped'> {
  const due = call.method === 'OPTIONS' ? undefined : world.faults.next(befallenAction(call));
  return due === undefined ? answer(call) : befall(world, call, due, () => answer(call));
}

async function befall(world: World, call: Call, { mishap, ended }: Due, answer: () => Promise<Reply>): Promise<Reply | 'dropped'> {
  const cors = corsOf(world, call);
  switch (mishap.kind) {
    case 'delay': {
      const reply = await answer();
      await Promise.race([sleep(mishap.ms, undefined, { ref: false }), ended]);
      return reply;
    }
    case 'hang':
      await ended;
      return 'dropped';
    case 'drop':
      if (mishap.when === 'after') await answer();
      return 'dropped';
    case 'html': return proxyPage(mishap.status, cors);
    case 'empty': return { status: mishap.status, headers: cors, body: '' };
    case 'garbled': return halved(await answer());
    case 'huge': return { status: 200, headers: { 'content-type': 'text/xml', ...cors }, body: 'x'.repeat(mishap.bytes) };
    case 'throttle': return refusal(world, call, new AwsError(400, 'Throttling', 'Rate exceeded'));
    case 'error': return refusal(world, call, new AwsError(mishap.status, mishap.code, mishap.message));
  }
}

/** The name by which a fault finds the call. A page's pictures, scripts and own calls are not pages. */
function befallenAction(call: Call): string | undefined {
  if (readHost(call.host).kind !== 'console') return actionOf(call);
  return /^\/(static|api)\//.test(call.path) ? undefined : 'console';
}

function refusal(world: World, call: Call, error: AwsError): Reply {
  const { kind } = readHost(call.host);
  return kind === 'signin' || kind === 'console' ? refusalPage(error.message, '', error.status) : errorReply(world, call, error);
}

/** The page of an AWS load balancer that has nobody to pass a call to. */
function proxyPage(status: number, cors: Reply['headers']): Reply {
  const title = `${status} ${STATUS_CODES[status] ?? 'Error'}`;
  return {
    status, headers: { server: 'awselb/2.0', 'content-type': 'text/html', ...cors },
    body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}

function halved(reply: Reply): Reply {
  return { ...reply, status: 200, body: reply.body.slice(0, Math.floor(reply.body.length / 2)) };
}
