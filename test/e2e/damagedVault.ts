import type { Page } from 'playwright-core';

interface Chrome {
  readonly storage: { local: { get(key: null): Promise<Record<string, unknown>>; set(items: object): Promise<void>; clear(): Promise<void> }; session: { set(items: object): Promise<void> } };
}
export type WithChrome = { readonly chrome: Chrome };

/** Changes what is stored, behind the product's back, and opens the options page anew. */
export async function damage(page: Page, change: 'active' | 'both' | 'pointer' | 'all'): Promise<void> {
  await page.evaluate(async (what) => {
    const { local } = (globalThis as unknown as WithChrome).chrome.storage;
    const stored = await local.get(null);
    const active = stored['vault.active'] as string;
    const broken = (slot: string): object => ({ ...(stored[`vault.${slot}`] as object), gen: 999 });
    if (what === 'pointer') await local.set({ 'vault.active': 'C' });
    else if (what === 'all') await local.clear();
    else if (what === 'both') await local.set({ 'vault.A': broken('A'), 'vault.B': broken('B') });
    else await local.set({ [`vault.${active}`]: broken(active) });
  }, change);
  await page.reload();
}

/** Changes what is remembered until the browser closes, likewise. */
export function forget(page: Page, items: Readonly<Record<string, null>>): Promise<void> {
  return page.evaluate((all) => (globalThis as unknown as WithChrome).chrome.storage.session.set(all), items);
}
