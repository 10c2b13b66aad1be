import fs from 'node:fs';
import os from 'node:os';
import { gzipSync } from 'node:zlib';
import { type ImportFigures, measureImport } from './importing.js';
import { measurePopups, type PopupFigures } from './popups.js';
import { spreadWords } from './statistics.js';

// How fast it is: `npm run bench`. It reports, and asserts nothing; needs a build, and an idle machine.
const rounds = Number(process.env['ROUNDS'] ?? 20);
const sizes = [10, 100, 1000, 10_000];

interface FileSize {
  readonly file: string;
  readonly bytes: number;
  readonly gzip: number;
}

const files: readonly FileSize[] = fs.readdirSync('dist/chrome').filter((name) => name.endsWith('.js')).map((file) => {
  const content = fs.readFileSync(`dist/chrome/${file}`);
  return { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
});

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function report(popups: readonly PopupFigures[], imported: ImportFigures): string {
  return [
    '## The popup',
    'Milliseconds, median (least–most): from navigation to the first paint that shows a role, with the focus in the field, beside a blank Preact popup opened in turn; and from a key to the list laid out anew.',
    table(['roles', 'Sallyport', 'blank', 'ratio', 'from the click', 'blank, from the click', 'ratio', 'first key', 'key'], popups.map(({ roles, opened, blank, clicked, blankClicked, firstKeystroke, keystroke }) => [
      String(roles), spreadWords(opened), spreadWords(blank), (opened.median / blank.median).toFixed(2),
      spreadWords(clicked), spreadWords(blankClicked), (clicked.median / blankClicked.median).toFixed(2), spreadWords(firstKeystroke), spreadWords(keystroke),
    ])),
    '## Importing',
    table(['roles', 'paste → preview, ms', '`Import` → stored, ms'], [[String(imported.roles), spreadWords(imported.previewed, 0), spreadWords(imported.imported, 0)]]),
    '## Sizes',
    table(['file', 'bytes', 'gzip'], files.map(({ file, bytes, gzip }) => [file, String(bytes), String(gzip)])),
    `${os.cpus()[0]?.model ?? 'unknown processor'}, ${os.cpus().length} cores, Node ${process.version}, ${os.type()}.`,
  ].join('\n\n');
}

const popups: PopupFigures[] = [];
for (const count of sizes) popups.push(await measurePopups(count, rounds));
const imported = await measureImport(10_000, 3);
const words = report(popups, imported);
fs.mkdirSync('bench', { recursive: true });
fs.writeFileSync('bench/results.json', `${JSON.stringify({ popups, imported, files, cores: os.cpus().length, node: process.version }, null, 2)}\n`);
fs.writeFileSync('bench/results.md', `${words}\n`);
console.log(words);
