import { spawnSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import type { Allowed, Finding } from './judging.js';

const preact = 'Preact’s own path for `dangerouslySetInnerHTML`, which no component of ours uses: the gate refuses it. Trusted Types refuse the write.';

/** What Mozilla's linter warns of and lets pass. */
export const allowedByLint: readonly Allowed[] = [
  { code: 'UNSAFE_VAR_ASSIGNMENT', file: 'popup.js', count: 1, why: preact },
  { code: 'UNSAFE_VAR_ASSIGNMENT', file: 'options.js', count: 1, why: preact },
];

interface Message {
  readonly code: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

type Report = Readonly<Record<'errors' | 'warnings' | 'notices', readonly Message[]>>;

/** What `web-ext lint` says of a built extension: errors, warnings and notices alike. Throws when it cannot run. */
export function lint(folder: string): Finding[] {
  const program = path.resolve(import.meta.dirname, '../../node_modules/web-ext/bin/web-ext.js');
  const { stdout, stderr } = spawnSync(process.execPath, [program, 'lint', '--source-dir', folder, '--output', 'json', '--no-config-discovery'], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
    // It would ask the registry for a later version of itself.
    env: { ...process.env, NO_UPDATE_NOTIFIER: '1' },
  });
  if (!stdout.startsWith('{')) throw new Error(`web-ext lint did not report: ${stderr}${stdout}`);
  const { errors, warnings, notices } = JSON.parse(stdout) as Report;
  return [...errors, ...warnings, ...notices].map(({ code, file = 'manifest.json', line, column, message }) =>
    ({ code, file, said: `${message}${line === undefined ? '' : ` (${line}:${column})`}` }));
}
