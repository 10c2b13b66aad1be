import fs from 'node:fs';
import path from 'node:path';

/**
 * The built extension in a folder of the test's, with an optional permission granted from the start: no test can press the
 * button of the browser's own question.
 */
export function extensionWith(permission: string, folder: string): string {
  const extension = path.join(folder, 'extension');
  fs.cpSync(path.resolve(import.meta.dirname, '../../dist/chrome'), extension, { recursive: true });
  const file = path.join(extension, 'manifest.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { permissions: string[] };
  fs.writeFileSync(file, JSON.stringify({ ...manifest, permissions: [...manifest.permissions, permission] }));
  return extension;
}
