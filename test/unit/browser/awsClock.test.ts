import { held } from '../emulatedBrowser.js';
import browser from 'webextension-polyfill';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { awsClock } from '../../../src/browser/awsClock.js';

afterEach(() => vi.restoreAllMocks());

describe('AWS’s clock', () => {
  it('is asked for again after a browser that could not say, and then no more', async () => {
    held.session = { clockOffset: 600_000 };
    const get = vi.spyOn(browser.storage.session, 'get').mockRejectedValueOnce(new Error('unreadable'));
    await expect(awsClock.offsetMs()).rejects.toThrow('unreadable');
    expect([await awsClock.offsetMs(), await awsClock.offsetMs(), get.mock.calls.length]).toEqual([600_000, 600_000, 2]);
  });

  it('goes by a reading at once, and keeps it for a background that starts anew', async () => {
    await awsClock.note(-900_000);
    expect([await awsClock.offsetMs(), held.session['clockOffset']]).toEqual([-900_000, -900_000]);
    await awsClock.note(5000);
    expect([await awsClock.offsetMs(), held.session['clockOffset']]).toEqual([0, 0]);
  });
});
