import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import { createTlsIdentity } from '../aws/tls.js';

/** A web server that is not AWS's, and keeps what reaches it. */
export interface Elsewhere {
  readonly host: string;
  readonly port: number;
  readonly spki: string;
  /** `GET host/path` of every request, with whatever body it had, oldest first. */
  readonly arrived: readonly string[];
  /** The host name that every connection asked for, also of those on which nothing was requested. */
  readonly connected: readonly string[];
  close(): Promise<void>;
}

/** What such a server answers. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const page: Answer = { status: 200, headers: { 'content-type': 'text/html', 'access-control-allow-origin': '*' }, body: '<title>Elsewhere</title>' };

/** Starts such a server on a free port. It answers everything, and lets everyone read the answer, unless it is told otherwise. */
export async function startElsewhere(host: string, answer: (request: IncomingMessage) => Answer = () => page): Promise<Elsewhere> {
  const identity = await createTlsIdentity();
  const arrived: string[] = [];
  const connected: string[] = [];
  const server = createServer(identity, (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push(`${request.method} ${request.headers.host}${request.url} ${Buffer.concat(chunks).toString()}`.trim());
      const { status, headers, body } = answer(request);
      response.writeHead(status, headers).end(body);
    });
  });
  server.on('secureConnection', (socket) => connected.push(String(socket.servername)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    host, arrived, connected, spki: identity.spki,
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}
