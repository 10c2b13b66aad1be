import type { SignInPage } from '../core/signInHops.js';

/**
 * Everything Sallyport knows of AWS's own pages, with where it was seen. When AWS changes its page, this file is
 * what to mend; stripe and title do without it.
 */

/**
 * Who is signed in: `<meta name="awsc-session-data" content='{…}'>`. Seen in the console in 2025 and 2026 by AESR and
 * Speedrun, with `accountId`, `sessionARN`, `infrastructureRegion`.
 */
const sessionMeta = 'meta[name="awsc-session-data"]';

function sessionData(document: Document): Readonly<Record<string, unknown>> {
  const content = document.querySelector(sessionMeta)?.getAttribute('content');
  if (!content) return {};
  try {
    const data: unknown = JSON.parse(content);
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}

/** The ARN of the signed-in session as the page reports it, or undefined when it does not (yet). */
export function sessionArn(document: Document): string | undefined {
  const arn = sessionData(document)['sessionARN'];
  return typeof arn === 'string' && arn.length <= 2048 ? arn : undefined;
}

/** The page's own word for its region. Seen on most pages in 2025 and 2026 by AESR and Peacock. */
const regionMeta = 'meta#awsc-mezz-region';

/** The region that the page is in, as it reports it. */
export function regionOf(document: Document): string | undefined {
  const named = document.querySelector(regionMeta)?.getAttribute('content') ?? sessionData(document)['infrastructureRegion'];
  return typeof named === 'string' && /^[a-z]{2,}(-[a-z]+)+-\d{1,2}$/.test(named) ? named : undefined;
}

/** What the sign-in host says when somebody else is signed in and multi-session is off (kion#10, leapp#309). */
const logOutFirst = /must first log out/i;
const logOutLink = 'a[href*="logout" i]';
/** Where it sends the sixth session (Hopper, 2025). */
const limitPath = /^\/sessions\/limit\b/;

/**
 * Where a console leads whose session has ended or was signed out, with the place to come back to (seen as `/oauth` and
 * `/signin` with `redirect_uri`; that no other page of a signed-in console comes there by itself is a guess).
 */
const signInPath = /^\/(?:oauth|signin)\b/;
/** A guess: no tool quotes the words of AWS's page for a session that has expired. */
const sessionOver = /\bsession (?:has )?(?:expired|ended)\b/i;

function isSignIn(pathname: string, search: string): boolean {
  const query = new URLSearchParams(search);
  return signInPath.test(pathname) && query.has('redirect_uri') && query.get('Action') !== 'logout';
}

/** Which page of the sign-in host this is. A refusal is told by its status, since its words differ. */
export function signInPageOf(document: Document, { pathname, search }: Pick<Location, 'pathname' | 'search'>, performance: Performance): SignInPage {
  if (limitPath.test(pathname)) return 'limit';
  const [navigation] = performance.getEntriesByType('navigation') as (PerformanceEntry & { responseStatus?: number })[];
  if ((navigation?.responseStatus ?? 0) >= 400) return 'refused';
  const said = document.body as HTMLElement | null;
  const words = said?.textContent ?? '';
  if (logOutFirst.test(words) && document.querySelector(logOutLink)) return 'logOutFirst';
  return isSignIn(pathname, search) || sessionOver.test(words) ? 'signedOut' : 'other';
}

/** Calls back once the document has been read, when the session data would be there. */
export function whenRead(document: Document, read: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', read, { once: true });
  else read();
}
