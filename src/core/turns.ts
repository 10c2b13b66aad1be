/**
 * Makes a way to do something in turns: whoever asks while a turn is waited for is done with it. `turn` is given what to call when
 * its turn has come, which gives all that was asked for by then; whoever asks after that begins the next one. What may not be done
 * beside itself takes a lock.
 */
export function inTurns<T>(turn: (come: () => readonly T[]) => Promise<void>): (asked: T) => Promise<void> {
  let joined: T[] | undefined;
  let done = Promise.resolve();
  return (asked) => {
    if (joined) {
      joined.push(asked);
      return done;
    }
    const all = joined = [asked];
    const come = (): readonly T[] => {
      if (joined === all) joined = undefined;
      return all;
    };
    done = turn(come).finally(come);
    return done;
  };
}

/** Makes a way to ask for something by name: whoever asks while the same is being found has what is found. */
export function together<T>(): (name: string, find: () => Promise<T>) => Promise<T> {
  const finding = new Map<string, Promise<T>>();
  return (name, find) => {
    const known = finding.get(name);
    if (known) return known;
    const found = find().finally(() => finding.delete(name));
    finding.set(name, found);
    return found;
  };
}
