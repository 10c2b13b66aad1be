import { held } from '../emulatedBrowser.js';
import { afterEach, expect, it, vi } from 'vitest';
import { emptyClipboardOnTime } from '../../../src/browser/clipboard.js';

afterEach(() => vi.useRealTimers());

it('the document that empties the clipboard is made when none is left of an earlier one, and kept until what it wrote has arrived', async () => {
  vi.useFakeTimers();
  emptyClipboardOnTime();
  for (const heard of held.alarms) heard({ name: 'another' });
  await vi.advanceTimersByTimeAsync(0);
  expect(held.offscreen).toEqual([]);
  for (const heard of held.alarms) heard({ name: 'clearClipboard' });
  await vi.advanceTimersByTimeAsync(500);
  expect(held.offscreen).toEqual(['closed', 'created']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(held.offscreen).toEqual(['closed', 'created', 'closed']);
});
