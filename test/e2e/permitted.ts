import fs from 'node:fs';
import path from 'node:path';

/** A copy of the built extension in a folder, of which scripts begin with other code: what the browser would do by itself only when it is ill. */
export function extensionBeginning(folder: string, code: string, files: readonly string[]): string {
  const extension = path.join(folder, 'extension');
  fs.cpSync(path.resolve(import.meta.dirname, '../../dist/chrome'), extension, { recursive: true });
  for (const file of files.map((name) => path.join(extension, name))) fs.writeFileSync(file, `${code}\n${fs.readFileSync(file, 'utf8')}`);
  return extension;
}

/**
 * A copy of the built extension in a folder, with optional permissions and origins granted from the start: no test can press the button
 * of the browser's own question.
 */
export function extensionPermitted(folder: string, permissions: readonly string[], origins: readonly string[] = []): string {
  const extension = path.join(folder, 'extension');
  fs.cpSync(path.resolve(import.meta.dirname, '../../dist/chrome'), extension, { recursive: true });
  const file = path.join(extension, 'manifest.json');
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as { permissions: string[]; host_permissions: string[] };
  fs.writeFileSync(file, JSON.stringify({
    ...manifest, permissions: [...manifest.permissions, ...permissions], host_permissions: [...manifest.host_permissions, ...origins],
  }));
  return extension;
}
