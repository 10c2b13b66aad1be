import { vi } from 'vitest';
import { answerApi } from '../../aws/api.js';
import { readHost } from '../../aws/hosts.js';
import type { Call } from '../../aws/http.js';
import type { World } from '../../aws/world.js';

/** Lets `fetch` reach the emulated AWS without a network, as a browser would with permission for every host. */
export function fetchFrom(world: World): void {
  vi.stubGlobal('fetch', async (asked: string | Request, init: RequestInit = {}) => {
    const request = typeof asked === 'string' ? undefined : asked;
    const { host, pathname, search, searchParams } = new URL(request?.url ?? String(asked));
    const call: Call = {
      method: request?.method ?? init.method ?? 'GET', authority: host, host, secure: true, url: pathname + search, path: pathname, query: searchParams,
      headers: { ...request ? Object.fromEntries(request.headers) : init.headers as Record<string, string>, host },
      body: Buffer.from(request ? await request.text() : String(init.body ?? '')),
    };
    const place = readHost(host);
    if (place.kind !== 'api') throw new TypeError(`there is no API at ${host}`);
    const { status, headers, body } = await answerApi(world, call, place);
    return new Response(body, { status, headers: { ...headers as Record<string, string>, date: new Date(world.now()).toUTCString() } });
  });
}
