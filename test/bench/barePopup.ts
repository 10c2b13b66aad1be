import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

/** Copies the built extension and adds a popup to it that only unseals and draws what ours shows first; gives the copy's folder. */
export async function buildBarePopup(): Promise<string> {
  const root = path.resolve(import.meta.dirname, '../..');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-bare-'));
  fs.cpSync(path.join(root, 'dist/chrome'), folder, { recursive: true });
  const page = fs.readFileSync(path.join(folder, 'popup.html'), 'utf8');
  fs.writeFileSync(path.join(folder, 'bare.html'), page.replace('popup.js', 'bare.js'));
  await build({
    entryPoints: [path.join(import.meta.dirname, 'bare.ts')], outfile: path.join(folder, 'bare.js'),
    bundle: true, minify: true, format: 'iife', target: 'es2022', loader: { '.css': 'text' },
    alias: { 'webextension-polyfill': path.join(root, 'src/browser/native.ts') },
  });
  return folder;
}
