import { held } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { getTogether, mfaSessions, shareReads, wrongPassphrases } from '../../../src/browser/stored.js';
import { together } from '../../../src/core/turns.js';

const wrong = (count: number) => ({ count, lastAt: 0 });
beforeEach(() => { held.session = {}; });
afterEach(() => vi.restoreAllMocks());

describe('what is remembered', () => {
  it('is changed by all who ask at once, in their order, with one write', async () => {
    const set = vi.spyOn(browser.storage.session, 'set');
    await Promise.all([1, 2, 3].map((more) => wrongPassphrases.change(({ count }) => wrong(count * 10 + more))));
    expect([held.session['wrongPassphrases'], set.mock.calls.length]).toEqual([wrong(123), 1]);
    await wrongPassphrases.change(({ count }) => wrong(count + 1));
    expect([held.session['wrongPassphrases'], set.mock.calls.length]).toEqual([wrong(124), 2]);
  });

  it('is changed by whoever asks while another change is written, after it', async () => {
    let later: Promise<void> | undefined;
    await wrongPassphrases.change(() => {
      later = wrongPassphrases.change(({ count }) => wrong(count + 1));
      return wrong(5);
    });
    await later;
    expect(held.session['wrongPassphrases']).toEqual(wrong(6));
  });

  it('is changed after it was set by whoever asks after that', async () => {
    const all = [wrongPassphrases.change(() => wrong(1)), wrongPassphrases.set(wrong(7)), wrongPassphrases.change(({ count }) => wrong(count + 1))];
    await Promise.all(all);
    expect(held.session['wrongPassphrases']).toEqual(wrong(8));
  });

  it('can be changed again after a browser could not read it', async () => {
    vi.spyOn(browser.storage.session, 'get').mockRejectedValueOnce(new Error('unreadable'));
    const refused = await Promise.allSettled([1, 2].map(() => mfaSessions.change((all) => all)));
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await wrongPassphrases.change(() => wrong(1));
    await mfaSessions.change(() => ({}));
    expect(held.session).toEqual({ wrongPassphrases: wrong(1), mfaSessions: {} });
  });
});

describe('a read that is shared', () => {
  /** The browser answers when it is let: with what it held when it was asked. */
  function slowly() {
    const answers: (() => void)[] = [];
    const get = vi.spyOn(browser.storage.session, 'get').mockImplementation((keys) => {
      const found = Object.fromEntries([keys as string | string[]].flat().map((key) => [key, held.session[key]]));
      return new Promise((resolve) => { answers.push(() => resolve(found)); });
    });
    return { get, answer: () => { for (const answer of answers.splice(0)) answer(); } };
  }

  it('answers all who ask for the same meanwhile, but who asks after a write', async () => {
    shareReads(together());
    const { get, answer } = slowly();
    held.session = { wrongPassphrases: wrong(1), mfaSessions: {} };
    const reads = [wrongPassphrases.get(), wrongPassphrases.get(), getTogether(wrongPassphrases, mfaSessions)];
    await wrongPassphrases.set(wrong(2));
    const later = wrongPassphrases.get();
    expect(get).toHaveBeenCalledTimes(3);
    answer();
    expect(await Promise.all([...reads, later])).toEqual([wrong(1), wrong(1), [wrong(1), {}], wrong(2)]);
  });

  it('is not what a change is made of', async () => {
    shareReads(together());
    const { get, answer } = slowly();
    held.session = { wrongPassphrases: wrong(1) };
    const early = wrongPassphrases.get();
    // Another context has written, and given up its turn.
    held.session = { wrongPassphrases: wrong(7) };
    const changed = wrongPassphrases.change(({ count }) => wrong(count + 1));
    await vi.waitFor(() => expect(get).toHaveBeenCalledTimes(2));
    answer();
    await changed;
    expect([await early, held.session['wrongPassphrases']]).toEqual([wrong(1), wrong(8)]);
  });
});
