import { describe, expect, it } from 'vitest';
import { regionOf, signInPageOf } from '../../../src/content/page.js';

/** A document that answers the selectors given, with that content. */
function documentWith(found: Readonly<Record<string, string>>, text = ''): Document {
  const querySelector = (selector: string) => {
    const content = Object.entries(found).find(([key]) => selector.startsWith(key))?.[1];
    return content === undefined ? null : { getAttribute: () => content };
  };
  return { querySelector, body: { textContent: text } } as unknown as Document;
}
const status = (responseStatus?: number) => ({ getEntriesByType: () => (responseStatus === undefined ? [] : [{ responseStatus }]) }) as unknown as Performance;
const said = 'You must first log out before logging into a different AWS account.';

describe('the page of the sign-in host', () => {
  it.each([
    ['limit', '/sessions/limit', 200, {}, ''], ['limit', '/sessions/limit/', 200, {}, said], ['other', '/sessions/limits', 200, {}, ''],
    ['refused', '/federation', 400, {}, ''], ['refused', '/oauth', 500, {}, said], ['other', '/federation', 200, {}, ''],
    ['logOutFirst', '/federation', 200, { 'a[href': 'x' }, said], ['other', '/federation', 200, {}, said], ['other', '/federation', 200, { 'a[href': 'x' }, 'Sign in'],
  ] as const)('is %s at %s with status %i', (page, pathname, code, found, text) => {
    expect(signInPageOf(documentWith(found, text), { pathname, search: '' }, status(code))).toBe(page);
  });

  it('is told by its words where the browser does not tell the status', () => {
    expect(signInPageOf(documentWith({}, ''), { pathname: '/federation', search: '' }, status())).toBe('other');
  });
});

describe('a session that has ended', () => {
  const back = '?client_id=console&redirect_uri=https%3A%2F%2Feu-west-1.console.aws.amazon.com%2Fec2%2Fhome';
  it.each([
    ['signedOut', '/oauth', back, 200, ''], ['signedOut', '/signin', back, 200, ''], ['signedOut', '/federation', '', 200, 'Your session has expired. Sign in again.'],
    ['other', '/oauth', '', 200, ''], ['other', '/oauth', `${back}&Action=logout`, 200, ''], ['other', '/sessions/selector', back, 200, ''],
    ['other', '/oauth2', back, 200, ''], ['refused', '/oauth', back, 400, ''],
  ] as const)('is %s at %s%s', (page, pathname, search, code, text) => {
    expect(signInPageOf(documentWith({}, text), { pathname, search }, status(code))).toBe(page);
  });
});

describe('the region of a console page', () => {
  it.each(['us-east-1', 'ap-northeast-3', 'us-gov-west-1', 'eusc-de-east-1', 'us-iso-east-1'])('is %s when the page says so', (region) => {
    expect(regionOf(documentWith({ 'meta#awsc-mezz-region': region }))).toBe(region);
  });

  it('is the one of its session data when it has no other', () => {
    expect(regionOf(documentWith({ 'meta[name="awsc-session-data"]': '{"infrastructureRegion":"eu-west-1"}' }))).toBe('eu-west-1');
  });

  it.each(['', 'global', 'prod is blue', 'us-east-1 ', '<b>', 'US-EAST-1', 'us-east-100'])('is not %j', (region) => {
    expect(regionOf(documentWith({ 'meta#awsc-mezz-region': region }))).toBeUndefined();
  });

  it.each(['{', 'null', '[]', '{"infrastructureRegion":1}'])('is not known from the session data %j', (data) => {
    expect(regionOf(documentWith({ 'meta[name="awsc-session-data"]': data }))).toBeUndefined();
  });
});
