import { held } from '../emulatedBrowser.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seePerson } from '../../../src/browser/lock.js';

const now = Date.UTC(2026, 0, 1);
/** When the person was seen last, after they are seen again so many milliseconds later. */
async function seenAfter(ms: number): Promise<unknown> {
  held.session = { lockDeadline: { minutes: 5, seenAt: now - ms }, unlockedKey: { iv: '', ct: '' } };
  await seePerson();
  // Nobody waits until it is written.
  await new Promise((resolve) => setTimeout(resolve, 5));
  return (held.session['lockDeadline'] as { seenAt: number } | null)?.seenAt;
}
beforeEach(() => { vi.useFakeTimers({ now, toFake: ['Date'] }); });
afterEach(() => { vi.useRealTimers(); });

describe('a person who does something', () => {
  it('puts the lock off, but not again within five seconds', async () => {
    expect(await seenAfter(4999)).toBe(now - 4999);
    expect(await seenAfter(5000)).toBe(now);
    expect(await seenAfter(299_000)).toBe(now);
  });

  it('is seen although the clock was set back a little', async () => {
    expect(await seenAfter(-30_000)).toBe(now);
  });

  it('comes too late when it is time to lock', async () => {
    expect(await seenAfter(300_000)).toBeUndefined();
    expect(held.session).toMatchObject({ lockDeadline: null, unlockedKey: null });
  });
});
