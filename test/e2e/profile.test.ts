import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { killBrowser, nextConsole } from './browserState.js';
import { found, foundCode, textMarkers } from './disk.js';
import { firefoxPath } from './firefoxProduct.js';
import { firstRun } from './firstRun.js';
import { chooseRole, enterCode, openPopup } from './popup.js';
import { startProduct } from './product.js';
import { type Controls, type End, useChromium, type UsedProfile, useFirefox } from './usedProfile.js';

const folders: string[] = [];
function freshProfile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-profile-'));
  folders.push(folder);
  return folder;
}
afterAll(() => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 })));

const firefox = firefoxPath();
const browsers = {
  Chromium: useChromium,
  Firefox: (profile: string, controls: Controls) => useFirefox(firefox ?? '', profile, controls),
};
const cases = (Object.keys(browsers) as (keyof typeof browsers)[]).flatMap((browser) =>
  (['closed', 'killed'] as const).map((end): [typeof browser, End] => [browser, end]));

describe.each(cases.filter(([browser]) => browser === 'Chromium' || firefox))('what %s has on disk, while it runs and when it is %s', (browser, end) => {
  const controls = { stored: `stored-${crypto.randomUUID()}`, typed: `typed-${crypto.randomUUID()}` };
  const controlMarkers = textMarkers(new Map(Object.entries(controls)));
  let profile: string;
  let used: UsedProfile;
  const controlsFound = (): string => found(profile, controlMarkers).join('\n');

  beforeAll(async () => {
    profile = freshProfile();
    used = await browsers[browser](profile, controls);
  });

  /** The names of what was found, with the files: nothing secret. */
  function secretsFound(): string[] {
    expect(used.markers.size).toBeGreaterThanOrEqual(13);
    expect(used.codes.length).toBeGreaterThan(0);
    return [...found(profile, used.markers), ...used.codes.flatMap((code) => foundCode(profile, code))];
  }

  it('is what was stored in plain text, and what was typed into an ordinary page: the search finds both', async () => {
    await expect.poll(controlsFound, { timeout: 30_000, interval: 500 }).toMatch(/typed in .*[Ss]ession/);
    expect(controlsFound()).toContain('stored in');
  });

  it('is no passphrase, key, device, session, token or code, even half typed, while it runs', () => {
    expect(secretsFound()).toEqual([]);
  });

  it(`is none of them when it was ${end}`, async () => {
    await used.end(end);
    expect(controlsFound()).toMatch(/typed in .*[Ss]ession/);
    expect(controlsFound()).toContain('stored in');
    expect(secretsFound()).toEqual([]);
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
    if (end === 'killed') await killBrowser(product);
    await product.close();
    expect(emulator.issued.signinTokens).toHaveLength(2);
    const tokens = new Map(emulator.issued.signinTokens.map((token, at) => [`token ${at}`, token]));
    expect(found(profile, textMarkers(tokens))).toEqual([]);
  });
});
