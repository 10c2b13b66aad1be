import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const places = [
  process.env['CHROMIUM'] ?? '',
  ...['chromium', 'chromium-browser'].flatMap((name) =>
    (process.env['PATH'] ?? '').split(path.delimiter).map((folder) => path.join(folder, name))),
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  path.join(process.env['LOCALAPPDATA'] ?? '', 'Chromium', 'Application', 'chrome.exe'),
];

/**
 * A Chromium that loads unpacked extensions from the command line: branded Chrome no longer does.
 * Throws a sentence that says what to install.
 */
export function chromiumPath(): string {
  const found = places.find((place) => path.isAbsolute(place) && fs.existsSync(place));
  if (!found) {
    throw new Error('Chromium is missing: install it (Debian: `apt-get install chromium`; macOS: `brew install chromium`) or set CHROMIUM to its path.');
  }
  return found;
}
