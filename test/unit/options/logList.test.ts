import { beforeEach, expect, it } from 'vitest';
import type { LogEntry } from '../../../src/core/log.js';
import { createLogList } from '../../../src/options/logList.js';
import { fakeBrowser } from './fakes.js';

const entry = (at: number): LogEntry => ({ at, role: `role ${at}`, arn: 'arn:aws:iam::222222222222:role/x', user: 'alice', accountId: '111111111111', outcome: 'opened', requests: [] });
let browser: ReturnType<typeof fakeBrowser>['browser'];
let list: ReturnType<typeof createLogList>;

beforeEach(async () => {
  const made = fakeBrowser();
  browser = made.browser;
  browser.log = Array.from({ length: 250 }, (_, at) => entry(at));
  list = createLogList(made.ports);
  await list.read();
});

it('the log is shown newest first, a hundred entries at a time', () => {
  expect([list.entries.value.length, list.entries.value[0]?.at, list.more.value]).toEqual([100, 249, 150]);
  list.showMore();
  list.showMore();
  expect([list.entries.value.length, list.entries.value.at(-1)?.at, list.more.value]).toEqual([250, 0, 0]);
});

it('is saved whole', async () => {
  await list.save();
  const [[name = '', text = ''] = []] = browser.downloads;
  expect([name, text.split('\r\n').length]).toEqual(['sallyport-log-2026-11-24.csv', 252]);
});

it('is cleared, and what goes wrong with that is said', async () => {
  browser.answer = () => { browser.log = []; };
  await list.clear();
  expect([browser.askedFor('clearLog'), list.entries.value]).toEqual([[{}], []]);
  browser.refuseWith('storageRefused');
  await list.clear();
  expect(list.failure.value?.kind).toBe('storageRefused');
});
