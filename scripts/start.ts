import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { chromiumPath } from './chromiumPath.js';
import { build } from './build.mjs';
import { demoHeadless } from './demoHeadless.js';
import { demoForPerson } from './demoForPerson.js';
import { hasDisplay } from './display.js';

const languages = ['en-US', 'ja'] as const;
type Language = (typeof languages)[number];

const help = `npm start -- [--headless] [--profile DIR] [--language LANGUAGE]

Builds the extension, starts the emulated AWS, and opens a browser with the extension in it.
With a display, it sets up the demo organisation and leaves the browser to you, with the current MFA code here.
Without one, it goes the whole way by itself and ends with a line of JSON that says what it opened.

  --headless           go the whole way by itself, also where there is a display
  --profile DIR        keep the browser's profile in DIR, to search it for what must not be there
  --language LANGUAGE  the browser's: en-US, or ja, with the pictures in a folder of its own
  --help               this text`;

/** What was asked for; a sentence and exit code 2 for anything that is not understood. */
function asked(): { headless: boolean; profile: string | undefined; language: Language } {
  try {
    const { values } = parseArgs({
      options: { headless: { type: 'boolean' }, profile: { type: 'string' }, language: { type: 'string' }, help: { type: 'boolean' } },
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const language = languages.find((one) => one === (values.language ?? 'en-US'));
    if (!language) throw new Error(`--language is one of ${languages.join(', ')}.`);
    return { headless: values.headless ?? !hasDisplay(), profile: values.profile && path.resolve(values.profile), language };
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

/** Makes the profile's folder. One that was used holds a vault of keys that the next emulated AWS does not know. */
function takeProfile(folder: string): void {
  const usable = !fs.existsSync(folder) || (fs.statSync(folder).isDirectory() && fs.readdirSync(folder).length === 0);
  if (!usable) throw new Error(`--profile needs a folder that is new or empty, and ${folder} is neither.`);
  fs.mkdirSync(folder, { recursive: true });
}

try {
  const { headless, profile, language } = asked();
  chromiumPath();
  if (profile) takeProfile(profile);
  console.log('Building the extension…');
  await build();
  const screenshots = path.resolve(import.meta.dirname, '../artifacts/screenshots', language === 'ja' ? 'ja' : '');
  fs.mkdirSync(screenshots, { recursive: true });
  await (headless ? demoHeadless(profile, screenshots, language) : demoForPerson(profile, language));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}
