import type { BrowserContext, Page } from 'playwright-core';
import { optionsPage } from './firstRun.js';
import type { Product } from './product.js';

interface ExtensionApi {
  readonly storage: Record<'local' | 'session', { get(key: string | null): Promise<Record<string, unknown>>; remove(key: string): Promise<void> }>;
  readonly developerPrivate: { addHostPermission(id: string, origin: string): Promise<void> };
}
type WithApi = { readonly chrome: ExtensionApi };

/** Makes every MFA session gone, as after twelve hours: the next journey asks for a code. */
export async function forgetMfaSessions(product: Product): Promise<void> {
  const page = await optionsPage(product);
  await page.evaluate(() => (globalThis as unknown as WithApi).chrome.storage.session.remove('mfaSessions'));
}

/** Everything the extension has stored in an area, as text. */
export async function storedText(product: Product, area: 'local' | 'session'): Promise<string> {
  const page = await optionsPage(product);
  return page.evaluate(async (name) => JSON.stringify(await (globalThis as unknown as WithApi).chrome.storage[name].get(null)), area);
}

/** A page that may do what the browser's own page for extensions may, and has nothing to draw. */
export const extensionsPage = 'chrome://extensions/strings.m.js';

/** Says yes, as the person would to the browser's question, to a permission that the extension is about to ask for. */
export async function approveOrigin(product: Product, origin: string): Promise<void> {
  const page = await product.context.newPage();
  await page.goto(extensionsPage);
  const id = new URL(product.page('')).host;
  await page.evaluate(([extension, wanted]) =>
    (globalThis as unknown as WithApi).chrome.developerPrivate.addHostPermission(extension, wanted), [id, origin] as const);
  await page.close();
}

/** Ends the background worker, as the browser does after half a minute without work. */
export async function stopWorker(product: Product): Promise<void> {
  const page = await optionsPage(product);
  const session = await product.context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

/** As `stopWorker`, with whatever is in front left there: the popup, above all. */
export async function stopWorkerBehind({ context }: Product): Promise<void> {
  const [page] = context.pages();
  if (!page) throw new Error('the browser has no page');
  const session = await context.newCDPSession(page);
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await session.detach();
}

function isConsole(address: string): boolean {
  return URL.canParse(address) && /(^|\.)console\.(aws\.amazon\.com|amazonaws[a-z-]*\.[a-z]+)$/.test(new URL(address).hostname);
}

/** What the pages of the browser show, for the error of a test that waited in vain. */
async function pagesOf(context: BrowserContext): Promise<string> {
  const shown = context.pages().map(async (page) => `${page.url()}\n${(await page.locator('body').innerText({ timeout: 1000 }).catch(String)).slice(0, 1000)}`);
  return (await Promise.all(shown)).join('\n\n');
}

/** The first page like this, as soon as there is one. */
async function shownPage(context: BrowserContext, like: (page: Page) => boolean): Promise<Page> {
  const shown = (): Page | undefined => context.pages().find(like);
  for (const end = Date.now() + 20_000; !shown() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 25));
  const page = shown();
  if (!page) throw new Error(`no such page was shown, but\n${await pagesOf(context)}`);
  return page;
}

/** The console page that the next opening leads to, once AWS's page has asked for its buckets. */
export async function nextConsole({ context }: Product, open: () => Promise<void>): Promise<{ page: Page; buckets: string | null }> {
  const before = new Set(context.pages().filter((page) => isConsole(page.url())));
  await open();
  // A tab may have been opened ahead already; one whose journey fails comes and goes.
  const page = await shownPage(context, (one) => !before.has(one) && isConsole(one.url()));
  return { page, buckets: await page.locator('#buckets:not([data-state=loading])').getAttribute('data-state') };
}

/** Waits until the worker has heard from every console that it is open: only such a one is offered to be resumed. */
export async function allOpen({ worker }: Product): Promise<void> {
  const open = (): Promise<boolean> => worker.evaluate(async () => {
    const { consoleTabs = {} } = await (globalThis as unknown as WithApi).chrome.storage.session.get('consoleTabs');
    const stages = Object.values(consoleTabs as Record<string, { stage: string }>).map(({ stage }) => stage);
    return stages.length > 0 && stages.every((stage) => stage === 'open');
  });
  for (const end = Date.now() + 20_000; !(await open());) {
    if (Date.now() > end) throw new Error('not every console has said that it is open');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** The page that waits, in a tab opened ahead, for the form that signs it in. */
export function launchPage({ context, page }: Product): Promise<Page> {
  return shownPage(context, (one) => one.url().startsWith(page('launch.html')));
}

/** The addresses of such pages that there are. */
export function launchPages({ context, page }: Product): string[] {
  return context.pages().map((one) => one.url()).filter((address) => address.startsWith(page('launch.html')));
}

/** How often an action of STS has been called. */
export function calls(product: Product, action: string): number {
  return product.emulator.requests.filter((request) => request.action === action).length;
}

/** Ends the browser as a crash would, with nothing more written than is on disk already. */
export async function killBrowser({ context }: Product): Promise<void> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo } = await session?.send('SystemInfo.getProcessInfo') ?? { processInfo: [] };
  const closed = context.waitForEvent('close');
  for (const { id } of processInfo.filter(({ type }) => type === 'browser')) process.kill(id, 'SIGKILL');
  await closed;
}

/** Where a console page is, without what its host says of the session. */
export function placeOf(page: Page): string {
  const { hostname, pathname, search, hash } = new URL(page.url());
  const [, account = '', region = ''] = /^(\d{12})-\w+\.([a-z0-9-]+)\.console\.aws\.amazon\.com$/.exec(hostname) ?? [];
  return `${account} ${region} ${pathname}${search}${hash}`;
}
