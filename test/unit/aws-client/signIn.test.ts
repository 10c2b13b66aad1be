import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getSignInToken } from '../../../src/aws/signIn.js';
import type { AwsClock } from '../../../src/core/clock.js';
import type { SignInToken } from '../../../src/core/journey.js';
import { failureOf } from '../scenario.js';

const credentials = { accessKeyId: 'ASIAEXAMPLE', secretAccessKey: 'the secret', sessionToken: 'the/token+==', expiresAt: 0 };
const host = 'us-east-1.signin.aws.amazon.com';
const ask = (seconds?: number): Promise<SignInToken> => getSignInToken(credentials, host, clock, seconds);
let readings: number[];
const clock: AwsClock = { offsetMs: async () => 0, note: async (offsetMs) => { readings.push(offsetMs); } };
let sent: { url: string; init: RequestInit }[];
let respond: () => Promise<Response>;

beforeEach(() => {
  [sent, readings] = [[], []];
  respond = async () => Response.json({ SigninToken: 'sign-in-token' });
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    return respond();
  });
});
afterEach(() => vi.unstubAllGlobals());

const only = () => {
  const [call, ...others] = sent;
  if (!call || others.length > 0) throw new TypeError(`${sent.length} requests were sent`);
  return { ...call, body: new URLSearchParams(String(call.init.body)) };
};

describe('asking for a sign-in token', () => {
  it('gives the token', async () => {
    expect(await ask()).toEqual({ token: 'sign-in-token' });
  });

  it('posts the credentials in the body, and has nothing of them in the address', async () => {
    await ask();
    const { url, init, body } = only();
    expect([init.method, url]).toEqual(['POST', `https://${host}/federation`]);
    expect(body.get('Action')).toBe('getSigninToken');
    expect(JSON.parse(body.get('Session') ?? '')).toEqual({
      sessionId: 'ASIAEXAMPLE', sessionKey: 'the secret', sessionToken: 'the/token+==',
    });
  });

  it('does not ask for a length, which AWS refuses for a role session out of an MFA session', async () => {
    await ask();
    expect([...only().body.keys()]).toEqual(['Action', 'Session']);
  });

  it('asks for a length where it is told to, and once more without it when AWS will not have it', async () => {
    const now = Date.now();
    const { endsAt = 0 } = await ask(43_200);
    expect([endsAt >= now + 43_200_000, endsAt <= Date.now() + 43_200_000]).toEqual([true, true]);
    expect(only().body.get('SessionDuration')).toBe('43200');
    sent = [];
    respond = async () => (sent.length === 1 ? new Response('', { status: 400 }) : Response.json({ SigninToken: 'second' }));
    expect(await ask(7273)).toEqual({ token: 'second' });
    expect(sent.map(({ init }) => new URLSearchParams(String(init.body)).get('SessionDuration'))).toEqual(['7273', null]);
  });

  it('asks once only where no length was asked, or the refusal is another', async () => {
    respond = async () => new Response('', { status: 400 });
    expect((await failureOf(ask())).kind).toBe('signInRefused');
    respond = async () => new Response('', { status: 503 });
    expect((await failureOf(ask(3600))).values['status']).toBe('503');
    expect(sent).toHaveLength(2);
  });

  it('reads AWS’s clock from the date of the answer, and from none that it does not believe', async () => {
    const dated = (status: number, date: string) => async () => Response.json({ SigninToken: 'token' }, { status, headers: { date } });
    respond = dated(200, new Date(Date.now() + 660_000).toUTCString());
    await ask();
    expect(readings.map((reading) => Math.round(reading / 60_000))).toEqual([11]);
    for (respond of [dated(503, new Date(0).toUTCString()), dated(200, 'yesterday'), async () => Response.json({ SigninToken: 'token' })]) await ask().catch(() => undefined);
    expect(readings).toHaveLength(1);
  });

  it('leaves cookies, cache, referrer and redirects out of it, and does not wait forever', async () => {
    await ask();
    expect(only().init).toMatchObject({ credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' });
    expect(only().init.signal).toBeInstanceOf(AbortSignal);
  });
});

describe('a sign-in that does not come', () => {
  it.each([400, 403, 500])('because AWS answers %i is refused with the status, and what AWS wrote is not repeated', async (status) => {
    respond = async () => new Response(`Invalid ${credentials.secretAccessKey}`, { status });
    expect(await failureOf(ask())).toEqual({ kind: 'signInRefused', values: { host, status: String(status) } });
  });

  it.each([
    ['a page', '<html>'], ['nothing', ''], ['null', 'null'], ['a text', '"x"'], ['no token', '{}'], ['an empty token', '{"SigninToken":""}'],
    ['a number', '{"SigninToken":1}'],
  ])('because the answer is %s is refused', async (_, body) => {
    respond = async () => new Response(body);
    expect((await failureOf(ask())).kind).toBe('signInRefused');
  });

  it('because the answer broke off says so, so that it may be asked for again', async () => {
    respond = async () => new Response('{"SigninToken":"half of a tok');
    expect(await failureOf(ask())).toEqual({ kind: 'answerCut', values: { host, status: '200' } });
  });

  it('because there is no network is unreachable, and the error’s own words are not repeated', async () => {
    respond = () => Promise.reject(new TypeError(`failed ${credentials.secretAccessKey}`));
    expect(await failureOf(ask())).toEqual({ kind: 'unreachable', values: { host } });
  });

  it('is asked for once: whoever asks may ask again', async () => {
    respond = async () => new Response('', { status: 500 });
    await failureOf(ask());
    expect(sent).toHaveLength(1);
  });
});
