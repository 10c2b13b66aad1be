/** So long is waited for a paint at most, in milliseconds: a popup that nobody sees has none. */
const paintMost = 200;
let painted: Promise<void> | undefined;

/**
 * Waits until something has been painted for the first time, and is on the screen: what is begun while the browser is still
 * bringing it there would take the processor from it, and cost a frame.
 */
export function whenPainted(): Promise<void> {
  return (painted ??= new Promise((resolve) => {
    const painting = new PerformanceObserver((entries) => {
      if (entries.getEntriesByName('first-contentful-paint').length > 0) resolve();
    });
    painting.observe({ type: 'paint', buffered: true });
    setTimeout(resolve, paintMost);
  }));
}
