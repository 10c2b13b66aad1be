const minuteMs = 60_000;

/**
 * Calls back once a minute while the page is seen, and when it comes to be seen again: what is left of a session is counted
 * in minutes, and nobody reads it behind another tab.
 */
export function eachMinute(document: Document, passed: () => void): void {
  setInterval(() => {
    if (document.visibilityState === 'visible') passed();
  }, minuteMs);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') passed();
  });
}
