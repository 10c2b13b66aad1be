import { type AwsClock, offsetAfter } from '../core/clock.js';
import { clockOffset } from './stored.js';

/** As it was read or written last. */
let known: number | undefined;
clockOffset.watch((offset) => { known = offset; });

/** AWS's clock as far as it is known: for as long as the browser runs, in all contexts. */
export const awsClock: AwsClock = {
  offsetMs: async () => (known ??= await clockOffset.get()),
  async note(reading) {
    const before = await awsClock.offsetMs();
    const next = offsetAfter(before, reading);
    if (next === before) return;
    known = next;
    await clockOffset.set(next).catch(() => undefined);
  },
};
