import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A file of a package or of what goes into one; its name has `/` on every system. */
export interface PackedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const named = (folder: string, names: readonly string[]): PackedFile[] =>
  names.map((name) => ({ name, bytes: new Uint8Array(fs.readFileSync(path.join(folder, name))) }));

/** The names of the files in a folder that are not left out, a folder being left out with all that is in it. */
function namesIn(folder: string, leftOut: (name: string, isFolder: boolean) => boolean, under = ''): string[] {
  return fs.readdirSync(path.join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const name = `${under}${entry.name}`;
    if (leftOut(name, entry.isDirectory())) return [];
    return entry.isDirectory() ? namesIn(folder, leftOut, `${name}/`) : [name];
  });
}

/** All files of a folder. */
export function filesIn(folder: string): PackedFile[] {
  return named(folder, namesIn(folder, () => false));
}

/** Whether .gitignore, of which the few forms that ours uses are read, leaves a name out. Throws for other forms. */
function ignoredBy(text: string): (name: string, isFolder: boolean) => boolean {
  const patterns = text.split('\n').filter((line) => line !== '').map((line) => {
    const form = /^(\/?)(\*?)([\w.-]+)(\/?)$/.exec(line);
    if (!form) throw new Error(`scripts/packing/files.ts does not read this line of .gitignore: ${line}`);
    return { atRoot: form[1] !== '', isEnd: form[2] !== '', word: form[3] ?? '', isFolder: form[4] !== '' };
  });
  return (name, isFolder) => patterns.some((pattern) => {
    const last = pattern.atRoot ? name : name.slice(name.lastIndexOf('/') + 1);
    return (isFolder || !pattern.isFolder) && (pattern.isEnd ? last.endsWith(pattern.word) : last === pattern.word);
  });
}

/** The names of the source's files where there is no git, as in an unpacked source archive: all that .gitignore does not leave out. */
export function sourceNamesWithoutGit(root: string): string[] {
  const ignored = ignoredBy(fs.readFileSync(path.join(root, '.gitignore'), 'utf8'));
  return namesIn(root, (name, isFolder) => name === '.git' || ignored(name, isFolder));
}

/** The files of the source: those that git tracks. */
export function sourceFiles(root: string): PackedFile[] {
  const names = fs.existsSync(path.join(root, '.git'))
    ? execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter((name) => name !== '' && fs.existsSync(path.join(root, name)))
    : sourceNamesWithoutGit(root);
  return named(root, names);
}
