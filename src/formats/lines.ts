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
