import { type AwsClock, offsetAfter } from '../core/clock.js';
import { clockOffset } from './stored.js';

/** AWS's clock as far as it is known: for as long as the browser runs, in all contexts. */
export const awsClock: AwsClock = {
  offsetMs: () => clockOffset.get(),
  async note(reading) {
    const before = await clockOffset.get();
    const next = offsetAfter(before, reading);
    if (next !== before) await clockOffset.set(next).catch(() => undefined);
  },
};
