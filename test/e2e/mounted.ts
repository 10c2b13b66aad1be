import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Whether a folder can be mounted over another one that nobody but one browser sees: that takes root. */
export function canMountOver(over: string): boolean {
  try {
    execFileSync('unshare', ['-m', 'mount', '--bind', os.tmpdir(), over], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Writes a program into a folder that starts a browser which sees that folder in the place of another. */
export function browserWith(folder: string, over: string, browser: string): string {
  const program = path.join(folder, 'browser');
  fs.writeFileSync(program, `#!/bin/sh\nexec unshare -m sh -c 'mount --bind "$0" "${over}" && exec "$@"' '${folder}' '${browser}' "$@"\n`, { mode: 0o755 });
  return program;
}
