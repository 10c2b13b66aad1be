import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { seeded } from '../unit/scenario.js';
import { startChromium } from './chromium.js';
import { startFirefox } from './firefox.js';
import { type Figures, isSound, type Kind, runRounds, type Start } from './rounds.js';

const help = `npm run test:crash -- [--rounds N] [--firefox-rounds N] [--seed S]

Kills the browser again and again while the vault is written, and while its passphrase is changed, and looks each time
whether the vault is whole, opens with exactly one passphrase, and holds everything that was acknowledged.

  --rounds N          kills of each kind in Chromium, 100 unless told otherwise
  --firefox-rounds N  kills of each kind in Firefox, 25 unless told otherwise
  --seed S            what the times of the kills are drawn from; printed, so that a run can be repeated
  --help              this text`;

interface Asked {
  readonly rounds: number;
  readonly firefoxRounds: number;
  readonly seed: number;
}

function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} needs a whole number, and not ${text}.`);
  return Number(text);
}

/** What was asked for; a sentence and exit code 2 for anything that is not understood. */
function asked(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        rounds: { type: 'string', default: '100' }, 'firefox-rounds': { type: 'string', default: '25' },
        seed: { type: 'string', default: String(Date.now() % 1_000_000) }, help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const number = (name: 'rounds' | 'firefox-rounds' | 'seed'): number => wholeNumber(name, values[name]);
    return { rounds: number('rounds'), firefoxRounds: number('firefox-rounds'), seed: number('seed') };
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

const columns = ['rounds', 'acknowledged', 'inFlight', 'landed', 'between', 'mended', 'torn', 'unopenable', 'lost'] as const;
const cells = (figures: Figures): string => columns.map((name) => `${name} ${figures[name]}`).join(', ');

interface Row {
  readonly name: string;
  readonly figures: Figures;
  readonly seconds: number;
}

/** Runs one browser and kind, with a line of progress every ten rounds and one for every harm. */
async function row(browser: string, start: Start, kind: Kind, rounds: number, seed: number): Promise<Row> {
  const name = `${browser} ${kind}`;
  const startedAt = Date.now();
  let told = 0;
  const figures = await runRounds(start, kind, rounds, seeded(seed), (now) => {
    for (const problem of now.problems.slice(told)) console.log(`${name}, ${problem}`);
    told = now.problems.length;
    if (now.rounds % 10 === 0 || now.rounds === rounds) console.log(`${name}: ${cells(now)}`);
  });
  return { name, figures, seconds: Math.round((Date.now() - startedAt) / 1000) };
}

function table(rows: readonly Row[]): string {
  const lines = [
    ['kills during', ...columns, 'seconds'],
    ...rows.map(({ name, figures, seconds }) => [name, ...columns.map((column) => String(figures[column])), String(seconds)]),
  ];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines.map((line) => line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')).join('\n');
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.on(signal, () => process.exit(code));
const { rounds, firefoxRounds, seed } = asked();
try {
  console.log(`Building the extension… The seed is ${seed}.`);
  await build();
  const rows: Row[] = [];
  for (const [browser, start, count] of [['Chromium', startChromium, rounds], ['Firefox', startFirefox, firefoxRounds]] as const) {
    for (const kind of ['write', 'passphrase'] as const) if (count > 0) rows.push(await row(browser, start, kind, count, seed));
  }
  console.log(`\n${table(rows)}`);
  const unsound = rows.filter(({ figures }) => !isSound(figures)).map(({ name }) => name);
  if (unsound.length > 0) console.log(`FAILED: ${unsound.join(', ')}: something was torn, unopenable or lost, or too few kills hit anything.`);
  process.exitCode = rows.length > 0 && unsound.length === 0 ? 0 : 1;
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}
// A browser that a failure left behind ends with this process.
process.exit();
