import fs from 'node:fs';

/** Whether this test may read another process's memory: Linux, and as root, since a sandboxed renderer is closed to others. */
export const canReadMemory = process.platform === 'linux' && process.getuid?.() === 0;

/** A process and all that it has started, as `/proc` has them. */
function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of fs.readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const stat = readOrNothing(`/proc/${name}/stat`);
    // The name of a process stands in brackets and may hold anything; the state and the parent follow it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    parents.set(Number(name), parent);
  }
  const found = [root];
  for (const pid of found) found.push(...[...parents].filter(([, parent]) => parent === pid).map(([child]) => child));
  return found;
}

function readOrNothing(file: string): string {
  try {
    return fs.readFileSync(file, 'latin1');
  } catch {
    // The process has ended meanwhile.
    return '';
  }
}

const chunkBytes = 8 * 1024 * 1024;

/** How often any of the patterns lies in the writable memory of one process; a pattern across two chunks is found too. */
function hitsIn(pid: number, patterns: readonly Buffer[]): number {
  const regions = readOrNothing(`/proc/${pid}/maps`).split('\n').flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from && to ? [[BigInt(`0x${from}`), BigInt(`0x${to}`)] as const] : [];
  });
  if (regions.length === 0) return 0;
  const overlap = Math.max(...patterns.map(({ length }) => length));
  const memory = fs.openSync(`/proc/${pid}/mem`, 'r');
  const chunk = Buffer.alloc(chunkBytes + overlap);
  let hits = 0;
  try {
    for (const [from, to] of regions) {
      for (let at = from; at < to; at += BigInt(chunkBytes)) {
        const wanted = Number(to - at < BigInt(chunk.length) ? to - at : BigInt(chunk.length));
        hits += countIn(chunk.subarray(0, readAt(memory, chunk, wanted, at)), patterns);
      }
    }
  } finally {
    fs.closeSync(memory);
  }
  return hits;
}

function readAt(memory: number, into: Buffer, length: number, at: bigint): number {
  try {
    return fs.readSync(memory, into, 0, length, at);
  } catch {
    // Pages that were given back while we read.
    return 0;
  }
}

function countIn(bytes: Buffer, patterns: readonly Buffer[]): number {
  let count = 0;
  for (const pattern of patterns) {
    for (let at = bytes.indexOf(pattern); at >= 0; at = bytes.indexOf(pattern, at + 1)) count += 1;
  }
  return count;
}

/** The processes below `root`, by what they run, in whose memory one of the patterns lies, and how often. */
export function holders(root: number, patterns: readonly Buffer[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const pid of processTree(root)) {
    const hits = hitsIn(pid, patterns);
    const [, type = 'browser'] = /--type=([\w-]+)/.exec(readOrNothing(`/proc/${pid}/cmdline`)) ?? [];
    if (hits > 0) found[`${type} ${pid}`] = hits;
  }
  return found;
}

/** A text as a browser's memory may hold it. */
export function spellings(text: string): Buffer[] {
  return [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le')];
}
