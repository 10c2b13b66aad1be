import { held, ours } from '../emulatedBrowser.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type AllAnswers, answer, audienceOf } from '../../../src/browser/asking.js';
import { consoleCalls, launchCalls, pageCalls, signInCalls } from '../../../src/protocol.js';

type Sender = Parameters<typeof audienceOf>[0];

const tables = { page: pageCalls, launch: launchCalls, console: consoleCalls, signIn: signInCalls };
const calls = Object.entries(tables).flatMap(([audience, table]) => Object.keys(table).map((call) => [audience, call] as const));
const consoleOrigin = 'https://us-east-1.console.aws.amazon.com';
const signInOrigin = 'https://us-east-1.signin.aws.amazon.com';
const entitled: Readonly<Record<keyof typeof tables, Sender>> = {
  page: { id: 'ours', origin: ours, url: `${ours}/popup.html`, frameId: 0 },
  launch: { id: 'ours', origin: ours, url: `${ours}/launch.html`, frameId: 0 },
  console: { id: 'ours', origin: consoleOrigin, url: `${consoleOrigin}/console/home`, frameId: 0 },
  signIn: { id: 'ours', origin: signInOrigin, url: `${signInOrigin}/federation`, frameId: 0 },
};

/** Senders who are nobody, however much they look like somebody who may ask. */
const strangers = Object.entries(entitled).flatMap(([audience, sender]): [string, Sender][] => [
  [`${audience} in a frame`, { ...sender, frameId: 1 }],
  [`${audience} of another extension`, { ...sender, id: 'other' }],
  [`${audience} without an extension`, { origin: sender.origin ?? '', url: sender.url ?? '', frameId: 0 }],
  [`${audience} that forges its address on a web page`, { ...sender, origin: 'https://evil.example' }],
  [`${audience} of no origin`, { ...sender, origin: 'null' }],
  [`${audience} of an empty origin`, { ...sender, origin: '' }],
  [`${audience} of another extension’s origin`, { ...sender, origin: 'chrome-extension://other' }],
]).concat([
  ...['background.html', '', 'constructor', '__proto__', 'POPUP.HTML', 'popup.html/', 'x/popup.html', 'popup%2ehtml'].map((path): [string, Sender] =>
    [`our page /${path}`, { ...entitled.page, url: `${ours}/${path}` }]),
  ...[
    'https://console.aws.amazon.com.evil.example', 'https://evil-console.aws.amazon.com', 'https://xconsole.aws.amazon.com', 'http://us-east-1.console.aws.amazon.com',
    'https://aws.amazon.com', 'https://signin.aws.amazon.com.evil.example', 'http://us-east-1.signin.aws.amazon.com', 'https://evil.example/https://us-east-1.console.aws.amazon.com',
  ].map((origin): [string, Sender] => [`a content script on ${origin}`, { ...entitled.console, origin }]),
]);

const ran: string[] = [];
const recorders = (calls: object): object =>
  Object.fromEntries(Object.keys(calls).map((call) => [call, (): Promise<null> => {
    ran.push(call);
    return Promise.resolve(null);
  }]));
const send = (message: unknown, sender: Sender): Promise<unknown> | undefined => held.listeners[0]?.(message, sender as never);
const refused = { failure: { kind: 'messageRefused', values: {} } };

const { lock, openRole, ...seldomCalls } = pageCalls;
const seldom = vi.fn(() => Promise.resolve(recorders(seldomCalls)));
answer({ page: recorders({ lock, openRole }), launch: recorders(launchCalls), console: recorders(consoleCalls), signIn: recorders(signInCalls), seldom } as unknown as AllAnswers);
beforeEach(() => { ran.length = 0; });

describe('a message', () => {
  it.each(Object.entries(entitled))('from %s is answered', async (audience, sender) => {
    expect(audienceOf(sender)).toBe(audience);
    const message = { page: { call: 'lock', asked: {} }, launch: { call: 'takeLaunch', asked: { nonce: 'x' } }, console: { call: 'hello', asked: {} }, signIn: { call: 'reached', asked: { page: 'other' } } };
    expect(await send(message[audience as keyof typeof tables], sender)).toEqual({ answer: null });
    expect(ran).toHaveLength(1);
  });

  it('that is seldom asked is answered by what is loaded then, and for nobody else', async () => {
    seldom.mockClear();
    for (const [audience, call] of [['launch', 'takeLaunch'], ['console', 'clearLog'], ['page', 'lock']] as const) await send({ call, asked: {} }, entitled[audience]);
    expect(seldom).not.toHaveBeenCalled();
    expect(await send({ call: 'clearLog', asked: {} }, entitled.page)).toEqual({ answer: null });
    expect(ran.at(-1)).toBe('clearLog');
    seldom.mockRejectedValueOnce(new Error('gone'));
    expect(await send({ call: 'clearLog', asked: {} }, entitled.page)).toMatchObject({ failure: { kind: 'unexpected' } });
  });

  it.each(strangers)('from %s is refused, whatever it asks', async (_, sender) => {
    expect(audienceOf(sender)).toBeUndefined();
    for (const [, call] of calls) {
      for (const asked of [{}, { id: 'x' }, { roleId: 'x' }, { nonce: 'x' }]) expect([call, await send({ call, asked }, sender)]).toEqual([call, refused]);
    }
    expect(ran).toEqual([]);
  });

  it.each(calls)('that is in the table of %s, %s, is refused to the others', async (audience, call) => {
    for (const [other, sender] of Object.entries(entitled).filter(([name]) => name !== audience)) {
      for (const asked of [{}, { id: 'x' }, { roleId: 'x' }, { nonce: 'x' }]) expect([other, await send({ call, asked }, sender)]).toEqual([other, refused]);
    }
    expect(ran).toEqual([]);
  });

  it.each(calls)('of %s, %s, is refused in another shape than its own', async (audience, call) => {
    const sender = entitled[audience as keyof typeof tables];
    for (const asked of [null, ['x'], 'x', 0, { more: 1 }, { id: 1 }, { roleId: ['x'] }, { nonce: null }, undefined]) {
      expect(await send({ call, asked }, sender)).toEqual(refused);
    }
    expect(await send({ call, asked: {}, more: 1 }, sender)).toEqual(refused);
    expect(await send({ call: [call], asked: {} }, sender)).toEqual(refused);
    expect(ran).toEqual([]);
  });
});
