import fs from 'node:fs';
import path from 'node:path';

export const browsers = ['chrome', 'firefox'] as const;
export type Browser = (typeof browsers)[number];

const root = path.resolve(import.meta.dirname, '../..');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };

/** Where the manifest of a browser is kept as it was last agreed to. */
export const goldenFile = (browser: Browser): string => path.join(root, 'test/unit/build', `golden-manifest-${browser}.json`);

/** A built manifest in the form that is kept: without the version, which each release changes. */
export function goldenForm(manifest: string): string {
  return `${manifest.replace(`"version": "${version}"`, '"version": "0.0.0"')}\n`;
}

/** A sentence when the manifest in a built folder is not the one that was agreed to. */
export function manifestProblems(folder: string, browser: Browser): string[] {
  const built = goldenForm(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  if (built === fs.readFileSync(goldenFile(browser), 'utf8')) return [];
  return [`The manifest for ${browser} is not the one of ${path.relative(root, goldenFile(browser))}: CONTRIBUTING.md says how to agree to another.`];
}
