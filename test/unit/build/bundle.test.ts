import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import webpack, { type Configuration, type Stats } from 'webpack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config, { modulePlugins } from '../../../webpack.config.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bundle-'));
const place = (name: string): string => path.join(folder, name);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Builds other entries with the project's own settings, into a folder of the test's. */
function build(entry: Record<string, string>): Promise<Stats> {
  const options = { ...(config as Configuration), entry, output: { ...(config as Configuration).output, path: folder, clean: false }, plugins: [...modulePlugins] };
  return new Promise((resolve, reject) => {
    webpack(options, (error, stats) => (error || !stats ? reject(error ?? new Error('no build')) : resolve(stats)));
  });
}

describe('the build', () => {
  it('refuses to bundle a package whose licence may not ship', async () => {
    const entry = place('copyleft.ts');
    fs.writeFileSync(entry, `import ${JSON.stringify(path.resolve('node_modules/@cloud-copilot/iam-policy/dist/esm/index.js'))};`);
    const stats = await build({ copyleft: entry });
    const errors = stats.toJson({ errors: true }).errors ?? [];
    expect(errors.map(({ message }) => message)).toContainEqual('@cloud-copilot/iam-policy is under AGPL-3.0-or-later, which may not ship in the extension.');
  });
});

describe('what is built', () => {
  const files: Record<string, string> = {};
  beforeAll(async () => {
    const entries = ['background', 'content', 'launch', 'options', 'popup'] as const;
    const source = { background: 'background/index.ts', content: 'content/index.ts', launch: 'launch/index.ts', options: 'options/index.tsx', popup: 'popup/index.tsx' };
    const stats = await build(Object.fromEntries(entries.map((name) => [name, path.resolve('src', source[name])])));
    expect(stats.hasErrors()).toBe(false);
    for (const name of [...entries, 'whole', 'leads', 'explained']) files[name] = fs.readFileSync(place(`${name}.js`), 'utf8');
  }, 90_000);

  it('reads STS’s answers without a DOM, which a service worker does not have', () => {
    const worker = files['background'] ?? '';
    expect(worker.includes('sts.amazonaws.com/doc/2011-06-15')).toBe(true);
    expect(/\bDOMParser\b/.test(worker)).toBe(false);
  });

  it('evaluates no text as code', () => {
    const evaluating = Object.entries(files).filter(([, text]) => /\beval\(|new Function\(|\bimportScripts\(/.test(text));
    expect(evaluating.map(([name]) => name)).toEqual([]);
  });

  it('names no host but AWS’s own', () => {
    const hosts = new Set(Object.values(files).flatMap((text) => text.match(/https?:\/\/[a-z0-9.-]+\.[a-z]{2,}/gi) ?? []));
    // The SDK points to its own issue in the text of an error; the content security policy lets nothing go there.
    const strangers = [...hosts].filter((host) => !/amazon|\.w3\.org$|^https:\/\/github\.com$/.test(host));
    expect(strangers).toEqual([]);
  });

  /** What some files weigh together as they are compressed best, in whole KB. */
  const kilobytesOf = (...names: string[]): number => Math.ceil(names.reduce((sum, name) => sum + gzipSync(files[name] ?? '', { level: 9 }).length, 0) / 1024);

  it('keeps the content script within 6 KB: it is in every console page', () => {
    expect(kilobytesOf('content')).toBeLessThanOrEqual(6);
  });

  it('keeps the worker within 72 KB (60 are wanted), without what the SDK’s own client brings', () => {
    expect(kilobytesOf('background')).toBeLessThanOrEqual(72);
    expect((files['background'] ?? '').includes('amz-sdk-invocation-id')).toBe(false);
  });

  it('keeps what the popup shows first within 36 KB, and all that it usually loads within 51 KB (40 are wanted)', () => {
    expect(kilobytesOf('popup')).toBeLessThanOrEqual(36);
    expect(files['whole']?.length).toBeGreaterThan(0);
    expect(kilobytesOf('popup', 'whole')).toBeLessThanOrEqual(51);
  });

  it('has the popup load what explains failures, and what follows addresses, only when there are any', () => {
    const usual = `${files['popup'] ?? ''}${files['whole'] ?? ''}`;
    for (const [name, mark] of [['explained', 'ask_title'], ['leads', 'alarmsV2']] as const) {
      expect([name, usual.includes(mark), files[name]?.includes(mark)]).toEqual([name, false, true]);
    }
    expect(kilobytesOf('explained')).toBeLessThanOrEqual(4);
    expect(kilobytesOf('leads')).toBeLessThanOrEqual(5);
  });

  it('keeps the options page within 120 KB', () => {
    expect(kilobytesOf('options')).toBeLessThanOrEqual(120);
  });
});
