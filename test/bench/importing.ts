import type { Page } from 'playwright-core';
import { printText } from '../../src/formats/printing.js';
import { aliceOf, manyRoles, plantVault } from '../e2e/plantedVault.js';
import { startProduct } from '../e2e/product.js';
import { type Spread, spreadOf } from './statistics.js';

export interface ImportFigures {
  readonly roles: number;
  /** Milliseconds from the paste to the preview. */
  readonly previewed: Spread;
  /** Milliseconds from the press of `Import` to the word that it is done and stored. */
  readonly imported: Spread;
}

/** Pastes a text into the import's field and gives the milliseconds until its preview is there. */
function paste(page: Page, text: string): Promise<number> {
  return page.evaluate(async (pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    const began = performance.now();
    document.querySelector('.import textarea')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    while (!document.querySelector('.preview .buttons .main')) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - began;
  }, text);
}

/** Presses `Import` and gives the milliseconds until it says that it is done. */
function apply(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const began = performance.now();
    document.querySelector<HTMLElement>('.preview .buttons .main')?.click();
    while (document.querySelector('.preview .buttons .main')) await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - began;
  });
}

/** Imports so many roles into a vault that has none, each time anew. */
export async function measureImport(count: number, rounds: number): Promise<ImportFigures> {
  const previewed: number[] = [];
  const imported: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const product = await startProduct();
    const catalogue = { identities: [aliceOf(product.emulator)], roles: [], rules: [] };
    const page = await plantVault(product, { ...catalogue, roles: manyRoles(product.emulator, 1) });
    await page.getByRole('navigation').getByRole('button', { name: 'Import and export' }).click();
    previewed.push(await paste(page, printText({ ...catalogue, roles: manyRoles(product.emulator, count + 1).slice(1) })));
    imported.push(await apply(page));
    await product.close();
  }
  return { roles: count, previewed: spreadOf(previewed), imported: spreadOf(imported) };
}
