import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../../scripts/removeFolder.js';
import { found, foundCode, textMarkers } from './disk.js';
import { firefoxPath } from './firefoxProduct.js';
import { type Controls, type End, useChromium, type UsedProfile, useFirefox } from './usedProfile.js';

const folders: string[] = [];
function freshProfile(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-profile-'));
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map(removeFolder)));

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
    expect(used.markers.size).toBeGreaterThanOrEqual(14);
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
    const controlsLeft = controlsFound();
    expect(controlsLeft).toMatch(/typed in .*[Ss]ession/);
    expect(controlsLeft).toContain('stored in');
    expect(secretsFound()).toEqual([]);
  });
});
