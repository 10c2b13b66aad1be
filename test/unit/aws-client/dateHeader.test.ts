import { afterEach, describe, expect, it, vi } from 'vitest';
import { readAwsTime } from '../../../src/aws/dateHeader.js';

afterEach(() => vi.unstubAllGlobals());

describe('the time at AWS', () => {
  it('is read from an answer of the sign-in host that nobody signed in for', async () => {
    const asked: [string, RequestInit][] = [];
    vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
      asked.push([address, init]);
      return new Response('refused', { status: 400, headers: { date: 'Wed, 25 Nov 2026 00:00:07 GMT' } });
    });
    let now = 1000;
    expect(await readAwsTime('us-east-1.signin.aws.amazon.com', () => now += 10)).toEqual({ askedAt: 1010, answeredAt: 1020, at: Date.UTC(2026, 10, 25, 0, 0, 7) });
    const [[address, init] = []] = asked;
    expect([address, init?.credentials, init?.body]).toEqual(['https://us-east-1.signin.aws.amazon.com/federation', 'omit', undefined]);
  });

  it('is not known where no answer comes, or one without a date', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    expect(await readAwsTime('x', Date.now)).toBeUndefined();
    vi.stubGlobal('fetch', async () => new Response(''));
    expect(await readAwsTime('x', Date.now)).toBeUndefined();
  });
});
