import { spawnSync } from 'node:child_process';
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

const folders: string[] = [];
function freshProfile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-profile-'));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

describe('the browser’s profile on disk', () => {
  const control = `planted-${crypto.randomUUID()}`;
  let profile: string;
  let secrets: string[];

  beforeAll(async () => {
    profile = freshProfile();
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

  it('shows what was written to it in plain text, so that the search means something', () => {
    expect(holding(profile, control).length).toBeGreaterThan(0);
  });

  it('holds no passphrase, key, session or sign-in token', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(9);
    for (const secret of secrets) expect(holding(profile, secret)).toEqual([]);
  });
});

describe('a sign-in that AWS answers with a page of its own, as when another identity is signed in', () => {
  it.each(['closed', 'killed'] as const)('leaves its token nowhere on disk when the browser is %s', async (end) => {
    const profile = freshProfile();
    const product = await startProduct({ profile, emulator: { multiSession: 'opt-in' } });
    const { emulator, context } = product;
    await firstRun(product);
    const first = await openPopup(product);
    await chooseRole(first, 'prod-admin');
    await nextConsole(product, () => enterCode(first, emulator.device.freshCode()));
    const refused = context.waitForEvent('page');
    await chooseRole(await openPopup(product), 'staging-admin');
    const page = await refused;
    await page.getByText('You must first log out').waitFor();
    // Chromium writes its session file a moment after a page has come.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    if (end === 'killed') spawnSync('pkill', ['-9', '-f', profile]);
    await product.close().catch(() => undefined);
    expect(emulator.issued.signinTokens).toHaveLength(2);
    for (const token of emulator.issued.signinTokens) expect(holding(profile, token)).toEqual([]);
  });
});
