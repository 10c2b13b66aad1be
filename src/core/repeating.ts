import { Failure, type FailureKind } from './failure.js';

/** What repeating a call needs from outside. */
export interface RepeatPorts {
  now(): number;
  /** Waits for some milliseconds. */
  wait(ms: number): Promise<void>;
  /** A number from 0 to 1. */
  random(): number;
}

const triesMost = 3;
/** No call is begun again later than this after the first: a person waits ten seconds at most to hear what is wrong. */
const patienceMs = 6000;
/** The longest wait before a second call; it doubles for the third. */
const firstWaitMs = 500;

const passingKinds: readonly FailureKind[] = ['unreachable', 'answerCut', 'throttled'];

/** Whether a failure may be over in a moment: no answer came, or half of one, or AWS asks to slow down or is itself in trouble (5xx). */
export function isPassing(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false;
  const { kind, answer, values } = thrown.data;
  return passingKinds.includes(kind) || (answer?.status ?? Number(values['status'] ?? 0)) >= 500;
}

/**
 * Makes a call that may be made more than once, such as AssumeRole and getSigninToken, up to three times while its failure may
 * pass. Between them it waits for a random while up to half a second, then a second ("full jitter", AWS Architecture Blog,
 * "Exponential Backoff And Jitter"). Never for a call that carries an MFA code. Throws what the last call throws.
 */
export async function repeated<T>(call: () => Promise<T>, { now, wait, random }: RepeatPorts): Promise<T> {
  const startedAt = now();
  for (let tries = 1; ; tries += 1) {
    try {
      return await call();
    } catch (thrown) {
      if (tries === triesMost || !isPassing(thrown) || now() - startedAt > patienceMs) throw thrown;
    }
    await wait(random() * firstWaitMs * 2 ** (tries - 1));
  }
}
