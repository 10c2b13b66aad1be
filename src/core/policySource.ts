import { emptyPolicy, type ReadPolicy } from './policy.js';

/** How long one waits for a browser that has just started: Chromium may take many seconds until it says what its policies are. */
export const policyPatienceMs = 1000;
/** And where it is known from before what the policy says, or that there is none. */
const knownPatienceMs = 100;
/** Together some minute and a half: of a browser that says nothing until then, what was kept stays. */
const triesMost = 12;

/** What a policy said when the browser was asked last: what it forbids and sets, without the roles and rules that only the browser itself may give. */
export interface KeptPolicy {
  readonly restrictions: object;
  /** Whether there were roles or rules. */
  readonly gives: boolean;
}

/** What following a policy needs from outside. */
export interface PolicyPorts {
  /** What was kept when the browser was asked last, of whatever shape; null before it ever was. */
  kept(): Promise<unknown>;
  keep(kept: KeptPolicy): Promise<void>;
  /** What the browser holds: an empty object where there is no policy, undefined where it does not say. */
  held(): Promise<object | undefined>;
  /** Reads what says something. */
  read(held: object): ReadPolicy | Promise<ReadPolicy>;
  /** Calls back when the browser holds another policy. */
  watch(changed: () => void): void;
  wait(ms: number): Promise<undefined>;
}

/** A policy that is asked for once, and again when it has changed. */
export interface PolicySource {
  /** What the policy says; of a browser that does not answer in time, what it said last, also before it was closed: without roles and rules then. */
  policy(): Promise<ReadPolicy>;
  /** Calls back when the policy has changed, or came late. */
  watch(changed: () => void): void;
}

const isEmpty = (held: object): boolean => Object.keys(held).length === 0;

/** What was kept, if it is of the shape that this version keeps. */
function keptFrom(value: unknown): KeptPolicy | null {
  const { restrictions, gives } = (value ?? {}) as { readonly restrictions?: unknown; readonly gives?: unknown };
  return typeof restrictions === 'object' && restrictions !== null && typeof gives === 'boolean' ? { restrictions, gives } : null;
}

/** The keys of what was kept may come back in another order, but those within the restrictions as the browser gives them. */
function isSame(one: KeptPolicy | null, other: KeptPolicy): boolean {
  return one !== null && one.gives === other.gives && JSON.stringify(one.restrictions) === JSON.stringify(other.restrictions);
}

function toKeep(held: object): KeptPolicy {
  const { roles, rules, ...restrictions } = held as { readonly roles?: unknown; readonly rules?: unknown };
  return { restrictions, gives: roles !== undefined || rules !== undefined };
}

/** Asks, and asks again: what Chromium was asked before its policies were there, it never answers. Undefined when it never does. */
async function answered({ held, wait }: PolicyPorts): Promise<object | undefined> {
  for (let tries = 1; tries <= triesMost; tries += 1) {
    const found = await Promise.race([held(), wait(tries * policyPatienceMs)]);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function createPolicySource(ports: PolicyPorts): PolicySource {
  const { kept, keep, read, watch, wait } = ports;
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((changed) => changed());
  let last = emptyPolicy;
  let asked: Promise<ReadPolicy> | undefined;
  let begun: Promise<KeptPolicy | null> | undefined;
  /** Whether the question that is under way has been waited for long enough. */
  let late = false;

  /** What was kept, with which one begins. */
  function known(): Promise<KeptPolicy | null> {
    const beginning = begun ??= kept().then(async (value) => {
      const before = keptFrom(value);
      if (before && !isEmpty(before.restrictions)) last = await read(before.restrictions);
      return before;
    });
    beginning.catch(() => { if (begun === beginning) begun = undefined; });
    return beginning;
  }

  async function answer(): Promise<ReadPolicy> {
    const [found, was] = await Promise.all([answered(ports), known()]);
    const before = last;
    if (found) {
      const next = toKeep(found);
      const same = isSame(was, next);
      if (!same || next.gives) last = isEmpty(found) ? emptyPolicy : await read(found);
      // What could not be read is not known.
      if (!same) begun = Promise.resolve(next);
      if (!same) void keep(next).catch(() => undefined);
    }
    if (late && last !== before) tell();
    late = false;
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
      const was = await known();
      const found = await Promise.race([question, wait(was && !was.gives ? knownPatienceMs : policyPatienceMs)]);
      late = found === undefined && asked === question;
      return found ?? last;
    },
    watch: (changed) => void listeners.add(changed),
  };
}
