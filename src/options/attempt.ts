import { signal } from '@preact/signals';
import { type FailureData, failureData } from '../core/failure.js';

/** Runs one thing at a time, and shows what goes wrong with it. */
export function createAttempts() {
  const busy = signal(false);
  const failure = signal<FailureData | undefined>(undefined);
  let underWay: Promise<unknown> = Promise.resolve();

  async function run(what: () => Promise<unknown>): Promise<boolean> {
    busy.value = true;
    failure.value = undefined;
    try {
      await what();
      return true;
    } catch (thrown) {
      failure.value = failureData(thrown);
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Does nothing while something else is under way, as when a button is pressed twice. Says whether it was done. */
  async function attempt(what: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false;
    const running = run(what);
    underWay = running;
    return running;
  }

  return {
    busy, failure, attempt,
    /** As `attempt`, once what is under way is over: for what no button keeps from being asked for meanwhile. */
    async attemptLater(what: () => Promise<unknown>): Promise<boolean> {
      while (busy.value) await underWay;
      return attempt(what);
    },
  };
}
