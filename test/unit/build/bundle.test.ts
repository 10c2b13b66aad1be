import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import webpack, { type Configuration } from 'webpack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freshDist } from '../../../scripts/build.mjs';
import { gateProblems } from '../../../scripts/packing/checking.js';
import { filesIn } from '../../../scripts/packing/files.js';
import { browsers, goldenFile, goldenForm } from '../../../scripts/packing/golden.js';
import { judge } from '../../../scripts/packing/judging.js';
import { allowedByLint, lint } from '../../../scripts/packing/lint.js';
import { zipOf } from '../../../scripts/packing/zip.js';
import config, { modulePlugins } from '../../../webpack.config.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bundle-'));
const place = (name: string): string => path.join(folder, name);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** What the build says against an entry that imports a file. */
async function errorsOf(imported: string): Promise<string[]> {
  const entry = place('entry.ts');
  fs.writeFileSync(entry, `import ${JSON.stringify(imported)};`);
  const [, pages] = config;
  const options: Configuration = { ...pages, dependencies: [], entry, output: { ...pages.output, path: place('entries'), clean: false }, plugins: [...modulePlugins] };
  const stats = await new Promise<webpack.Stats>((resolve, reject) => {
    webpack(options, (error, made) => (error || !made ? reject(error ?? new Error('no build')) : resolve(made)));
  });
  return (stats.toJson({ errors: true }).errors ?? []).map(({ message }) => message);
}

/** A package with one file in it, as npm would install it. */
function plantPackage(name: string, files: Readonly<Record<string, string>>): string {
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify({ name, version: '1.0.0', license: 'MIT' }), 'index.js': 'globalThis.planted = 1;', ...files })) {
    const at = place(path.join('node_modules', name, file));
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
  }
  return place(path.join('node_modules', name));
}

describe('the build', () => {
  it('refuses to bundle a package whose licence may not ship', async () => {
    expect(await errorsOf(path.resolve('node_modules/@cloud-copilot/iam-policy/dist/esm/index.js')))
      .toContainEqual('@cloud-copilot/iam-policy is under AGPL-3.0-or-later, which may not ship in the extension.');
  });

  it('refuses one without a text of its licence, and one that has another under another licence inside', async () => {
    const bare = plantPackage('bare', {});
    const nested = plantPackage('nested', { LICENSE: 'As you like.', 'inner/package.json': '{"license":"GPL-3.0"}', 'inner/index.js': 'globalThis.planted = 2;' });
    expect(await errorsOf(path.join(bare, 'index.js'))).toEqual(['bare has no text of its licence, which must ship with it.']);
    expect(await errorsOf(path.join(nested, 'inner/index.js'))).toEqual(['nested is under GPL-3.0, which may not ship in the extension.']);
  });
});

/** Builds in a process that differs from this one in time zone, folder and mode of files. */
function buildElsewhere(name: string): string {
  const script = path.resolve('scripts/build.mjs');
  const { status, stderr } = spawnSync('sh', ['-c', `umask 077; exec "$0" "$@"`, process.execPath, script, place(name)], {
    cwd: folder, encoding: 'utf8', env: { ...process.env, TZ: 'Asia/Tokyo' },
  });
  if (status !== 0) throw new Error(stderr);
  return place(name);
}

describe('what is built', () => {
  const files: Record<string, string> = {};
  let dist = '';
  let again = '';
  const inFolder = (name: string): string => path.join(dist, name);
  beforeAll(() => {
    dist = freshDist() ?? buildElsewhere('dist');
    again = buildElsewhere('again');
    for (const { name, bytes } of filesIn(inFolder('chrome'))) if (name.endsWith('.js')) files[name.replace('.js', '')] = new TextDecoder().decode(bytes);
  }, 240_000);

  it.each(browsers)('is the same to the byte for %s wherever and whenever it is built', (browser) => {
    const [one, other] = [inFolder(browser), path.join(again, browser)].map(filesIn);
    expect(other?.map(({ name }) => name).sort()).toEqual(one?.map(({ name }) => name).sort());
    expect(other?.filter(({ bytes }, at) => !one?.[at] || Buffer.compare(bytes, one[at].bytes) !== 0).map(({ name }) => name)).toEqual([]);
    expect(Buffer.compare(zipOf(one ?? []), zipOf(other ?? []))).toBe(0);
  });

  it.each(browsers)('has for %s nothing that the stores refuse', (browser) => {
    expect(gateProblems(inFolder(browser))).toEqual([]);
  });

  it.each(browsers)('has the manifest for %s that was agreed to: `npm run golden` agrees to another', async (browser) => {
    await expect(goldenForm(fs.readFileSync(inFolder(`${browser}/manifest.json`), 'utf8'))).toMatchFileSnapshot(goldenFile(browser));
  });

  it('passes Mozilla’s linter, but for what is allowed', () => {
    expect(judge(lint(inFolder('firefox')), allowedByLint)).toEqual([]);
  });

  it('has the text of the licence of everything that is bundled, and of Sallyport itself', () => {
    const text = fs.readFileSync(inFolder('chrome/licences.txt'), 'utf8');
    const list = JSON.parse(fs.readFileSync(inFolder('chrome/licences.json'), 'utf8')) as Record<string, string>;
    const missing = Object.entries(list).filter(([name, licence]) => !new RegExp(`^${name} [\\d.]+ \\(${licence}\\), https://github\\.com/`, 'm').test(text));
    expect(missing).toEqual([]);
    expect(text.startsWith(`\uFEFFSallyport\n\n${fs.readFileSync('LICENSE', 'utf8').trim()}`)).toBe(true);
    expect(files['options']).toContain('href:"licences.txt"');
    expect(text).toMatch(/^webextension-polyfill .*\nUnmodified\. Its source code is at that address[^-]*Mozilla Public License/m);
  });

  it('reads STS’s answers without a DOM, which a service worker does not have', () => {
    const worker = files['background'] ?? '';
    expect(worker.includes('sts.amazonaws.com/doc/2011-06-15')).toBe(true);
    expect(/\bDOMParser\b/.test(worker)).toBe(false);
  });

  /** What some files weigh together as they are compressed best, in whole KB. */
  const kilobytesOf = (...names: string[]): number => Math.ceil(names.reduce((sum, name) => sum + gzipSync(files[name] ?? '', { level: 9 }).length, 0) / 1024);

  it('keeps the content script within 4 KB: it is in every console page', () => {
    expect(kilobytesOf('content')).toBeLessThanOrEqual(4);
  });

  it('keeps the worker within 60 KB as it starts, without what the SDK’s own client brings', () => {
    expect(kilobytesOf('background')).toBeLessThanOrEqual(60);
    expect((files['background'] ?? '').includes('amz-sdk-invocation-id')).toBe(false);
  });

  it('has the worker load what it seldom does only when it does it, within 28 KB', () => {
    for (const mark of ['ListAccessKeys', 'ListAccounts', 'InstanceDetails', '.04307']) expect([mark, files['background']?.includes(mark), files['seldom']?.includes(mark)]).toEqual([mark, false, true]);
    expect(kilobytesOf('seldom')).toBeLessThanOrEqual(28);
  });

  it('keeps all that the popup usually loads within 40 KB, what it shows first within 35', () => {
    expect(kilobytesOf('popup')).toBeLessThanOrEqual(35);
    expect(files['whole']?.length).toBeGreaterThan(0);
    expect(kilobytesOf('popup', 'whole')).toBeLessThanOrEqual(40);
  });

  it('has the popup load what explains failures, follows addresses, reads the page in front and opens a vault only when there are any', () => {
    const usual = `${files['popup'] ?? ''}${files['whole'] ?? ''}`;
    for (const [name, mark] of [['explained', 'ask_title'], ['leads', 'alarmsV2'], ['inFront', ' account='], ['unlocking', 'pbkdf2-sha256']] as const) {
      expect([name, usual.includes(mark), files[name]?.includes(mark)]).toEqual([name, false, true]);
    }
    expect(kilobytesOf('explained')).toBeLessThanOrEqual(4);
    expect(kilobytesOf('leads')).toBeLessThanOrEqual(6);
  });

  it('keeps the options page within 120 KB', () => {
    expect(kilobytesOf('options')).toBeLessThanOrEqual(120);
  });
});
