import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { optionsPage } from './firstRun.js';
import { type Product, startProduct } from './product.js';

interface Extension {
  readonly chrome: { readonly management: { getPermissionWarningsByManifest(manifest: string): Promise<string[]> } };
}

const manifest = fs.readFileSync(path.resolve(import.meta.dirname, '../../dist/chrome/manifest.json'), 'utf8');
let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.close());

/** What the browser asks a person to agree to who installs an extension with this manifest. */
async function warningsFor(text: string): Promise<string[]> {
  const page = await optionsPage(product);
  return page.evaluate((given) => (globalThis as unknown as Extension).chrome.management.getPermissionWarningsByManifest(given), text);
}

it('who installs the extension is asked for one thing: the console and sign-in pages of AWS', async () => {
  expect(await warningsFor(manifest)).toEqual([
    'Read and change your data on all console.aws.amazon.com sites and all signin.aws.amazon.com sites',
  ]);
});

it('the browser would name another permission, were it asked for', async () => {
  const { permissions, ...rest } = JSON.parse(manifest) as { permissions: string[] };
  expect(await warningsFor(JSON.stringify({ ...rest, permissions: [...permissions, 'history'] }))).toEqual([
    'Read and change your data on all console.aws.amazon.com sites and all signin.aws.amazon.com sites',
    'Read and change your browsing history on all your signed-in devices',
  ]);
});
