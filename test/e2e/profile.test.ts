import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextConsole } from './browserState.js';
import { firstRun, optionsPage, passphrase } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { startProduct } from './product.js';

/** Every file below a folder. */
function filesIn(folder: string): string[] {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

/** The files that hold a text, as UTF-8 or as UTF-16. */
function holding(folder: string, text: string): string[] {
  const spellings = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
  return filesIn(folder).filter((file) => {
    const content = fs.readFileSync(file);
    return spellings.some((spelling) => content.includes(spelling));
  });
}

describe('the browser’s profile on disk', () => {
  const control = `planted-${crypto.randomUUID()}`;
  let profile: string;
  let secrets: string[];

  beforeAll(async () => {
    profile = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-profile-'));
    const product = await startProduct({ profile });
    const { emulator } = product;
    await firstRun(product);
    const popup = await openPopup(product);
    await chooseRole(popup, 'data-admin');
    await nextConsole(product, () => enterCode(popup, emulator.device.freshCode()));
    const options = await optionsPage(product);
    await options.evaluate((text) => (globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } })
      .chrome.storage.local.set({ control: text }), control);
    await product.close();
    const { alice, issued } = emulator;
    secrets = [passphrase, alice.accessKeyId, alice.secretAccessKey, ...issued.sessionTokens, ...issued.secretAccessKeys, ...issued.signinTokens];
  });
  afterAll(() => fs.rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));

  it('shows what was written to it in plain text, so that the search means something', () => {
    expect(holding(profile, control).length).toBeGreaterThan(0);
  });

  it('holds no passphrase, key, session or sign-in token', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(9);
    for (const secret of secrets) expect(holding(profile, secret)).toEqual([]);
  });
});
