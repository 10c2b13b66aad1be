/** So long is waited for a paint at most, in milliseconds: a popup that nobody sees has none. */
const paintMost = 200;
let painted = false;

/**
 * Waits until something has been painted for the first time, and is on the screen: what is begun while the browser is still
 * bringing it there would take the processor from it, and cost a frame.
 */
export function whenPainted(): Promise<void> {
  if (painted) return Promise.resolve();
  return new Promise((resolve) => {
    const painting = new PerformanceObserver((entries) => {
      painted ||= entries.getEntriesByName('first-contentful-paint').length > 0;
      if (painted) resolve();
    });
    painting.observe({ type: 'paint', buffered: true });
    setTimeout(resolve, paintMost);
  });
}
