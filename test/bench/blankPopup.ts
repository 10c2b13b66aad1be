import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Builds an extension whose popup shows next to nothing, made with Preact as ours is; gives its folder. */
export async function buildBlankPopup(): Promise<string> {
  const source = path.join(import.meta.dirname, 'blank');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-blank-'));
  for (const name of ['manifest.json', 'popup.html']) fs.copyFileSync(path.join(source, name), path.join(folder, name));
  await build({
    entryPoints: [path.join(source, 'popup.tsx')], outfile: path.join(folder, 'popup.js'),
    bundle: true, minify: true, format: 'iife', jsx: 'automatic', jsxImportSource: 'preact',
  });
  return folder;
}
