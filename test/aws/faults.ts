import { signal } from './holds.js';

/** What goes wrong. */
export type Mishap =
  /** Performed at once, answered late. */
  | { kind: 'delay'; ms: number }
  /** Neither performed nor answered: the connection stays open until the fault is taken back, and is dropped then. */
  | { kind: 'hang' }
  /**
   * The connection is destroyed before the call is performed, or after it was performed and before the answer. Chromium sends a call
   * again by itself when that happens on a connection that it has used before, so one drop may not be seen by its pages.
   */
  | { kind: 'drop'; when: 'before' | 'after' }
  /** Not performed: an HTML error page as a proxy or a load balancer makes. */
  | { kind: 'html'; status: number }
  /** Not performed: no body. */
  | { kind: 'empty'; status: number }
  /** Performed, and answered with status 200 and the first half of the true answer's body. */
  | { kind: 'garbled' }
  /** Not performed: status 200 with a body that long. */
  | { kind: 'huge'; bytes: number }
  /** Not performed: 400 Throttling, "Rate exceeded". */
  | { kind: 'throttle' }
  /** Not performed: an error in the form that the host has for them, XML of STS or a page of the sign-in and console hosts. */
  | { kind: 'error'; status: number; code: string; message: string };

/**
 * A mishap at calls of an action: an API action by its name, `getSigninToken` or `login`, `console` for a page of the console, or `*`
 * for every call but preflights. The first `skip` calls go well, then it befalls `times` of them (every one, if left out), or each
 * `every`-th. Of several faults that are due the one told first befalls; the others count the call all the same.
 */
export interface Fault {
  action: string;
  mishap: Mishap;
  times?: number;
  skip?: number;
  every?: number;
}

/** A fault in force. */
export interface Misbehaviour {
  /** How many calls it has befallen so far. */
  readonly befallen: number;
  /** Takes it back, and ends what hangs or is delayed by it. */
  stop(): void;
}

/** A mishap that is due now. `ended` comes when its fault is taken back. */
export interface Due {
  mishap: Mishap;
  ended: Promise<void>;
}

/** The faults of an emulated AWS. */
export interface Faults {
  misbehave(fault: Fault): Misbehaviour;
  /** Takes all of them back. */
  behave(): void;
  /** Counts a call, and says what befalls it, if anything. */
  next(action: string | undefined): Due | undefined;
  inForce(): { fault: Fault; befallen: number }[];
}

interface Entry {
  fault: Fault;
  seen: number;
  befallen: number;
  ended: Promise<void>;
  end: () => void;
}

/** No faults, until `misbehave` is called. */
export function createFaults(): Faults {
  let entries: Entry[] = [];
  return {
    misbehave: (fault) => {
      const [ended, end] = signal();
      const entry: Entry = { fault, seen: 0, befallen: 0, ended, end };
      entries.push(entry);
      return {
        get befallen() {
          return entry.befallen;
        },
        stop: () => {
          entries = entries.filter((other) => other !== entry);
          end();
        },
      };
    },
    behave: () => {
      for (const { end } of entries) end();
      entries = [];
    },
    next: (action) => {
      const concerned = entries.filter(({ fault }) => fault.action === '*' || fault.action === action);
      for (const entry of concerned) entry.seen += 1;
      const due = concerned.find(isDue);
      if (due === undefined) return undefined;
      due.befallen += 1;
      return { mishap: due.fault.mishap, ended: due.ended };
    },
    inForce: () => entries.map(({ fault, befallen }) => ({ fault, befallen })),
  };
}

function isDue({ fault: { times = Infinity, skip = 0, every = 1 }, seen, befallen }: Entry): boolean {
  return befallen < times && seen > skip && (seen - skip) % every === 0;
}
