import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { alice, secret } from '../unit/scenario.js';
import { ask, makeVault, storedIn, unlock } from './extensionPage.js';
import { type Finding, type Harm, judge, type Ledger } from './judging.js';
import { changePassphrase, type Course, killChanging, killWriting, type Running } from './killing.js';
import { nthWrite } from './writes.js';

/** Starts a browser with the built extension on a profile that is kept. */
export type Start = (profile: string) => Promise<Running>;
export type Kind = 'write' | 'passphrase';

/** What the kills of one kind came to. */
export interface Figures extends Readonly<Record<Harm, number>> {
  readonly rounds: number;
  /** Writes, or changes of the passphrase, whose answer had reached the test before the browser was gone. */
  readonly acknowledged: number;
  /** Kills while one was under way: asked for, and not answered. */
  readonly inFlight: number;
  /** Kills after which the one under way was found done, though nobody had been told. */
  readonly landed: number;
  /** Kills between the two writes that a change of the passphrase makes. */
  readonly between: number;
  readonly problems: readonly string[];
}

/** Whether no kill did harm, and the kills mean something: half of them at least came while something was under way. */
export function isSound({ rounds, inFlight, torn, unopenable, lost }: Figures): boolean {
  return torn + unopenable + lost === 0 && inFlight * 2 >= rounds;
}

const none: Figures = { rounds: 0, acknowledged: 0, inFlight: 0, landed: 0, between: 0, torn: 0, unopenable: 0, lost: 0, problems: [] };
const passphrases = ['the first of the two passphrases', 'and the second one, quite unlike it'] as const;
/** Those that a vault ever has: writes leave its passphrase alone. */
const everOf: Readonly<Record<Kind, readonly string[]>> = { write: [passphrases[0]], passphrase: passphrases };

async function orKill<T>(running: Running, run: Promise<T>): Promise<T> {
  return run.catch(async (thrown: unknown) => {
    await running.kill();
    throw thrown;
  });
}

async function fillVault(page: Running, passphrase: string): Promise<void> {
  await makeVault(page, passphrase);
  await ask(page, 'saveIdentity', { identity: alice, secretAccessKey: secret });
  await ask(page, 'saveRole', { role: nthWrite(1) });
}

/** A vault with an identity and a role in it, on a fresh profile, in a browser that was started on it once more. */
async function firstRun(start: Start, kind: Kind, profile: string, random: () => number): Promise<Course> {
  const [acknowledged] = passphrases;
  const first = await start(profile);
  await orKill(first, fillVault(first, acknowledged));
  await first.close();
  const running = await start(profile);
  const ledger: Ledger = { passphrase: { acknowledged, ever: everOf[kind] }, writes: { acknowledged: 1, asked: 1 } };
  const course: Course = { random, running, ledger, acknowledged: 0, changeMs: Infinity };
  await orKill(running, unlock(running, acknowledged).then(async (opened) => {
    if (!opened) throw new Error('the vault does not open after its first run');
    if (kind === 'passphrase') await changePassphrase(course);
  }));
  return course;
}

/** Looks at the vault from outside, and has the product itself open it. */
async function lookAt({ running, ledger }: Course): Promise<Finding> {
  const finding = await judge(await storedIn(running), ledger);
  if ('harm' in finding) return finding;
  const opened = await unlock(running, finding.passphrase).catch((thrown: unknown) => String(thrown));
  return opened === true ? finding : { harm: 'unopenable', why: `the product does not open it: ${opened}` };
}

function counted(figures: Figures, { passphrase, writes }: Ledger, finding: Finding): Figures {
  if ('harm' in finding) {
    const problem = `round ${figures.rounds}: ${finding.harm}, ${finding.why}`;
    return { ...figures, [finding.harm]: figures[finding.harm] + 1, problems: [...figures.problems, problem] };
  }
  const landed = finding.writes > writes.acknowledged || finding.passphrase === passphrase.asked;
  return { ...figures, landed: figures.landed + Number(landed), between: figures.between + Number(landed && finding.between) };
}

/** Kills once, starts the browser again on the same profile, and adds what is found to the figures. */
async function round(start: Start, kind: Kind, profile: string, course: Course, figures: Figures): Promise<{ figures: Figures; finding: Finding }> {
  const before = course.acknowledged;
  const underWay = await (kind === 'write' ? killWriting : killChanging)(course);
  course.running = await start(profile);
  const finding = await lookAt(course);
  const acknowledged = figures.acknowledged + course.acknowledged - before;
  const one = { ...figures, rounds: figures.rounds + 1, acknowledged, inFlight: figures.inFlight + Number(underWay) };
  return { figures: counted(one, course.ledger, finding), finding };
}

/**
 * Kills the browser once per round, on one profile for as long as its vault stays whole, and looks at the vault after each
 * kill. `shown` is called with the figures after every round.
 */
export async function runRounds(
  start: Start, kind: Kind, rounds: number, random: () => number, shown: (figures: Figures) => void = () => undefined,
): Promise<Figures> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sallyport-crash-'));
  let figures = none;
  let course: Course | undefined;
  let profile = '';
  try {
    while (figures.rounds < rounds) {
      if (!course) {
        profile = fs.mkdtempSync(path.join(folder, 'profile-'));
        course = await firstRun(start, kind, profile, random);
      }
      const { figures: next, finding } = await round(start, kind, profile, course, figures);
      figures = next;
      shown(figures);
      if ('harm' in finding) {
        await course.running.kill();
        course = undefined;
      } else {
        const { passphrase, writes } = finding;
        course.ledger = { passphrase: { acknowledged: passphrase, ever: everOf[kind] }, writes: { acknowledged: writes, asked: writes } };
      }
    }
  } finally {
    await course?.running.kill();
    fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
  return figures;
}
