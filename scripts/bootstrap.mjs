/**
 * Brings a fresh machine to where a command can run: packages, and a Chromium for the commands that need one. Then runs
 * the command. Plain JavaScript on Node alone, because nothing else is there yet.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
const commands = {
  start: { script: 'scripts/start.ts', debian: ['chromium'] },
  test: { script: 'scripts/test.ts', debian: ['chromium', 'firefox-esr', 'oathtool'] },
  'test:crash': { script: 'test/crash/cli.ts', debian: ['chromium', 'firefox-esr'] },
  'test:soak': { script: 'test/soak/cli.ts', debian: ['chromium'] },
  bench: { script: 'test/bench/run.ts', debian: ['chromium'] },
  aws: { script: 'test/aws/cli.ts', debian: [] },
  package: { script: 'scripts/package.ts', debian: [] },
  dev: { script: 'scripts/dev.ts', debian: ['chromium', 'firefox-esr'] },
};

/** Says in one line what is missing and ends. */
function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs a program and passes its output to standard error, since a command's own standard output may be read by another. */
function run(program, args) {
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (status !== 0) giveUp(`\`${program} ${args.join(' ')}\` failed${error ? `: ${error.message}` : ''}.`);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) giveUp(`Sallyport needs Node 20.19 or later; this is ${process.versions.node}.`);
}

/** Installs the packages of the lockfile, unless just these are there already. No package runs a script of its own. */
function installPackages() {
  const stamp = path.join(root, 'node_modules', '.installed-lockfile');
  const wanted = createHash('sha256').update(fs.readFileSync(path.join(root, 'package-lock.json'))).digest('hex');
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing packages…');
  run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error']);
  fs.writeFileSync(stamp, wanted);
}

const onPath = (program) => (process.env.PATH ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)));

/** Installs Debian's packages when this is Debian and we may; a program that is still missing is dealt with by its user. */
function installDebianPackages(names) {
  const missing = names.filter((name) => !onPath(name));
  const debian = fs.existsSync('/etc/debian_version') && onPath('apt-get') && process.getuid?.() === 0;
  if (missing.length === 0 || !debian) return;
  console.error(`Installing ${missing.join(' and ')}…`);
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing]);
}

const [name, ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : giveUp(`Unknown command ${name}: there are ${Object.keys(commands).join(', ')}.`);
checkNode();
installPackages();
installDebianPackages(command.debian);
const { status } = spawnSync(process.execPath, ['--import', 'tsx', command.script, ...args], { cwd: root, stdio: 'inherit' });
process.exit(status ?? 1);
