import { afterEach, beforeEach, vi } from 'vitest';
import type { AwsClock } from '../../../src/core/clock.js';
import { answerApi } from '../../aws/api.js';
import { readHost } from '../../aws/hosts.js';
import type { Call } from '../../aws/http.js';
import { createWorld, type World } from '../../aws/world.js';

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

/** The emulated AWS, another for each test, whose clock is ahead by `aheadMs`, and what our side knows of that. */
export function emulatedForEach() {
  const here = { world: undefined as unknown as World, aheadMs: 0, known: 0 };
  const clock: AwsClock = { offsetMs: async () => here.known, note: async (reading) => { here.known = reading; } };
  beforeEach(() => {
    Object.assign(here, { aheadMs: 0, known: 0, world: createWorld(() => Date.now() + here.aheadMs, 'on') });
    fetchFrom(here.world);
  });
  afterEach(() => vi.unstubAllGlobals());
  return { here, clock };
}
