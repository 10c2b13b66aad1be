import fs from 'node:fs';
import os from 'node:os';
import { gzipSync } from 'node:zlib';
import { type ImportFigures, measureImport } from './importing.js';
import { type JourneyFigures, measureJourneys } from './journeys.js';
import { measurePeers, type PeerFigures } from './peers.js';
import { measurePopups, type PopupFigures } from './popups.js';
import { type Spread, spreadWords } from './statistics.js';

// How fast it is: `npm run bench`. It reports, and asserts nothing; needs a build, and an idle machine.
const rounds = Number(process.env['ROUNDS'] ?? 20);
const sizes = (process.env['SIZES'] ?? '10,100,1000,10000').split(',').map(Number);
/** What is added to each request, in milliseconds. */
const latencyMs = 50;

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

/** Ours beside the round trips that it cannot do without, and beside the peers. */
function journeyTable({ cold, warm, ten, handshakes, preflights }: JourneyFigures, peers: readonly PeerFigures[]): string {
  const row = (name: string, spread: Spread, trips: number): string[] => [name, spreadWords(spread, 0), `${(spread.median / (trips * latencyMs)).toFixed(2)} × ${trips} round trips`];
  return [
    table(['way', 'ms', 'beside the floor'], [row('code → console requested', cold, 3), row('Enter → console requested, MFA session live', warm, 2), row('code → the tenth console requested', ten, 3)]),
    `On the way from the code to the last call: ${handshakes} TLS handshakes, ${preflights} preflights.`,
    table(['to role credentials, a code at hand', 'one role, ms', 'Sallyport is quicker', 'ten roles, ms', 'Sallyport is quicker'], peers.map(({ name, one, ten: all }) =>
      [name, spreadWords(one, 0), `${(one.median / cold.median).toFixed(1)} ×`, spreadWords(all, 0), `${(all.median / ten.median).toFixed(1)} ×`])),
  ].join('\n\n');
}

function report(popups: readonly PopupFigures[], imported: ImportFigures, journeys: JourneyFigures, peers: readonly PeerFigures[]): string {
  return [
    '## The journey',
    `Milliseconds, median (least–most), with ${latencyMs} added to each request; the console is requested when the sign-in's POST arrives at AWS. The peers get credentials and open no console.`,
    journeyTable(journeys, peers),
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
const journeys = await measureJourneys(latencyMs, rounds);
const peers = await measurePeers(latencyMs, Math.min(rounds, 3));
const words = report(popups, imported, journeys, peers);
fs.mkdirSync('bench', { recursive: true });
fs.writeFileSync('bench/results.json', `${JSON.stringify({ popups, imported, journeys, peers, files, cores: os.cpus().length, node: process.version }, null, 2)}\n`);
fs.writeFileSync('bench/results.md', `${words}\n`);
console.log(words);
