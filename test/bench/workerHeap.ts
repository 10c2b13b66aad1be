import { nextConsole } from '../e2e/browserState.js';
import { firstRun } from '../e2e/firstRun.js';
import { chooseRole, enterCode, openPopup } from '../e2e/popup.js';
import { startProduct } from '../e2e/product.js';
import { watchWorker } from '../soak/heap.js';

/** Bytes of the worker's heap that live after it has opened a console and has nothing to do. */
export async function measureWorkerHeap(): Promise<number> {
  const product = await startProduct();
  try {
    await firstRun(product);
    const watched = await watchWorker(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    return await watched.heapBytes();
  } finally {
    await product.close();
  }
}
