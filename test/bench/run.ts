import fs from 'node:fs';
import { gzipSync } from 'node:zlib';
import { measureImport } from './importing.js';
import { measureJourneys } from './journeys.js';
import { measureMarks } from './marks.js';
import { measurePeers } from './peers.js';
import { plotOf } from './plot.js';
import { measurePopups, type PopupFigures } from './popups.js';
import { type FileSize, machineWords, reportOf, type Results, type Run } from './report.js';
import { measureWorkerHeap } from './workerHeap.js';

// How fast it is: `npm run bench`. It reports, and asserts nothing; needs a build, and an idle machine. With `-- --publish` what
// README shows is made anew.
const rounds = Number(process.env['ROUNDS'] ?? 20);
const sizes = (process.env['SIZES'] ?? '10,100,1000,10000').split(',').map(Number);
/** What is added to each request, in milliseconds. */
const latencies = [50, 0];

const files: readonly FileSize[] = fs.readdirSync('dist/chrome').filter((name) => name.endsWith('.js')).map((file) => {
  const content = fs.readFileSync(`dist/chrome/${file}`);
  return { file, bytes: content.length, gzip: gzipSync(content, { level: 9 }).length };
});

const runs: Run[] = [];
for (const latencyMs of latencies) {
  runs.push({ latencyMs, journeys: await measureJourneys(latencyMs, rounds), peers: await measurePeers(latencyMs, Math.min(rounds, 5)) });
}
const popups: PopupFigures[] = [];
for (const count of sizes) popups.push(await measurePopups(count, rounds));
const results: Results = {
  rounds, runs, popups, imported: await measureImport(10_000, 3), marks: await measureMarks(rounds), workerHeapBytes: await measureWorkerHeap(), files, machine: machineWords(),
};
const words = reportOf(results);
fs.mkdirSync('bench', { recursive: true });
fs.writeFileSync('bench/results.json', `${JSON.stringify(results, null, 2)}\n`);
fs.writeFileSync('bench/results.md', `${words}\n`);
if (process.argv.includes('--publish') && runs[0]) {
  fs.writeFileSync('docs/speed.md', `${words}\n`);
  fs.writeFileSync('docs/speed.svg', plotOf(runs[0]));
}
console.log(words);
