import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { filesIn, sourceFiles, sourceNamesWithoutGit } from '../../../scripts/packing/files.js';
import { goldenFile, goldenForm, manifestProblems } from '../../../scripts/packing/golden.js';
import { zipOf } from '../../../scripts/packing/zip.js';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-packing-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function plant(name: string, text: string): void {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
}

const named = (name: string, text = name) => ({ name, bytes: new TextEncoder().encode(text) });

describe('a package', () => {
  it('has the same bytes in whatever order its files come', () => {
    const files = [named('b.js'), named('a/z.js'), named('a.js')];
    expect(zipOf([...files].reverse())).toEqual(zipOf(files));
    expect(Object.keys(unzipSync(zipOf(files)))).toEqual(['a.js', 'a/z.js', 'b.js']);
  });

  it('names no time, no system and no permissions', () => {
    const [bytes] = [Buffer.from(zipOf([named('a.js', 'x'.repeat(100))]))];
    const central = bytes.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    // 1 January 1980, 00:00, as the format writes it; made by MS-DOS; without attributes.
    expect([bytes.readUInt16LE(10), bytes.readUInt16LE(12), bytes[central + 5], bytes.readUInt32LE(central + 38)]).toEqual([0, 0x21, 0, 0]);
  });

  it('has its files as they were', () => {
    plant('built/icons/a.png', '\u0000\u0001');
    plant('built/é.js', 'é');
    const unpacked = unzipSync(zipOf(filesIn(path.join(folder, 'built'))));
    expect(Object.entries(unpacked).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)])).toEqual([['icons/a.png', '\u0000\u0001'], ['é.js', 'é']]);
  });
});

describe('the source archive', () => {
  it('is what git tracks, and the same where there is no git', () => {
    plant('source/.gitignore', 'node_modules/\n/packages/\n*.log\n');
    for (const name of ['a.ts', 'src/packages/kept.ts', 'src/dist.ts', 'packages/x.zip', 'src/node_modules/x.js', 'src/a.log']) plant(`source/${name}`, name);
    const root = path.join(folder, 'source');
    const wanted = ['.gitignore', 'a.ts', 'src/dist.ts', 'src/packages/kept.ts'];
    expect(sourceFiles(root).map(({ name }) => name).sort()).toEqual(wanted);
    execFileSync('git', ['init', '-q'], { cwd: root });
    execFileSync('git', ['add', '.'], { cwd: root });
    plant('source/untracked.ts', '');
    fs.rmSync(path.join(root, 'a.ts'));
    expect(sourceFiles(root).map(({ name }) => name).sort()).toEqual(wanted.filter((name) => name !== 'a.ts'));
  });

  it('has what a build needs, and how to build', () => {
    const names = sourceNamesWithoutGit(path.resolve('.'));
    expect(names).toEqual(expect.arrayContaining(['package-lock.json', 'webpack.config.js', 'scripts/licences.mjs', 'src/popup/index.tsx', 'docs/building.md', 'LICENSE']));
    expect(names.filter((name) => /^(?:dist|packages|node_modules|artifacts)\//.test(name))).toEqual([]);
  });

  it('takes no line of .gitignore that it does not understand', () => {
    plant('odd/.gitignore', 'a/**/b\n');
    expect(() => sourceNamesWithoutGit(path.join(folder, 'odd'))).toThrow('does not read this line of .gitignore: a/**/b');
  });
});

describe('the manifest', () => {
  it('is refused when it asks for anything that was not agreed to', () => {
    const agreed = fs.readFileSync(goldenFile('chrome'), 'utf8');
    plant('chrome/manifest.json', agreed.trimEnd());
    expect(goldenForm(agreed.trimEnd())).toBe(agreed);
    expect(manifestProblems(path.join(folder, 'chrome'), 'chrome')).toEqual([]);
    plant('chrome/manifest.json', agreed.trimEnd().replace('"storage",', '"storage",\n    "history",'));
    expect(manifestProblems(path.join(folder, 'chrome'), 'chrome')).toHaveLength(1);
    plant('chrome/manifest.json', agreed.trimEnd().replace("script-src 'self'", "script-src 'self' 'unsafe-eval'"));
    expect(manifestProblems(path.join(folder, 'chrome'), 'chrome')).toHaveLength(1);
  });
});
