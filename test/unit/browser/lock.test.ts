import { held } from '../emulatedBrowser.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import browser from 'webextension-polyfill';
import { keepUnlocked, lock, lockByItself, seePerson, setLockMinutes } from '../../../src/browser/lock.js';
import { generateDataKey } from '../../../src/core/vault/keys.js';

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

describe('a vault that locks after one minute', () => {
  /** When the person last touched mouse or keyboard, and how often the alarm rings. */
  let touchedAt: number;
  let periodMs: number;
  const isLocked = (): boolean => held.session['unlockedKey'] === null;
  beforeEach(async () => {
    Object.assign(browser.alarms, { create: async (_: string, { periodInMinutes }: { periodInMinutes: number }) => { periodMs = periodInMinutes * 60_000; } });
    Object.assign(browser, { idle: {
      queryState: async (seconds: number) => (Date.now() - touchedAt < seconds * 1000 ? 'active' : 'idle'),
      onStateChanged: { addListener: () => undefined },
    } });
    held.alarms.length = 0;
    lockByItself();
    touchedAt = now;
    await keepUnlocked(await generateDataKey(), 1);
  });

  /** Lets time go by until the alarm rings, a little late as alarms are. */
  async function ring(): Promise<void> {
    vi.setSystemTime(Date.now() + periodMs + 100);
    for (const hear of held.alarms) hear({ name: 'autoLock' });
    // Nobody waits until it has looked.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }

  it('stays open while the person is at work', async () => {
    for (let rings = 1; rings <= 3; rings += 1) {
      touchedAt = Date.now() + periodMs - 1000;
      await ring();
      expect(isLocked(), `ring ${rings}`).toBe(false);
    }
  });

  it('looks as often when that is set later, less often otherwise, and not at all while it is locked', async () => {
    const periods: number[] = [];
    for (const minutes of [15, 1, null] as const) {
      await setLockMinutes(minutes);
      periods.push(periodMs);
    }
    await lock();
    periodMs = 0;
    await setLockMinutes(1);
    expect([...periods, periodMs]).toEqual([60_000, 30_000, 60_000, 0]);
  });

  it('stays open while the person reads, and touches something now and then', async () => {
    for (let rings = 1; rings <= 12; rings += 1) {
      const next = touchedAt + 55_000;
      if (next <= Date.now() + periodMs) touchedAt = next;
      await ring();
      expect(isLocked(), `ring ${rings}`).toBe(false);
    }
  });

  it('locks when the person is away, at most a minute and a ring later', async () => {
    while (!isLocked() && Date.now() < now + 600_000) await ring();
    expect(Date.now() - now).toBeGreaterThanOrEqual(60_000);
    expect(Date.now() - now).toBeLessThanOrEqual(151_000);
  });

  it('locks at the first ring after a sleep, though the person is back', async () => {
    await ring();
    vi.setSystemTime(Date.now() + 60_000);
    touchedAt = Date.now() + periodMs;
    await ring();
    expect(isLocked()).toBe(true);
  });
});
