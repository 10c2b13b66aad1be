import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../scripts/removeFolder.js';
import { type Emulator, startEmulator } from '../aws/emulator.js';
import { type Firefox, plain, startFirefox } from './bidi.js';

const uuid = '7a11b0a7-0000-4000-8000-5a11b0a75a11';
const addonId = (JSON.parse(fs.readFileSync(path.resolve(import.meta.dirname, '../../manifest.json'), 'utf8')) as {
  browser_specific_settings: { gecko: { id: string } };
}).browser_specific_settings.gecko.id;

/** A tab of Firefox. */
export interface Tab {
  evaluate<T>(expression: string): Promise<T>;
  until<T>(expression: string): Promise<T>;
  /** Focuses a field and types into it with real keys. */
  type(selector: string, text: string): Promise<void>;
  /** Presses keys one after the other and lets go of them together. */
  chord(keys: string): Promise<void>;
  click(selector: string): Promise<void>;
  screenshot(file: string): Promise<void>;
}

export interface FirefoxProduct {
  readonly emulator: Emulator;
  /** A new tab with one of the extension's pages, or with any address. */
  open(address: string): Promise<Tab>;
  /** The next tab that opens after the action. */
  nextTab(action: () => Promise<void>): Promise<Tab>;
  close(): Promise<void>;
  /** Ends the browser as a crash would. */
  kill(): Promise<void>;
}

export interface FirefoxOptions {
  /** A profile to use and to keep; a fresh one is made and thrown away otherwise. */
  readonly profile?: string;
  /** Preferences beside those that every test needs. */
  readonly preferences?: Readonly<Record<string, unknown>>;
}

/** Where Firefox is on this machine, or undefined. */
export function firefoxPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return ['firefox-esr', 'firefox'].flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => fs.existsSync(file));
}

function tabIn(firefox: Firefox, context: string): Tab {
  async function evaluate<T>(expression: string): Promise<T> {
    const { type, result, exceptionDetails } = await firefox.send<{ type: string; result: { type: string }; exceptionDetails?: { text: string } }>(
      'script.evaluate', { target: { context }, expression, awaitPromise: true, resultOwnership: 'none' });
    if (type === 'exception') throw new Error(exceptionDetails?.text);
    return plain(result) as T;
  }
  async function until<T>(expression: string): Promise<T> {
    for (const end = Date.now() + 20_000; ;) {
      const value = await evaluate<T>(expression).catch(() => undefined);
      if (value) return value;
      if (Date.now() > end) throw new Error(`never came true: ${expression}\n${await evaluate<string>('document.body.innerText')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  async function press(actions: readonly { type: string; value: string }[]): Promise<void> {
    await firefox.send('input.performActions', { context, actions: [{ type: 'key', id: 'keys', actions }] }).catch((thrown: Error) => {
      // A key may close the page before it is let go.
      if (!thrown.message.includes('no such frame')) throw thrown;
    });
  }
  return {
    evaluate,
    until,
    async type(selector, text) {
      await until(`(document.querySelector(${JSON.stringify(selector)})?.focus(), document.activeElement?.matches(${JSON.stringify(selector)}))`);
      const keys = [...text].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]);
      await press(keys);
    },
    async chord(keys) {
      const actions = [...[...keys].map((value) => ({ type: 'keyDown', value })), ...[...keys].reverse().map((value) => ({ type: 'keyUp', value }))];
      await press(actions);
    },
    async click(selector) {
      await until(`(element => element && !element.disabled && (element.click(), true))(document.querySelector(${JSON.stringify(selector)}))`);
    },
    async screenshot(file) {
      const { data } = await firefox.send<{ data: string }>('browsingContext.captureScreenshot', { context });
      fs.writeFileSync(file, Buffer.from(data, 'base64'));
    },
  };
}

/** Starts the emulated AWS and a Firefox with the built extension in it. */
export async function startFirefoxProduct(binary: string, options: FirefoxOptions = {}): Promise<FirefoxProduct> {
  const emulator = await startEmulator({ tls: true, multiSession: 'on' });
  const profile = options.profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-firefox-'));
  const firefox = await startFirefox(binary, profile, {
    // An extension that is installed over BiDi is a temporary one, whose storage goes with it unless told otherwise.
    'extensions.webextensions.keepStorageOnUninstall': options.profile !== undefined,
    'extensions.webextensions.keepUuidOnUninstall': options.profile !== undefined,
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
    'network.dns.forceResolve': '127.0.0.1',
    'network.socket.forcePort': `443=${emulator.tls?.port}`,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'remote.prefs.recommended': true,
    ...options.preferences,
  }, options.profile !== undefined);
  const extension = path.resolve(import.meta.dirname, '../../dist/firefox');
  await firefox.send('webExtension.install', { extensionData: { type: 'path', path: extension } });
  await firefox.send('session.subscribe', { events: ['browsingContext.contextCreated'] });
  async function end(how: () => Promise<void>): Promise<void> {
    await how();
    await emulator.close();
    if (options.profile === undefined) await removeFolder(profile);
  }
  return {
    emulator,
    async open(address) {
      const { context } = await firefox.send<{ context: string }>('browsingContext.create', { type: 'tab' });
      const url = new URL(address, `moz-extension://${uuid}/`).href;
      await firefox.send('browsingContext.navigate', { context, url, wait: 'complete' });
      return tabIn(firefox, context);
    },
    async nextTab(action) {
      const created = new Promise<string>((resolve) => firefox.on((method, params) => {
        if (method === 'browsingContext.contextCreated' && params['parent'] === null) resolve(params['context'] as string);
      }));
      await action();
      return tabIn(firefox, await created);
    },
    close: () => end(firefox.close),
    kill: () => end(firefox.kill),
  };
}
