import { clockError } from '../core/clock.js';
import type { Troubles } from '../core/troubles.js';
import { say, timeLeft } from './words.js';

/** A sentence for each trouble. */
export function troubleWords({ clockOffset, storageRefused, syncWaits }: Troubles): string[] {
  const error = clockError(clockOffset);
  return [
    ...(storageRefused ? [say('troubleStorage')] : []),
    ...(error ? [say(error.direction === 'behind' ? 'troubleClockBehind' : 'troubleClockAhead', { time: timeLeft(error.minutes) })] : []),
    ...(syncWaits ? [say('troubleSync')] : []),
  ];
}
