import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

/** Whether a program is installed here: tests that need it are skipped where it is not. */
export function isInstalled(program: string, flag = '--version'): boolean {
  return spawnSync(program, [flag], { stdio: 'ignore' }).status === 0;
}

/** What a program printed. Never rejects for a program that fails: its error output and its exit status say so. */
export async function output(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<{ stdout: string; stderr: string; status: number }> {
  return promisify(execFile)(program, args, { env }).then(
    ({ stdout, stderr }) => ({ stdout, stderr, status: 0 }),
    (cause: { stdout?: string; stderr?: string; code?: number }) => ({ stdout: cause.stdout ?? '', stderr: cause.stderr ?? '', status: cause.code ?? -1 }),
  );
}
