import { emptyPolicy, type ReadPolicy } from './policy.js';

/** How long one waits for a browser that has just started: Chromium may take many seconds until it says what its policies are. */
export const policyPatienceMs = 1000;
/** Together some minute and a half: a browser that says nothing until then has none to say. */
const triesMost = 12;

/** What following a policy needs from outside. */
export interface PolicyPorts {
  /** What the browser holds; an empty object where there is no policy. */
  held(): Promise<object>;
  /** Reads what says something. */
  read(held: object): ReadPolicy | Promise<ReadPolicy>;
  /** Calls back when the browser holds another policy. */
  watch(changed: () => void): void;
  wait(ms: number): Promise<undefined>;
}

/** A policy that is asked for once, and again when it has changed. */
export interface PolicySource {
  /** What the policy says; of a browser that does not answer for a second, what it said last. */
  policy(): Promise<ReadPolicy>;
  /** Calls back when the policy has changed, or came late. */
  watch(changed: () => void): void;
}

export function createPolicySource({ held, read, watch, wait }: PolicyPorts): PolicySource {
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((changed) => changed());
  let last = emptyPolicy;
  let asked: Promise<ReadPolicy> | undefined;
  /** Whether the question that is under way has been waited for long enough. */
  let late = false;

  /** Asks, and asks again: what Chromium was asked before its policies were there, it never answers. */
  async function answered(): Promise<object> {
    for (let tries = 1; tries <= triesMost; tries += 1) {
      const found = await Promise.race([held(), wait(tries * policyPatienceMs)]);
      if (found !== undefined) return found;
    }
    return {};
  }

  async function answer(): Promise<ReadPolicy> {
    const found = await answered();
    const before = last;
    last = Object.keys(found).length === 0 ? emptyPolicy : await read(found);
    const missed = late && last !== before;
    late = false;
    if (missed) tell();
    return last;
  }

  watch(() => {
    asked = undefined;
    tell();
  });
  return {
    async policy() {
      asked ??= answer();
      const question = asked;
      // What could not be read is asked for anew.
      question.catch(() => { if (asked === question) asked = undefined; });
      if (late) return last;
      const found = await Promise.race([question, wait(policyPatienceMs)]);
      late = found === undefined && asked === question;
      return found ?? last;
    },
    watch: (changed) => void listeners.add(changed),
  };
}
