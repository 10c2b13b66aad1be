import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Worker } from 'playwright-core';
import { chromiumPath } from '../../scripts/chromiumPath.js';
import { removeFolder } from '../../scripts/removeFolder.js';
import { type Emulator, type EmulatorOptions, startEmulator } from '../aws/emulator.js';
import type { Elsewhere } from './elsewhere.js';

const root = path.resolve(import.meta.dirname, '../..');

/** The built extension in a real browser, before the emulated AWS. */
export interface Product {
  readonly emulator: Emulator;
  readonly context: BrowserContext;
  readonly worker: Worker;
  /** Address of one of the extension's pages. */
  page(file: string): string;
  /** Ends the browser and all its processes as a power cut would, and the emulated AWS. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface ProductOptions {
  /** The folder of the built extension. */
  readonly extension?: string;
  /** What starts the browser, in the place of Chromium itself. */
  readonly executable?: string;
  /** A profile to use and to keep; a fresh one is made and thrown away otherwise. */
  readonly profile?: string;
  readonly headless?: boolean;
  /** Such as `ja`. */
  readonly language?: string;
  readonly dark?: boolean;
  readonly emulator?: EmulatorOptions;
  /** Folders of other extensions to load too. None may call its worker `background.js`, by which ours is told apart. */
  readonly beside?: readonly string[];
  /** Another web server that the browser can reach, beside AWS. */
  readonly elsewhere?: Elsewhere;
}

/** AWS's real host names lead to the emulator, those of the other server to it, and no other name leads anywhere. */
function hostRules(port: number, elsewhere?: Elsewhere): string {
  const hosts = [
    '*.amazonaws.com', '*.amazonaws.com.cn', '*.amazonaws.eu', '*.aws.amazon.com',
    '*.amazonaws-us-gov.com', '*.amazonaws.cn', '*.amazonaws-eusc.eu',
  ];
  const aws = hosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`);
  const others = elsewhere ? [elsewhere.host, `*.${elsewhere.host}`].map((host) => `MAP ${host}:443 127.0.0.1:${elsewhere.port}`) : [];
  return [...aws, ...others, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ');
}

function launch(profile: string, tls: { port: number; spki: string }, options: ProductOptions): Promise<BrowserContext> {
  const extensions = [options.extension ?? 'dist/chrome', ...options.beside ?? []].map((folder) => path.resolve(root, folder)).join(',');
  const { language = 'en-US', headless = true, elsewhere } = options;
  return chromium.launchPersistentContext(profile, {
    executablePath: options.executable ?? chromiumPath(),
    headless,
    chromiumSandbox: process.getuid?.() !== 0,
    ignoreDefaultArgs: ['--disable-extensions'],
    viewport: headless ? { width: 1280, height: 860 } : null,
    colorScheme: options.dark ? 'dark' : 'light',
    env: { ...process.env, LANGUAGE: language.replace('-', '_') },
    args: [...productArgs(tls, extensions, elsewhere), `--lang=${language}`, ...(options.dark ? ['--force-dark-mode'] : [])],
  });
}

/** What makes a Chromium find the emulated AWS, and trust it. */
export function awsArgs({ port, spki }: { port: number; spki: string }, elsewhere?: ProductOptions['elsewhere']): string[] {
  return [
    `--host-resolver-rules=${hostRules(port, elsewhere)}`,
    `--ignore-certificate-errors-spki-list=${[spki, ...elsewhere ? [elsewhere.spki] : []].join(',')}`,
  ];
}

/**
 * What Chromium does of itself and no test looks at. At each start it loads pages of its own for its address bar, which takes 1.8 s of
 * the processor here. Of several such lists only the last one counts, so that this one repeats what Playwright turns off.
 */
const unwantedFeatures = [
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup',
  'AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades', 'LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning',
];

/** What makes a Chromium load the extension (and others, after a comma) and find the emulated AWS. */
export function productArgs(
  tls: { port: number; spki: string }, extensions = path.join(root, 'dist/chrome'), elsewhere?: ProductOptions['elsewhere'],
): string[] {
  return [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`, `--disable-features=${unwantedFeatures.join(',')}`, ...awsArgs(tls, elsewhere)];
}

/** Waits until a page with this address is open. */
export async function pageAt(context: BrowserContext, address: string): Promise<void> {
  const there = (): boolean => context.pages().some((page) => page.url() === address);
  for (let tries = 0; tries < 400 && !there(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25));
  if (!there()) throw new Error(`${address} was not shown`);
}

/** The browser's main process. Playwright starts it as the leader of a group that all its other processes are in. */
async function mainProcess(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = await session?.send('SystemInfo.getProcessInfo') ?? {};
  await session?.detach();
  const main = processInfo.find(({ type }) => type === 'browser');
  if (!main) throw new Error('the browser does not say which process it is');
  return main.id;
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}

/** Starts the emulated AWS and a browser with the built extension in it. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const emulator = await startEmulator({ tls: true, multiSession: 'on', ...options.emulator });
  if (!emulator.tls) throw new Error('the emulator serves no TLS');
  const profile = options.profile ?? fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-'));
  const fresh = fs.readdirSync(profile).length === 0;
  const context = await launch(profile, emulator.tls, options).catch(async (thrown: unknown) => {
    await emulator.close();
    throw thrown;
  });
  const isOurs = (worker: Worker): boolean => worker.url().endsWith('/background.js');
  const worker = context.serviceWorkers().find(isOurs) ?? await context.waitForEvent('serviceworker', { timeout: 15_000, predicate: isOurs });
  const page = (file: string): string => new URL(file, worker.url()).href;
  // The first installation shows the options page. A tab that comes in front later would stop the one under test.
  if (fresh) await pageAt(context, page('options.html'));
  const main = await mainProcess(context);
  return {
    emulator, context, worker, page,
    async kill() {
      if (isAlive(main)) process.kill(-main, 'SIGKILL');
      while (isAlive(main)) await new Promise((resolve) => setTimeout(resolve, 5));
      await emulator.close();
    },
    async close() {
      await context.close();
      await emulator.close();
      if (options.profile === undefined) await removeFolder(profile);
    },
  };
}
