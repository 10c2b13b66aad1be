import { signal } from '@preact/signals';
import { type FailureData, failureData } from '../core/failure.js';

/** Runs one thing at a time, and shows what goes wrong with it. */
export function createAttempts() {
  const busy = signal(false);
  const failure = signal<FailureData | undefined>(undefined);
  return {
    busy, failure,
    /** Says whether it was done. */
    async attempt(run: () => Promise<unknown>): Promise<boolean> {
      if (busy.value) return false;
      busy.value = true;
      failure.value = undefined;
      try {
        await run();
        return true;
      } catch (thrown) {
        failure.value = failureData(thrown);
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
