import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSts, type Sts } from '../../../src/aws/sts.js';
import { type AwsClock, offsetAfter } from '../../../src/core/clock.js';
import { type Emulator, startEmulator } from '../../aws/emulator.js';
import { failureOf } from '../scenario.js';

const minute = 60_000;
const region = 'us-east-1';
let emulator: Emulator;
let awsAheadMs = 0;
let known = 0;
let sts: Sts;

const clock: AwsClock = {
  offsetMs: async () => known,
  note: async (reading) => { known = offsetAfter(known, reading); },
};

beforeAll(async () => {
  emulator = await startEmulator({ now: () => Date.now() + awsAheadMs });
  sts = createSts(clock, { endpoint: emulator.api.endpoint });
});
afterAll(() => emulator.close());
beforeEach(() => { [awsAheadMs, known] = [0, 0]; });

const requests = (): number => emulator.requests.filter(({ action }) => action === 'GetSessionToken').length;

async function session() {
  const { accessKeyId, secretAccessKey, mfaSerial } = emulator.alice;
  const before = requests();
  const credentials = await sts.getSessionToken({ accessKeyId, secretAccessKey }, region, { mfaSerial, code: emulator.device.freshCode(), durationSeconds: 3600 }, {});
  return { credentials, minutesLeft: Math.round((credentials.expiresAt - Date.now()) / minute), calls: requests() - before };
}

describe('with a clock that is off', () => {
  it.each([
    ['right', 0, 1, 0],
    ['3 minutes behind', 3, 1, 3], ['3 minutes ahead', -3, 1, -3],
    ['10 minutes behind', 10, 1, 10], ['10 minutes ahead', -10, 1, -10],
    ['20 minutes behind', 20, 2, 20], ['20 minutes ahead', -20, 2, -20],
    ['a day behind', 1440, 2, 1440], ['a day ahead', -1440, 2, -1440],
  ])('(%s) the code is taken, the call repeated once at most, and the session’s end told by the computer’s clock', async (_, off, calls, read) => {
    awsAheadMs = off * minute;
    const made = await session();
    expect([made.calls, made.minutesLeft, Math.round(known / minute)]).toEqual([calls, 60, read]);
  });

  it('every later call is signed with AWS’s time at once', async () => {
    awsAheadMs = 1440 * minute;
    await session();
    expect((await session()).calls).toBe(1);
  });

  it('a call that is refused for its time again is not made a third time', async () => {
    awsAheadMs = 1440 * minute;
    const stubborn = createSts({ offsetMs: async () => 0, note: async () => { awsAheadMs += 1440 * minute; } }, { endpoint: emulator.api.endpoint });
    const { accessKeyId, secretAccessKey } = emulator.alice;
    const before = emulator.requests.length;
    expect((await failureOf(stubborn.getCallerIdentity({ accessKeyId, secretAccessKey }, region))).kind).toBe('clockWrong');
    expect(emulator.requests.length - before).toBe(2);
  });
});

describe('a call of STS', () => {
  it('is made once, whatever becomes of it: who calls decides whether it may be repeated', async () => {
    const before = emulator.requests.length;
    const { accessKeyId } = emulator.alice;
    expect((await failureOf(sts.getCallerIdentity({ accessKeyId, secretAccessKey: 'x'.repeat(40) }, region))).kind).toBe('secretWrong');
    expect(emulator.requests.length - before).toBe(1);
  });

  it('that gets no answer names the host whose permission may mend it', async () => {
    const nowhere = createSts(clock, { endpoint: 'http://127.0.0.1:1' });
    expect(await failureOf(nowhere.getCallerIdentity({ accessKeyId: 'AKIA', secretAccessKey: 'x' }, region))).toMatchObject({
      kind: 'unreachable', values: { host: 'sts.us-east-1.amazonaws.com' }, origins: ['https://sts.us-east-1.amazonaws.com/*'],
    });
  });
});
