import { describe, expect, it } from 'vitest';
import { isSignInUrl, logOutUrl, optInUrl, sessionsUrl, signInPages, signOutOneUrl, waysFrom } from '../../../src/core/signInHops.js';

const partitions = [
  ['aws', 'eu-west-1', 'signin.aws.amazon.com', 'console.aws.amazon.com'],
  ['aws-us-gov', 'us-gov-west-1', 'signin.amazonaws-us-gov.com', 'console.amazonaws-us-gov.com'],
  ['aws-cn', 'cn-north-1', 'signin.amazonaws.cn', 'console.amazonaws.cn'],
  ['aws-eusc', 'eusc-de-east-1', 'signin.amazonaws-eusc.eu', 'console.amazonaws-eusc.eu'],
] as const;

describe.each(partitions)('the places of the sign-in host in %s', (partition, region, signIn, consoles) => {
  const home = `https://${region}.${consoles}/console/home?region=${region}`;

  it('lead on to a console on a regional host, as AWS asks for', () => {
    for (const address of [optInUrl(partition, region), logOutUrl(partition, region)]) {
      expect(new URL(address).host).toBe(`${region}.${signIn}`);
      expect(new URL(address).searchParams.get('redirect_uri')).toBe(home);
    }
  });

  it('are those that turn multi-session on, sign out, sign one out and list who is signed in', () => {
    const at = `https://${region}.${signIn}`;
    const to = `redirect_uri=${encodeURIComponent(home)}`;
    expect(optInUrl(partition, region)).toBe(`${at}/sessions/v1/opt-in?${to}`);
    expect(logOutUrl(partition, region)).toBe(`${at}/oauth?Action=logout&${to}`);
    expect(signOutOneUrl(partition, region, '222222222222-abcd1234')).toBe(`${at}/sessions/222222222222-abcd1234/v1/logout`);
    expect(sessionsUrl(partition, region)).toBe(`${at}/sessions/v1/list`);
  });
});

it('a place is on the sign-in host of some partition, or is not', () => {
  for (const [, region, signIn, consoles] of partitions) {
    expect([isSignInUrl(`https://${region}.${signIn}/oauth`), isSignInUrl(`https://${region}.${consoles}/`)]).toEqual([true, false]);
  }
  for (const address of ['http://signin.aws.amazon.com/', 'https://signin.aws.amazon.com.evil.example/', 'https://xsignin.aws.amazon.com/', 'nonsense', '']) {
    expect(isSignInUrl(address), address).toBe(false);
  }
});

it('there is a way on from every page', () => {
  for (const page of signInPages) expect(waysFrom(page), page).not.toEqual([]);
});
