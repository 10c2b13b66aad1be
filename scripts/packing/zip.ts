import { zipSync } from 'fflate';
import type { PackedFile } from './files.js';

/**
 * The bytes of a zip that depend on names and contents alone: entries in the order of their names, with the earliest time
 * that a zip can name, without permissions, packed by a library that gives the same bytes on every system.
 */
export function zipOf(files: readonly PackedFile[]): Uint8Array {
  const sorted = [...files].sort((one, other) => (one.name < other.name ? -1 : 1));
  // fflate reads the time in the zone of this computer, in which it is said here.
  const mtime = new Date(1980, 0, 1);
  return zipSync(Object.fromEntries(sorted.map(({ name, bytes }) => [name, [bytes, { mtime, level: 9, os: 0 }]])));
}
