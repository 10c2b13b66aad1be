import { channel, targetId } from '../e2e/target.js';
import type { Product } from '../e2e/product.js';

/** What is seen of the background worker from outside. */
export interface Watched {
  /** Bytes of its heap that live when it has nothing to do, after garbage was collected. */
  heapBytes(): Promise<number>;
  /** What was rejected in it, and by nobody taken care of, since it is watched. */
  rejections(): Promise<readonly string[]>;
}

/** Watches the worker that runs now. Calls fail once it is another: a worker that is watched is not stopped for being idle. */
export async function watchWorker({ context, worker }: Product): Promise<Watched> {
  const browser = context.browser();
  if (!browser) throw new Error('the browser is gone');
  const cdp = await browser.newBrowserCDPSession();
  const id = await targetId(cdp, worker.url());
  if (id === undefined) throw new Error('the background does not run');
  const send = await channel(cdp, id);
  const evaluate = async (expression: string): Promise<unknown> =>
    (await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true }) as { result: { value: unknown } }).result.value;
  await evaluate(`globalThis.soakRejections = [];
    addEventListener('unhandledrejection', ({ reason }) => void soakRejections.push(String(reason?.stack ?? reason)))`);
  return {
    async heapBytes() {
      // What is written down after a console has opened is not there to stay.
      for (let [idle, tries] = [0, 0]; idle < 3 && tries < 100; tries += 1) {
        idle = await evaluate('navigator.locks.query().then(({ held, pending }) => held.length + pending.length)') === 0 ? idle + 1 : 0;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await send('HeapProfiler.collectGarbage');
      return (await send('Runtime.getHeapUsage') as { usedSize: number }).usedSize;
    },
    rejections: async () => await evaluate('globalThis.soakRejections ?? ["the worker is another one"]') as string[],
  };
}
