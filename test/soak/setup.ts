import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { removeFolder } from '../../scripts/removeFolder.js';
import type { Role } from '../../src/core/catalogue.js';
import { extensionBeginning } from '../e2e/permitted.js';
import { aliceOf, plantVault } from '../e2e/plantedVault.js';
import { type Product, startProduct } from '../e2e/product.js';

/** The roles of the emulated organisation, and one of them once more, that signs in directly. */
export const roles = { single: 'prod-admin', behind: 'data-admin', direct: 'direct-admin' } as const;
export const mfaRoles = ['prod-admin', 'staging-admin', 'sandbox-admin', 'data-admin'] as const;

/** A browser with the built extension and an unlocked vault, and its options page. */
export interface Soaked {
  readonly product: Product;
  readonly options: Page;
  close(): Promise<void>;
}

interface SessionApi {
  readonly chrome: {
    readonly storage: { readonly session: { get(key: string): Promise<Record<string, unknown>>; set(items: object): Promise<void>; remove(keys: readonly string[]): Promise<void> } };
    readonly runtime: { sendMessage(message: object): Promise<{ readonly failure?: { readonly kind: string } } | undefined> };
  };
}

/** Starts it; code that is given runs before the background's own, and may stop it where a test wants it stopped. */
export async function startSoak(beginning?: string): Promise<Soaked> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-soak-'));
  const clear = (): void => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', clear);
  const product = await startProduct(beginning === undefined ? {} : { extension: extensionBeginning(folder, beginning, ['background.js']) });
  const { emulator } = product;
  const role = (name: string, more: Partial<Role> = {}): Role => {
    const { arn = '', region = '' } = emulator.roles.find((listed) => listed.name === name) ?? {};
    return { id: name, name, arn, region, colour: '#d9610a', destination: '', source: { kind: 'identity', id: 'alice' }, ...more };
  };
  const options = await plantVault(product, {
    identities: [aliceOf(emulator)], rules: [],
    roles: [
      role('prod-admin'), role('staging-admin'), role('sandbox-admin'), role('data-admin', { source: { kind: 'role', id: 'staging-admin' } }),
      { ...role('staging-admin'), id: roles.direct, name: roles.direct, strategy: 'direct' },
    ],
  });
  return {
    product, options,
    async close() {
      await product.close();
      process.off('exit', clear);
      await removeFolder(folder);
    },
  };
}

/** What the extension keeps in memory under a key, or undefined. */
export function kept({ options }: Soaked, key: string): Promise<unknown> {
  return options.evaluate(async (name) => (await (globalThis as unknown as SessionApi).chrome.storage.session.get(name))[name], key);
}

export async function keep({ options }: Soaked, items: object): Promise<void> {
  await options.evaluate((all) => (globalThis as unknown as SessionApi).chrome.storage.session.set(all), items);
}

export async function forget({ options }: Soaked, ...keys: readonly string[]): Promise<void> {
  await options.evaluate((all) => (globalThis as unknown as SessionApi).chrome.storage.session.remove(all), keys);
}

/** Asks the background for a console as the popup does, and gives `opened`, or the kind of the failure that the popup would show. */
export function openRole(page: Page, asked: { readonly roleId: string; readonly code?: string }): Promise<string> {
  return page.evaluate((message) => (globalThis as unknown as SessionApi).chrome.runtime.sendMessage(message)
    .then((reply) => (reply ? reply.failure?.kind ?? 'opened' : 'interrupted'), () => 'interrupted'), { call: 'openRole', asked });
}

/** Waits for something, and says whether it came in time. */
export async function came(there: () => boolean | Promise<boolean>, milliseconds: number): Promise<boolean> {
  for (const end = Date.now() + milliseconds; !(await there());) {
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}

/** Closes all tabs but the options page and the one from which the popup is opened. */
export async function closeConsoles({ product: { context, page }, options }: Soaked): Promise<void> {
  const stays = (one: Page): boolean => one === options || one.url().startsWith(page('manifest.json'));
  await Promise.all(context.pages().filter((one) => !stays(one)).map((one) => one.close()));
}
