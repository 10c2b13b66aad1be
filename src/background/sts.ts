import { createSts } from '../aws/sts.js';
import { awsClock } from '../browser/awsClock.js';
import { isChromium } from '../browser/engine.js';
import { repeated } from '../core/repeating.js';

/** STS, called by AWS's clock. */
export const sts = createSts(awsClock, { cache: isChromium() ? 'default' : 'no-store' });

/** Makes a call that may be repeated. */
export function again<T>(call: () => Promise<T>): Promise<T> {
  return repeated(call, { now: Date.now, wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)), random: Math.random });
}
