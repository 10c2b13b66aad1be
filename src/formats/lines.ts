import type { Problem } from '../core/problems.js';

/** The longest text that is read, 5 MiB, counted in UTF-16 units: each is at least one byte of UTF-8. */
export const textMost = 5 * 1024 * 1024;

const lineEnd = /\r\n|\r|\n/g;

/** Gives the line, from 1, that an offset of the text is on. Lines end as in an editor: with LF, CR LF or CR. */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...Array.from(text.matchAll(lineEnd), ({ 0: end, index }) => index + end.length)];
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

/** A key of a text as a problem may show it: whatever is too long or too odd to be one could be a secret that went astray. */
export function shownKey(key: string): string {
  return /^[\w .-]{1,32}$/.test(key) ? key : '…';
}

/** A problem that names a profile names whatever stands where the name should be: what looks like a secret key is not repeated. */
export function withoutSecret(problem: Problem): Problem {
  const hidden = (text: string): string =>
    text.replace(/[\w+/=]{40,}/g, (run) => (/\d/.test(run) && /[a-z]/.test(run) && /[A-Z]/.test(run) ? '…' : run));
  return { ...problem, values: Object.fromEntries(Object.entries(problem.values).map(([key, text]) => [key, hidden(text)])) };
}
