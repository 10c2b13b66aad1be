import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';

const bodyLimitBytes = 1_048_576;

/** A request that has arrived whole. */
export interface Call {
  method: string;
  /** The Host header as it was sent, without a port that is the scheme's own. */
  authority: string;
  /** The host alone, in lower case. */
  host: string;
  secure: boolean;
  /** Path and query as sent. */
  url: string;
  /** The path as sent, not decoded. */
  path: string;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/** What to answer. A header with several values becomes several lines. */
export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string;
}

/**
 * A listener that reads the whole request, lets `answer` decide, and writes its reply, or destroys the connection of a call that is
 * dropped. `now` tells the time for the Date header.
 */
export function listener(secure: boolean, now: () => number, answer: (call: Call) => Promise<Reply | 'dropped'>): RequestListener {
  return (request, response) => {
    void readCall(request, secure)
      .then(answer)
      .catch((cause: unknown) => request.errored === null ? brokenReply(cause) : undefined)
      .then((reply) => {
        if (reply === 'dropped') request.socket.destroy();
        else if (reply !== undefined) write(response, reply, now());
      });
  };
}

/** The parameters of a form body, or none when the body is something else. */
export function formOf(call: Call): URLSearchParams {
  const isForm = call.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return new URLSearchParams(isForm ? call.body.toString('utf8') : '');
}

/** The parameters of query and body together, as the Query protocol and the federation endpoint take either. */
export function parametersOf(call: Call): URLSearchParams {
  return new URLSearchParams([...call.query, ...formOf(call)]);
}

/** An HTML reply. */
export function html(status: number, body: string, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers }, body };
}

/** A JSON reply. */
export function json(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers }, body: JSON.stringify(value) };
}

/** A redirect that is followed with GET. */
export function redirect(location: string, headers: Reply['headers'] = {}): Reply {
  return { status: 302, headers: { location, 'cache-control': 'no-store', ...headers }, body: '' };
}

async function readCall(request: IncomingMessage, secure: boolean): Promise<Call> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > bodyLimitBytes) throw new Error('The request is larger than the emulator takes');
    chunks.push(chunk);
  }
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const authority = (request.headers.host ?? '').replace(secure ? /:443$/ : /:80$/, '');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value ?? '']),
  );
  return {
    method: request.method ?? 'GET', authority, host: authority.replace(/:\d+$/, '').toLowerCase(), secure, url,
    path: mark < 0 ? url : url.slice(0, mark), query: new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1)),
    headers, body: Buffer.concat(chunks),
  };
}

function brokenReply(cause: unknown): Reply {
  console.error('The emulated AWS failed:', cause);
  return { status: 500, headers: { 'content-type': 'text/plain' }, body: 'The emulated AWS failed. Its log says why.' };
}

function write(response: ServerResponse, reply: Reply, now: number): void {
  response.sendDate = false;
  response.writeHead(reply.status, { date: new Date(now).toUTCString(), ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
