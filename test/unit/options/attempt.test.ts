import { expect, it } from 'vitest';
import { createAttempts } from '../../../src/options/attempt.js';

it('nothing is begun while something is under way, but what waits for its turn, one after the other', async () => {
  const { attempt, attemptLater, busy } = createAttempts();
  const done: string[] = [];
  let end!: () => void;
  const first = attempt(() => new Promise<void>((resolve) => { end = resolve; }).then(() => { done.push('first'); }));
  const note = (name: string) => async (): Promise<void> => { done.push(name); };
  const others = [attempt(note('dropped')), attemptLater(note('second')), attemptLater(async () => {
    await note('third')();
    throw new Error('refused');
  }), attemptLater(note('fourth'))];
  end();
  expect([await first, ...await Promise.all(others)]).toEqual([true, false, true, false, true]);
  expect([done, busy.value]).toEqual([['first', 'second', 'third', 'fourth'], false]);
});
