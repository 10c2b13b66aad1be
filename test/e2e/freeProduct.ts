import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumPath } from '../../scripts/chromiumPath.js';
import { startEmulator } from '../aws/emulator.js';
import { pageAt, type Product, productArgs } from './product.js';

/** The built extension in a browser that goes on when it is no longer driven, as a person's does. */
export interface FreeProduct {
  readonly product: Product;
  readonly pid: number;
  /** Where it listens for debuggers. */
  readonly endpoint: string;
  isRunning(): boolean;
  /** Takes every debugger off the browser. */
  letGo(): Promise<void>;
}

/** Where the browser listens for debuggers, once it has said so. */
async function debuggerOf(profile: string): Promise<string> {
  const file = path.join(profile, 'DevToolsActivePort');
  for (let tries = 0; tries < 400; tries += 1) {
    const [port] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n') : [];
    if (port) return `http://127.0.0.1:${port}`;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the browser did not start');
}

const built = path.resolve(import.meta.dirname, '../../dist/chrome');

/** Starts it with a profile to keep, and with other extensions beside ours; `ours` is where ours lies. */
export async function startFreeProduct(profile: string, beside: readonly string[] = [], ours = built): Promise<FreeProduct> {
  const emulator = await startEmulator({ tls: true, multiSession: 'on' });
  if (!emulator.tls) throw new Error('the emulator serves no TLS');
  const extensions = [ours, ...beside].join(',');
  const child = spawn(chromiumPath(), [
    '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, '--no-first-run', '--password-store=basic',
    '--lang=en-US', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...productArgs(emulator.tls, extensions), 'about:blank',
  ], { stdio: 'ignore', env: { ...process.env, LANGUAGE: 'en_US' } });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const endpoint = await debuggerOf(profile);
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context) throw new Error('the browser has no window');
  const worker = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker', { timeout: 15_000 });
  const page = (file: string): string => new URL(file, worker.url()).href;
  await pageAt(context, page('options.html'));
  async function end(): Promise<void> {
    child.kill('SIGKILL');
    await ended;
    await emulator.close();
  }
  return {
    product: {
      emulator, context, worker, page,
      close: end,
      kill: end,
    },
    pid: child.pid ?? 0,
    endpoint,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    letGo: () => browser.close(),
  };
}
