/** A call that a test has stopped on its way: it has arrived, and is answered after `release`. */
export interface Hold {
  arrived: Promise<void>;
  release(): void;
}

/** Stops the next call of an action, so that a test can look at what is between question and answer. */
export interface Holds {
  hold(action: string): Hold;
  /** Waits while the action is held; returns at once when it is not. */
  pass(action: string): Promise<void>;
  releaseAll(): void;
}

interface Gate {
  arrive: () => void;
  open: () => void;
  opened: Promise<void>;
}

export function createHolds(): Holds {
  const waiting = new Map<string, Gate[]>();
  const all = new Set<Gate>();
  return {
    hold: (action) => {
      const [arrived, arrive] = signal();
      const [opened, open] = signal();
      const gate = { arrive, open, opened };
      waiting.set(action, [...(waiting.get(action) ?? []), gate]);
      all.add(gate);
      return { arrived, release: open };
    },
    pass: async (action) => {
      const gate = waiting.get(action)?.shift();
      gate?.arrive();
      await gate?.opened;
    },
    releaseAll: () => {
      for (const gate of all) gate.open();
    },
  };
}

/** A promise, and what fulfils it. */
export function signal(): [promise: Promise<void>, give: () => void] {
  let give: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    give = resolve;
  });
  return [promise, give];
}
