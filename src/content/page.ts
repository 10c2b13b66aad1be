/**
 * Everything Sallyport knows of the console's own page, with where it was seen. When AWS changes its page, this file is
 * what to mend; stripe and title do without it.
 */

/**
 * Who is signed in: `<meta name="awsc-session-data" content='{…}'>`. Seen in the console in 2025 and 2026 by AESR and
 * Speedrun, with `accountId`, `sessionARN`, `infrastructureRegion`.
 */
const sessionMeta = 'meta[name="awsc-session-data"]';

/** The ARN of the signed-in session as the page reports it, or undefined when it does not (yet). */
export function sessionArn(document: Document): string | undefined {
  const content = document.querySelector(sessionMeta)?.getAttribute('content');
  if (!content) return undefined;
  try {
    const data: unknown = JSON.parse(content);
    const arn = typeof data === 'object' && data !== null && 'sessionARN' in data ? data.sessionARN : undefined;
    return typeof arn === 'string' ? arn : undefined;
  } catch {
    return undefined;
  }
}

/** Calls back once the document has been read, when the session data would be there. */
export function whenRead(document: Document, read: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', read, { once: true });
  else read();
}
