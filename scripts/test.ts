import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

const root = path.resolve(import.meta.dirname, '..');
const bin = (name: string): string => path.join(root, 'node_modules', '.bin', name);

/** Runs a program to its end, and says whether it succeeded. What it prints is shown at once, or when it has ended if it runs beside another. */
function run(program: string, args: readonly string[], beside = false): Promise<boolean> {
  return new Promise((resolve) => {
    const output = beside ? 'pipe' : 'inherit';
    const child = spawn(program, args, { cwd: root, stdio: ['ignore', output, output], shell: process.platform === 'win32' });
    const printed: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => printed.push(chunk));
    child.on('error', () => resolve(false)).on('close', (status) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(status === 0);
    });
  });
}

interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A check that passes or fails as one. */
async function check(name: string, program: string, args: readonly string[], beside = false): Promise<Count> {
  const passed = await run(program, args, beside);
  console.log(`${passed ? 'ok' : 'FAILED'}: ${name}`);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
  readonly success: boolean;
  readonly testResults: readonly { readonly assertionResults: readonly { readonly fullName: string; readonly status: string; readonly failureMessages: readonly string[] }[] }[];
}

/** Names the tests that passed at their second try only. */
function nameLate({ testResults }: VitestReport): void {
  const late = testResults.flatMap(({ assertionResults }) => assertionResults.filter(({ status, failureMessages }) => status === 'passed' && failureMessages.length > 0));
  for (const { fullName, failureMessages: [why = ''] } of late) console.log(`Passed at the second try only: ${fullName}\n  ${why.split('\n')[0]}`);
}

/** The tests of the projects that fit a name, counted. A run that ends without a report, or without any test, has failed. */
async function tests(project: string): Promise<Count> {
  const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-tests-')), 'report.json');
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const passed = await run(bin('vitest'), args);
  if (!fs.existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const read = JSON.parse(fs.readFileSync(report, 'utf8')) as VitestReport;
  const { numPassedTests, numFailedTests, numPendingTests, success } = read;
  nameLate(read);
  const broken = numFailedTests === 0 && (!passed || !success || numPassedTests === 0) ? 1 : 0;
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests };
}

/** Neither needs the build or the other's result. */
async function readings(): Promise<Count[]> {
  const types = await check('types', bin('tsc'), ['--noEmit'], true);
  return [types, await check('lint', bin('eslint'), ['.', '--max-warnings=0'], true)];
}

// The browsers wait for all else: their tests are the ones that mind a busy machine.
const [read, built] = await Promise.all([
  readings(),
  check('build', process.execPath, ['scripts/build.mjs']).then(async (build) => [build, await tests('unit')]),
]);
const counts = [...read, ...built, await tests('e2e*')];
const sum = (name: keyof Count): number => counts.reduce((total, count) => total + count[name], 0);
const skipped = sum('skipped');
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
