import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import webpack from 'webpack';
import config from '../webpack.config.js';

const root = path.resolve(import.meta.dirname, '..');
const dist = path.join(root, 'dist');
const inputs = ['src', 'public', 'manifest.json', 'package.json', 'package-lock.json', 'webpack.config.js', 'scripts/build.mjs', 'scripts/licences.mjs'];

const filesOf = (place) => (fs.statSync(place).isFile() ? [place]
  : fs.readdirSync(place, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)));

/** The hash of everything that a build is made from. */
function inputsHash() {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap((name) => filesOf(path.join(root, name))).sort()) {
    const text = fs.readFileSync(file);
    hash.update(`${path.relative(root, file)} ${text.length}\n`).update(text);
  }
  return hash.digest('hex');
}

const stamp = path.join(dist, 'inputs.sha256');

/** `dist`, when nothing that it was built from has changed since. */
export function freshDist() {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === inputsHash() ? dist : undefined;
}

/** The settings of the build, for a folder in which `chrome` and `firefox` will be. */
const into = (folder) => config.map((part) => ({ ...part, output: { ...part.output, path: path.join(folder, 'chrome') } }));

/**
 * Builds into a folder, and again whenever what it is built from changes; left long, it is sooner done. After each build, says
 * what is wrong with it, if anything is. Gives what ends it.
 */
export function watch(folder, built) {
  const compiler = webpack(into(folder).map((part) => ({ ...part, optimization: { ...part.optimization, minimize: false } })));
  const watching = compiler.watch({ aggregateTimeout: 200 }, (error, stats) => {
    built(error ? error.message : stats.hasErrors() ? stats.toString({ all: false, errors: true }) : undefined);
  });
  return () => new Promise((resolve) => watching.close(resolve));
}

/** Builds the extension for both browsers into a folder and gives the list of its files. Throws the errors when it cannot. */
export async function build(folder = dist) {
  const made = inputsHash();
  if (folder === dist) fs.rmSync(stamp, { force: true });
  const stats = await new Promise((resolve, reject) => {
    webpack(into(folder), (error, result) => (error ? reject(error) : resolve(result)));
  });
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  if (folder === dist) fs.writeFileSync(stamp, made);
  return stats.toString({ all: false, assets: true, warnings: true });
}

if (path.resolve(process.argv[1] ?? '') === import.meta.filename) console.log(await build(process.argv[2] && path.resolve(process.argv[2])));
