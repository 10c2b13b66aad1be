import { describe, expect, it } from 'vitest';
import {
  consoleState, endingMs, endingSoon, isDue, isOpen, minutesLeft, nextEnd, resumePlace, seenPlace, shownConsoles, type TimedTab,
} from '../../../src/core/consoles.js';
import { roleNamed } from '../scenario.js';

const now = Date.UTC(2026, 0, 31);
const minutes = (count: number): number => now + count * 60_000;
const tab = (more: Partial<TimedTab> = {}): TimedTab => ({ roleId: 'role-prod', stage: 'open', endsAt: minutes(42), ...more });

describe('a console', () => {
  it.each([
    ['open', tab()], ['open', { roleId: 'role-prod', stage: 'open' } satisfies TimedTab], ['ending', tab({ endsAt: now + endingMs })], ['ending', tab({ endsAt: now + 1 })],
    ['ended', tab({ endsAt: now })], ['ended', tab({ stage: 'signingIn', endsAt: minutes(-1) })], ['signingIn', tab({ stage: 'signingIn' })], ['signingIn', tab({ stage: 'hop' })],
  ] as const)('is %s', (state, one) => expect(consoleState(one, now)).toBe(state));

  it('is led to while it lives, and is resumed with the others when it is about to end or has ended', () => {
    const states = Object.fromEntries((['signingIn', 'open', 'ending', 'ended'] as const).map((state) => {
      const one = { tabId: 1, roleId: 'role-prod', state };
      return [state, [isOpen(one), isDue(one)]];
    }));
    expect(states).toEqual({ signingIn: [false, false], open: [true, false], ending: [true, true], ended: [false, true] });
  });

  it('is listed in the order of the tabs, but not while its tab shows something else or is being signed out', () => {
    const tabs = { 12: tab({ endsAt: minutes(1) }), 3: tab(), 4: tab({ stage: 'away' }), 5: tab({ stage: 'signingOut' }) };
    expect(shownConsoles(tabs, now)).toEqual([
      { tabId: 3, roleId: 'role-prod', state: 'open', endsAt: minutes(42) }, { tabId: 12, roleId: 'role-prod', state: 'ending', endsAt: minutes(1) },
    ]);
  });
});

describe('the time left', () => {
  it.each([[minutes(42), 42], [minutes(42) + 1, 43], [now + 1, 1], [now, 0], [minutes(-3), 0]])('of %i is %i minutes', (endsAt, left) => {
    expect(minutesLeft(endsAt, now)).toBe(left);
  });

  it('is looked at five minutes before each end and at the end, whichever comes next', () => {
    const tabs = { 1: tab({ endsAt: minutes(42) }), 2: tab({ endsAt: minutes(3) }) };
    expect(nextEnd(tabs, now)).toBe(minutes(3));
    expect(nextEnd(tabs, minutes(3))).toBe(minutes(37));
    expect(nextEnd(tabs, minutes(37))).toBe(minutes(42));
    expect(nextEnd(tabs, minutes(42))).toBeUndefined();
    expect(nextEnd({ 1: { roleId: 'role-prod', stage: 'open' } }, now)).toBeUndefined();
  });

  it('is told of once for each session', () => {
    const tabs = { 1: tab({ endsAt: minutes(4) }), 2: tab({ endsAt: minutes(4), toldOf: minutes(4) }), 3: tab({ endsAt: minutes(4), toldOf: minutes(-60) }), 4: tab() };
    expect(endingSoon(tabs, now).map(([id]) => id)).toEqual([1, 3]);
  });
});

describe('the place of a console', () => {
  const mark = { region: 'ap-northeast-1', accountId: '222222222222' };
  it.each([
    ['https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#Instances:v=3;$case=tags:true%5C,client'],
    ['https://console.aws.amazon.com/console/home?region=us-east-1'], ['https://s3.console.aws.amazon.com/s3/buckets/a?tab=objects#x=%23'],
  ])('is %s as it is', (address) => expect(seenPlace(address, mark)).toEqual({ address }));

  it('is on the plain host, whatever the multi-session host was', () => {
    expect(seenPlace('https://222222222222-abcd1234.eu-west-1.console.aws.amazon.com/ec2/home?a=222222222222-abcd1234.#b=/c?d', mark)).toEqual({
      address: 'https://eu-west-1.console.aws.amazon.com/ec2/home?a=222222222222-abcd1234.#b=/c?d', differentiator: '222222222222-abcd1234',
    });
  });

  it.each([
    ['another account’s', 'https://333333333333-abcd1234.eu-west-1.console.aws.amazon.com/ec2/home'],
    ['another partition’s', 'https://us-gov-west-1.console.amazonaws-us-gov.com/console/home'],
    ['the sign-in host', 'https://us-east-1.signin.aws.amazon.com/oauth?redirect_uri=https%3A%2F%2Fconsole.aws.amazon.com%2F'],
    ['signing out', 'https://eu-west-1.console.aws.amazon.com/console/logout!doLogout'],
    ['a page of ours', 'chrome-extension://abc/launch.html'],
    ['a host that looks alike', 'https://eu-west-1.console.aws.amazon.com.evil.example/'],
    ['a host with a user name', 'https://eu-west-1.console.aws.amazon.com@evil.example/'],
    ['another port', 'https://eu-west-1.console.aws.amazon.com:8443/'],
    ['plain http', 'http://eu-west-1.console.aws.amazon.com/'],
    ['far too long', `https://eu-west-1.console.aws.amazon.com/#${'x'.repeat(9000)}`],
    ['nonsense', 'nonsense'],
  ])('is not %s', (_, address) => expect(seenPlace(address, mark)).toBeUndefined());

  it('is where a sign-in leads, as far as it is of the role’s partition', () => {
    const role = roleNamed('prod');
    const home = 'https://ap-northeast-1.console.aws.amazon.com/console/home';
    expect(resumePlace('https://eu-west-1.console.aws.amazon.com/ec2/home#Instances:', role, home)).toBe('https://eu-west-1.console.aws.amazon.com/ec2/home#Instances:');
    for (const seen of [undefined, 'https://cn-north-1.console.amazonaws.cn/', 'https://evil.example/', '']) expect(resumePlace(seen, role, home)).toBe(home);
  });
});
