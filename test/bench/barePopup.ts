import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Copies the built extension and adds a popup to it that only unseals and draws what ours shows first; gives the copy's folder. */
export async function buildBarePopup(): Promise<string> {
  const source = path.join(import.meta.dirname, 'bare');
  const root = path.resolve(import.meta.dirname, '../..');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bare-'));
  fs.cpSync(path.join(root, 'dist/chrome'), folder, { recursive: true });
  fs.copyFileSync(path.join(source, 'bare.html'), path.join(folder, 'bare.html'));
  await build({
    entryPoints: [path.join(source, 'bare.ts')], outfile: path.join(folder, 'bare.js'),
    bundle: true, minify: true, format: 'iife', target: 'es2022', loader: { '.css': 'text' },
    alias: { 'webextension-polyfill': path.join(root, 'src/browser/native.ts') },
  });
  return folder;
}
