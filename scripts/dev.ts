import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { cmd, type Running } from 'web-ext';
import { type Emulator, startEmulator } from '../test/aws/emulator.js';
import { firefoxPath } from '../test/e2e/firefoxProduct.js';
import { awsArgs } from '../test/e2e/product.js';
import { watch } from './build.mjs';
import { chromiumPath } from './chromiumPath.js';
import { hasDisplay } from './display.js';
import { type Browser, browsers } from './packing/golden.js';
import { removeFolder } from './removeFolder.js';

const help = `npm run dev [-- chrome|firefox] [--headless]

Builds the extension, opens Chromium and Firefox (or the one that is named) with it, and reloads it there whenever a file
that it is built from changes. Chromium finds the emulated AWS, whose key is printed; Firefox finds AWS itself.
Ctrl+C ends the browsers and all else.

  --headless  without windows, also where there is a display
  --help      this text`;

/** Which browsers were asked for; a sentence and exit code 2 for anything that is not understood. */
function asked(): { wanted: readonly Browser[]; headless: boolean } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { headless: { type: 'boolean' }, help: { type: 'boolean' } } });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const stranger = positionals.find((name) => !browsers.some((browser) => browser === name));
    if (stranger !== undefined) throw new Error(`There is no browser ${stranger}: say chrome or firefox, or neither for both.`);
    return { wanted: browsers.filter((browser) => positionals.length === 0 || positionals.includes(browser)), headless: values.headless ?? !hasDisplay() };
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

/** web-ext would watch the folder, which is not whole while it is written: we reload when a build is done. */
const reload = { reloadStrategy: () => undefined };
const folder = path.resolve(import.meta.dirname, '../dist/dev');

/** Opens a browser with what is built. Throws a sentence when it is missing. */
async function open(browser: Browser, headless: boolean, { tls }: Emulator, profile: string): Promise<Running> {
  if (!tls) throw new Error('the emulator serves no TLS');
  const shared = { sourceDir: path.join(folder, browser), noReload: false } as const;
  if (browser === 'chrome') {
    const args = [...awsArgs(tls), ...headless ? ['--headless=new'] : [], ...process.getuid?.() === 0 ? ['--no-sandbox'] : []];
    return cmd.run({ ...shared, target: ['chromium'], chromiumBinary: chromiumPath(), chromiumProfile: profile, keepProfileChanges: true, args }, reload);
  }
  const firefox = firefoxPath();
  if (!firefox) throw new Error('Firefox is missing: install it (Debian: `apt-get install firefox-esr`), or say `npm run dev -- chrome`.');
  // A reload closes the extension's pages, and the settings, which the first start shows, are the only tab there is.
  const pref = { 'browser.tabs.closeWindowWithLastTab': false };
  return cmd.run({ ...shared, target: ['firefox-desktop'], firefox, pref, args: headless ? ['--headless'] : [] }, reload);
}

/** What a person types into the settings to set the extension up for the emulated AWS. */
function introduce({ alice, roles }: Emulator): void {
  console.log(`
In Chromium, AWS is the emulated one. An identity of it, and roles:
  access key ID      ${alice.accessKeyId}
  secret access key  ${alice.secretAccessKey}
  MFA device         ${alice.mfaSerial}
${roles.map(({ arn }) => `  role               ${arn}`).join('\n')}
Press Enter for the MFA code. Ctrl+C ends all.
`);
}

/** Builds now, and again after each change, which is then loaded into what runs. Waits for the first build that succeeds. */
function keepBuilt(running: readonly Running[], closing: (() => Promise<void>)[]): Promise<void> {
  return new Promise((resolve) => {
    closing.push(watch(folder, (problem) => {
      if (problem !== undefined) {
        console.error(`\n${problem}`);
        return;
      }
      console.log(`\nBuilt at ${new Date().toLocaleTimeString()}${running.length > 0 ? ', and reloading' : ''}.`);
      for (const one of running) void one.reloadAllExtensions();
      resolve();
    }));
  });
}

/** Calls back when the person or the system wants this to end. */
function onSignal(end: () => void): void {
  // web-ext's way of starting Chromium would end this process at a signal, with Firefox still open.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal).on(signal, end);
}

/** Calls back when the process that started us is gone, which nobody tells us. */
function onOrphaned(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => (process.ppid === parent ? undefined : end()), 500);
}

// web-ext would leave the profile that it makes for Chromium.
const profile = path.join(os.tmpdir(), `sallyport-dev-${process.pid}`);
const closing: (() => Promise<void>)[] = [];
let ending: Promise<unknown> | undefined;
/** Ends the browsers, the emulated AWS and the building, once. */
function end(status: number): void {
  ending ??= Promise.allSettled(closing.map((close) => close())).then(async () => {
    await removeFolder(profile);
    process.exit(status);
  });
}

try {
  const { wanted, headless } = asked();
  onSignal(() => end(0));
  onOrphaned(() => end(0));
  const emulator = await startEmulator({ tls: true, multiSession: 'on' });
  closing.push(() => emulator.close());
  fs.mkdirSync(profile);
  const running: Running[] = [];
  console.log('Building the extension…');
  await keepBuilt(running, closing);
  for (const browser of ending ? [] : wanted) {
    const opened = await open(browser, headless, emulator, profile);
    const ended = new Promise<void>((resolve) => opened.registerCleanup(resolve));
    closing.push(() => opened.exit().then(() => ended));
    running.push(opened);
    void ended.then(() => {
      running.splice(running.indexOf(opened), 1);
      if (running.length === 0) end(0);
    });
    onSignal(() => end(0));
  }
  if (wanted.includes('chrome')) introduce(emulator);
  process.stdin.on('data', () => console.log(`MFA code: ${emulator.device.code().code}`));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  end(1);
}
