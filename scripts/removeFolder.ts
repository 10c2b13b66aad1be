import fs from 'node:fs';

/**
 * Removes a folder that a browser had open, with all in it. The processes of a browser that was ended may write into it for a moment:
 * Node's `rmSync` does not look again at what was written meanwhile, this does.
 */
export function removeFolder(folder: string): Promise<void> {
  return fs.promises.rm(folder, { recursive: true, force: true, maxRetries: 10 });
}
