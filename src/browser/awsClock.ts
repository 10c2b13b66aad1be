import { type AwsClock, offsetAfter } from '../core/clock.js';
import { clockOffset } from './stored.js';

/** As it was read last: only the background notes readings, so that nobody else changes it. */
let known: Promise<number> | undefined;

/** AWS's clock as far as it is known: for as long as the browser runs. */
export const awsClock: AwsClock = {
  offsetMs: () => (known ??= clockOffset.get()),
  async note(reading) {
    const before = await awsClock.offsetMs();
    const next = offsetAfter(before, reading);
    if (next === before) return;
    known = Promise.resolve(next);
    await clockOffset.set(next).catch(() => undefined);
  },
};
