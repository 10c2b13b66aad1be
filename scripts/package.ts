import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { build } from './build.mjs';
import { storeProblems } from './packing/checking.js';
import { filesIn, sourceFiles } from './packing/files.js';
import { zipOf } from './packing/zip.js';

const root = path.resolve(import.meta.dirname, '..');
const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
const folder = path.join(root, 'packages');

/** Writes a package and gives its line for `sha256sum --check`. */
function write(what: string, bytes: Uint8Array): string {
  const name = `sallyport-${what}-${version}.zip`;
  fs.writeFileSync(path.join(folder, name), bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`${hash}  ${String(bytes.length).padStart(8)} bytes  packages/${name}`);
  return `${hash}  ${name}\n`;
}

try {
  console.log(`Building the extension with Node ${process.versions.node}…`);
  await build();
  console.log('Checking it as the stores would…');
  const problems = storeProblems(path.join(root, 'dist'));
  if (problems.length > 0) throw new Error(`No package is written, because of this:\n${problems.join('\n')}`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder);
  const sums = [
    write('chrome', zipOf(filesIn(path.join(root, 'dist/chrome')))),
    write('firefox', zipOf(filesIn(path.join(root, 'dist/firefox')))),
    write('source', zipOf(sourceFiles(root))),
  ];
  fs.writeFileSync(path.join(folder, 'sha256sums.txt'), sums.join(''));
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}
