import { computed, signal } from '@preact/signals';
import { type Log, printLog } from '../core/log.js';
import { createAttempts } from './attempt.js';
import type { OptionsPorts } from './ports.js';

/** So many entries are drawn, and so many more at each asking. */
const drawnAtOnce = 100;

/** What was opened, newest first; its export and its end. */
export function createLogList(ports: Pick<OptionsPorts, 'ask' | 'readLog' | 'download' | 'today'>) {
  const log = signal<Log | undefined>(undefined);
  const drawn = signal(drawnAtOnce);
  const { busy, failure, attempt } = createAttempts();
  const newest = computed(() => [...log.value ?? []].reverse());
  const read = (): Promise<boolean> => attempt(async () => { log.value = await ports.readLog(); });

  return {
    log, busy, failure, read,
    entries: computed(() => newest.value.slice(0, drawn.value)),
    more: computed(() => Math.max(0, newest.value.length - drawn.value)),
    showMore(): void { drawn.value += drawnAtOnce; },

    save: () => attempt(async () => {
      ports.download(`sallyport-log-${ports.today()}.csv`, printLog(await ports.readLog()), 'text/csv');
    }),

    async clear(): Promise<void> {
      if (await attempt(() => ports.ask('clearLog', {}))) await read();
    },
  };
}
