import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { build } from '../../scripts/build.mjs';
import { answers } from './answers.js';
import { clocks } from './clocks.js';
import { consoles } from './consoles.js';
import { kills } from './kills.js';
import type { Asked, Outcome, Part } from './outcome.js';
import { popups } from './popups.js';

const parts: Readonly<Record<string, Part>> = { kills, popups, answers, clocks, consoles };
const help = `npm run test:soak -- [--part NAME]… [--rounds N] [--consoles N] [--no-build]

Has the built extension survive what goes wrong, in Chromium before the emulated AWS, and says in figures whether it did.
Writes artifacts/soak.json; ends with 1 when a figure is missed.

  --part NAME   one of these parts instead of all; may be given more than once
                kills     the worker is killed before, during and after each call of the journey
                popups    two popups ask in the same millisecond
                answers   sixty-three answers of STS, each with its own cause and next step
                clocks    this computer's clock is off
                consoles  consoles are opened and closed while every tenth call goes wrong
  --rounds N    rounds of popups, 50 unless told otherwise
  --consoles N  consoles, 1000 unless told otherwise; their memory is judged from 200 on
  --no-build    soaks what is in dist
  --help        this text`;

interface Wanted extends Omit<Asked, 'tell'> {
  readonly names: readonly string[];
  readonly build: boolean;
}

function wholeNumber(name: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Error(`--${name} needs a whole number from 1, and not ${text}.`);
  return Number(text);
}

/** What was asked for; a sentence and exit code 2 for anything that is not understood. */
function asked(): Wanted {
  try {
    const { values } = parseArgs({
      options: {
        part: { type: 'string', multiple: true }, rounds: { type: 'string', default: '50' }, consoles: { type: 'string', default: '1000' },
        'no-build': { type: 'boolean' }, help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(help);
      process.exit(0);
    }
    const names = values.part ?? Object.keys(parts);
    const unknown = names.find((name) => !Object.hasOwn(parts, name));
    if (unknown !== undefined) throw new Error(`There is no part ${unknown}: there are ${Object.keys(parts).join(', ')}.`);
    return { names, rounds: wholeNumber('rounds', values.rounds), consoles: wholeNumber('consoles', values.consoles), build: !values['no-build'] };
  } catch (thrown) {
    console.error(`${(thrown as Error).message}\n\n${help}`);
    process.exit(2);
  }
}

interface Row extends Outcome {
  readonly part: string;
  readonly seconds: number;
}

async function row(part: string, wanted: Wanted): Promise<Row> {
  const startedAt = Date.now();
  const tell = (line: string): void => console.log(`${part}: ${line}`);
  const outcome = await (parts[part] as Part)({ ...wanted, tell }).catch((thrown: unknown): Outcome => (
    { wanted: 'to run to its end', found: 'it did not', misses: [thrown instanceof Error ? thrown.message : String(thrown)], figures: {} }));
  return { part, ...outcome, seconds: Math.round((Date.now() - startedAt) / 1000) };
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ part, wanted, found, misses, seconds }) => [part, wanted, found, misses.length === 0 ? 'yes' : 'NO', `${seconds} s`]);
  return [['part', 'wanted', 'found', 'met', 'took'], ['---', '---', '---', '---', '---'], ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function writeDown(rows: readonly Row[]): void {
  const folder = path.resolve(import.meta.dirname, '../../artifacts');
  fs.mkdirSync(folder, { recursive: true });
  const machine = { cores: os.cpus().length, node: process.version };
  fs.writeFileSync(path.join(folder, 'soak.json'), `${JSON.stringify({ parts: rows, ...machine }, null, 2)}\n`);
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.on(signal, () => process.exit(code));
const wanted = asked();
try {
  if (wanted.build) {
    console.log('Building the extension…');
    await build();
  }
  const rows: Row[] = [];
  for (const name of wanted.names) rows.push(await row(name, wanted));
  writeDown(rows);
  console.log(`\n${table(rows)}`);
  const missed = rows.flatMap(({ part, misses }) => misses.map((miss) => `${part}: ${miss}`));
  if (missed.length > 0) console.log(`\nMISSED:\n${missed.join('\n')}`);
  process.exitCode = missed.length === 0 ? 0 : 1;
} catch (thrown) {
  console.error(thrown instanceof Error ? thrown.message : thrown);
  process.exitCode = 1;
}
// A browser that a failure left behind ends with this process.
process.exit();
