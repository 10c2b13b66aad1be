/** How long a code is shown (RFC 6238: 30 seconds, counted from the epoch). */
const stepMs = 30_000;

/**
 * The seconds until the next code is shown on a device, after one that was sent at a moment in milliseconds since the epoch; 0 when
 * it is there. The code that was sent may be the one before, but then the next one is good already.
 */
export function secondsToNextCode(sentAt: number, now: number): number {
  const next = (Math.floor(sentAt / stepMs) + 1) * stepMs;
  return Math.max(0, Math.ceil((next - now) / 1000));
}
