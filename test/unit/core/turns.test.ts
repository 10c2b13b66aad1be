import { describe, expect, it } from 'vitest';
import { inTurns, together } from '../../../src/core/turns.js';

/** A promise that is settled from outside. */
function gate() {
  let open!: () => void;
  const opened = new Promise<void>((resolve) => { open = resolve; });
  return { open, opened };
}

describe('what is done in turns', () => {
  it('is done once for all who ask while the turn is waited for, and again for who asks after it has come', async () => {
    const done: string[][] = [];
    const [mayCome, mayEnd] = [gate(), gate()];
    const ask = inTurns<string>(async (come) => {
      await mayCome.opened;
      done.push([...come()]);
      await mayEnd.opened;
    });
    const asked = [ask('one'), ask('two')];
    mayCome.open();
    await Promise.resolve().then(() => undefined);
    const later = ask('three');
    mayEnd.open();
    await Promise.all([...asked, later]);
    expect(done).toEqual([['one', 'two'], ['three']]);
  });

  it('is done again after a turn that failed, with what was asked for since', async () => {
    let fails = true;
    const done: string[][] = [];
    const ask = inTurns<string>(async (come) => {
      if (fails) throw new Error('no turn');
      done.push([...come()]);
    });
    expect((await Promise.allSettled([ask('one'), ask('two')])).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    fails = false;
    await ask('three');
    expect(done).toEqual([['three']]);
  });
});

describe('what is found together', () => {
  it('is found once for all who ask for it at once, by name, and anew after that', async () => {
    let finds = 0;
    const find = together<number>();
    const ask = (name: string): Promise<number> => find(name, async () => { finds += 1; return finds; });
    expect(await Promise.all([ask('a'), ask('a'), ask('b')])).toEqual([1, 1, 2]);
    expect(await ask('a')).toBe(3);
  });

  it('is looked for anew after it could not be found', async () => {
    const find = together<string>();
    await expect(find('a', () => Promise.reject(new Error('none')))).rejects.toThrow('none');
    expect(await find('a', async () => 'found')).toBe('found');
  });
});
