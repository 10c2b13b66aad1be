import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole } from './browserState.js';
import { damage, forget, type WithChrome } from './damagedVault.js';
import { savedBy } from './download.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { type Product, startProduct } from './product.js';

const downloads = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-files-'));
let product: Product;
let page: Page;
beforeAll(async () => {
  product = await startProduct();
  page = await firstRun(product);
});
afterAll(async () => {
  await product?.close();
  fs.rmSync(downloads, { recursive: true, force: true });
});

const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();
const sees = (text: string): Promise<void> => page.getByText(text).first().waitFor();

async function unlock(): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').waitFor();
}

const vaultSection = (): Promise<void> => page.getByRole('navigation').getByRole('button', { name: 'Vault' }).click();

async function lockAndReturn(): Promise<void> {
  await vaultSection();
  const closed = page.waitForEvent('close');
  await press('Lock now');
  await closed;
  page = await optionsPage(product);
}

const saved = (name: string): Promise<string> => savedBy(page, name, downloads);

describe('a damaged vault', () => {
  it.each(['active', 'both', 'pointer', 'all'] as const)('is mended from the good copy with one click: %s', async (what) => {
    await damage(page, what);
    await sees('The vault is damaged');
    await page.getByText(/A good copy from \d+:\d\d\s[AP]M was found/).waitFor();
    await press('Use the good copy');
    await sees('Unlock Sallyport');
    await unlock();
    // The page comes back to the section that it was at.
    await page.getByRole('navigation').getByRole('button', { name: 'Identities' }).click();
    await sees('alice-phone');
    await page.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
    for (const { name } of product.emulator.roles) await sees(name);
  });

  it('is what the popup says too, and where to mend it', async () => {
    await damage(page, 'both');
    // A browser that has started anew, as after what damages files, keeps nothing at hand.
    await forget(page, { firstScreen: null, wholeList: null });
    const popup = await openPopup(product);
    await popup.sees('The stored vault is damaged.');
    await popup.click('Mend it in the settings');
    await page.bringToFront();
    await press('Use the good copy');
    await unlock();
  });

  it('is kept, sealed as it was, to be downloaded or removed', async () => {
    await vaultSection();
    await sees('Set aside');
    const text = fs.readFileSync(await saved('Download'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ slots: { A: { fmt: 'cvault', gen: 999 }, B: { gen: 999 } }, mirror: { envelope: { fmt: 'cvault' } } });
    expect(text).not.toContain(product.emulator.alice.accessKeyId);
    await press('Remove it');
    await expect.poll(() => page.getByText('Set aside').count()).toBe(0);
    expect(await page.evaluate(async () => (await (globalThis as unknown as WithChrome).chrome.storage.local.get(null))['vault.setAside'])).toBeNull();
  });
});

describe('a passkey', () => {
  it('opens the vault beside the passphrase, from a tab, once it was added with the passphrase', async () => {
    const session = await product.context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', { options: {
      protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true,
    } });
    await vaultSection();
    const card = page.locator('form').filter({ hasText: 'A passkey on this device' });
    await card.getByLabel('Present passphrase').fill('not the passphrase');
    await press('Add a passkey');
    await sees('That is not the passphrase of this vault.');
    await card.getByLabel('Present passphrase').fill(passphrase);
    await press('Add a passkey');
    await sees('A passkey opens this vault too.');
    // The virtual authenticator belongs to this tab, which must not be closed by the lock.
    await page.goto(product.page('manifest.json'));
    await forget(page, { unlockedKey: null });
    await page.goto(product.page('options.html'));
    await sees('Unlock Sallyport');
    await press('Unlock with a passkey');
    await sees('alice-phone');
  });

  it('is offered by the popup, which leads to that tab', async () => {
    await page.goto(product.page('manifest.json'));
    await forget(page, { unlockedKey: null });
    const popup = await openPopup(product);
    await popup.sees('Unlock with a passkey');
    await popup.evaluate('window.close()').catch(() => undefined);
    await page.goto(product.page('options.html'));
    await press('Unlock with a passkey');
    await vaultSection();
  });

  it('is taken away with one click, and then no button speaks of it', async () => {
    await press('Let only the passphrase open it');
    await page.getByRole('button', { name: 'Add a passkey' }).waitFor();
    await lockAndReturn();
    await sees('Unlock Sallyport');
    expect(await page.getByRole('button', { name: 'Unlock with a passkey' }).count()).toBe(0);
    await unlock();
  });
});

describe('the vault’s file', () => {
  const filePassphrase = 'the passphrase of the file, seven words';
  let file: string;

  it('is made under a passphrase of its own and holds nothing in the clear', async () => {
    await vaultSection();
    await page.getByLabel('Passphrase for the file').fill('password1234');
    await press('Export');
    await sees('This would soon be guessed.');
    await page.getByLabel('Passphrase for the file').fill(filePassphrase);
    await page.getByLabel('The file’s passphrase again').fill(filePassphrase);
    file = await saved('Export');
    await sees('The file was made.');
    const text = fs.readFileSync(file, 'utf8');
    expect(path.basename(file)).toMatch(/^sallyport-vault-\d{4}-\d\d-\d\d\.json$/);
    expect(text).toContain('"fmt":"cvault"');
    for (const plain of [product.emulator.alice.accessKeyId, product.emulator.alice.secretAccessKey, 'prod-admin']) expect(text).not.toContain(plain);
  });

  it('changes nothing where everything is there already', async () => {
    await page.getByRole('navigation').getByRole('button', { name: 'Import' }).click();
    await page.locator('input[type=file]').setInputFiles(file);
    await sees('This is a vault’s file.');
    await page.getByLabel('Passphrase of the file').fill('not the passphrase');
    await press('Open the file');
    await sees('That is not the passphrase of this vault.');
    await page.getByLabel('Passphrase of the file').fill(filePassphrase);
    await press('Open the file');
    await sees('Nothing would change.');
    await sees(`There already, just as it is here: ${1 + product.emulator.roles.length}.`);
    await press('Discard');
  });

  it('brings a new profile every identity and role at once', async () => {
    const other = await startProduct();
    try {
      const fresh = await optionsPage(other);
      await fresh.getByText('Or bring a vault’s file').click();
      await fresh.locator('input[type=file]').setInputFiles(file);
      await fresh.getByLabel('Passphrase of the file').fill(filePassphrase);
      await fresh.getByRole('button', { name: 'Use this vault' }).click();
      await fresh.getByRole('navigation').waitFor();
      await fresh.getByText('alice-phone').waitFor();
      await fresh.getByRole('navigation').getByRole('button', { name: 'Roles' }).click();
      for (const { name } of other.emulator.roles) await fresh.getByText(name).first().waitFor();
    } finally {
      await other.close();
    }
  });
});

describe('who has forgotten the passphrase', () => {
  it('can start over after typing so, and sets up anew', async () => {
    await lockAndReturn();
    await page.getByText('Passphrase forgotten?').click();
    const button = page.getByRole('button', { name: 'Start over' });
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel('Type “start over” to go on').fill('start over');
    await button.click();
    await sees('Choose a passphrase');
    await firstRun(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'prod-admin');
    const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
    expect(buckets).toBe('ok');
  });
});
