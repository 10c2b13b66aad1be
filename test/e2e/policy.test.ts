import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath } from '../../scripts/chromiumPath.js';
import { removeFolder } from '../../scripts/removeFolder.js';
import { browserWith, canMountOver } from './mounted.js';
import { aliceOf, manyRoles, plantVault } from './plantedVault.js';
import { openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const policies = '/etc/chromium';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-policy-'));
let product: Product;

/** Writes the policy as an administrator does; Chromium looks at the folder again within seconds, or when it is told to. */
function writePolicy(id: string, policy: object): void {
  fs.mkdirSync(path.join(folder, 'policies/managed'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'policies/managed/sallyport.json'), JSON.stringify({ '3rdparty': { extensions: { [id]: policy } } }));
}

describe.skipIf(!canMountOver(policies))('under an organisation’s policy (skipped where no folder can be mounted over Chromium’s, which takes root)', () => {
  beforeAll(async () => {
    product = await startProduct({ executable: browserWith(folder, policies, chromiumPath()) });
  });
  afterAll(async () => {
    await product?.close();
    await removeFolder(folder);
  });

  it('a role that is given while the browser is open is in the picker, and a setting is locked', async () => {
    const options = await plantVault(product, { identities: [aliceOf(product.emulator)], roles: manyRoles(product.emulator, 1), rules: [] });
    const { hostname: id } = new URL(product.page('options.html'));
    const [real] = product.emulator.roles;
    // Chromium answers only once it has its policies, and forgets to when they are loaded again before that.
    await options.evaluate('chrome.storage.managed.get(null)');
    writePolicy(id, { roles: [{ name: 'given-role', arn: real?.arn, source: { account: '111111111111' } }], settings: { lockMinutes: 5 } });
    const shown = await product.context.newPage();
    await shown.goto('chrome://policy');
    await shown.locator('#reload-policies').click();
    await options.bringToFront();
    await options.getByRole('button', { name: 'Vault', exact: true }).click();
    await options.getByText('Set by your organisation.').waitFor();
    expect(await options.getByLabel('Lock when I am away for').isDisabled()).toBe(true);
    const popup = await openPopup(product);
    await popup.until(`[...document.querySelectorAll('[role=option] .name')].some(({ textContent }) => textContent === 'given-role')`);
    expect(await options.evaluate(() => (globalThis as unknown as { chrome: { runtime: { sendMessage(message: unknown): Promise<unknown> } } }).chrome
      .runtime.sendMessage({ call: 'setStrategy', asked: { roleId: 'policy/given-role', strategy: 'direct' } }))).toEqual({ failure: { kind: 'roleGiven', values: { role: 'given-role' } } });
  });
});
