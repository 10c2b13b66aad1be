import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { removeFolder } from '../../scripts/removeFolder.js';
import { addIdentity, ask, makeVault, storedIn, takeGoodCopy, unlock } from './extensionPage.js';
import { type Finding, type Harm, identityIdIn, judge, type Ledger } from './judging.js';
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
  /** Kills after which the product brought back what the browser had lost: by itself, or from the copy that it offered. */
  readonly mended: number;
  readonly problems: readonly string[];
}

/** Whether no kill did harm, and the kills mean something: half of them at least came while something was under way. */
export function isSound({ rounds, inFlight, torn, unopenable, lost }: Figures): boolean {
  return torn + unopenable + lost === 0 && inFlight * 2 >= rounds;
}

const none: Figures = { rounds: 0, acknowledged: 0, inFlight: 0, landed: 0, between: 0, mended: 0, torn: 0, unopenable: 0, lost: 0, problems: [] };
const passphrases = ['the first of the two passphrases', 'and the second one, quite unlike it'] as const;
/** Those that a vault ever has: writes leave its passphrase alone. */
const everOf: Readonly<Record<Kind, readonly string[]>> = { write: [passphrases[0]], passphrase: passphrases };

async function orKill<T>(running: Running, run: Promise<T>): Promise<T> {
  return run.catch(async (thrown: unknown) => {
    await running.kill();
    throw thrown;
  });
}

/** Makes a vault with an identity and a role in it: what one write leads to. */
export async function fillVault(page: Running, passphrase: string): Promise<Ledger['identity']> {
  await makeVault(page, passphrase);
  await addIdentity(page, page.key);
  const id = await identityIdIn(await storedIn(page), passphrase);
  await ask(page, 'saveRole', { role: nthWrite(1, id) });
  return { id, secretAccessKey: page.key.secretAccessKey };
}

/** A vault with an identity and a role in it, on a fresh profile, in a browser that was started on it once more. */
async function firstRun(start: Start, kind: Kind, profile: string, random: () => number): Promise<Course> {
  const [acknowledged] = passphrases;
  const first = await start(profile);
  const identity = await orKill(first, fillVault(first, acknowledged));
  await first.close();
  const running = await start(profile);
  const ledger: Ledger = { identity, passphrase: { acknowledged, ever: everOf[kind] }, writes: { acknowledged: 1, asked: 1 } };
  const course: Course = { random, running, ledger, acknowledged: 0, changeMs: Infinity };
  await orKill(running, unlock(running, acknowledged).then(async (opened) => {
    if (!opened) throw new Error('the vault does not open after its first run');
    if (kind === 'passphrase') await changePassphrase(course);
  }));
  return course;
}

/** Has the product open the vault, from a good copy if it is damaged, with the passphrase that was asked for, or else with the one before it. */
async function openedWith(running: Running, { passphrase: { asked, acknowledged } }: Ledger): Promise<string | undefined> {
  await takeGoodCopy(running);
  if (asked !== undefined && await unlock(running, asked)) return asked;
  return await unlock(running, acknowledged) ? acknowledged : undefined;
}

/** Has the product open the vault, which may mend it, and looks at it from outside. */
async function lookAt({ running, ledger }: Course): Promise<{ finding: Finding; mended: boolean }> {
  const look = (): Promise<Readonly<Record<string, unknown>>> => storedIn(running).catch((thrown: unknown) => ({ 'vault.active': String(thrown) }));
  const { 'vault.active': before } = await look();
  const opened = await openedWith(running, ledger).catch((thrown: unknown) => `an error: ${String(thrown)}`);
  const stored = await look();
  const finding = await judge(stored, ledger);
  const mended = stored['vault.active'] !== before;
  if ('harm' in finding || finding.passphrase === opened) return { finding, mended };
  return { finding: { harm: 'unopenable', why: `it opens with ${finding.passphrase}, and the product opened it with ${opened}` }, mended };
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
  const { finding, mended } = await lookAt(course);
  const acknowledged = figures.acknowledged + course.acknowledged - before;
  const one = {
    ...figures, rounds: figures.rounds + 1, acknowledged,
    inFlight: figures.inFlight + Number(underWay), mended: figures.mended + Number(mended),
  };
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
  const clear = (): void => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', clear);
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
        course.ledger = { ...course.ledger, passphrase: { acknowledged: passphrase, ever: everOf[kind] }, writes: { acknowledged: writes, asked: writes } };
      }
    }
  } finally {
    await course?.running.kill();
    process.off('exit', clear);
    await removeFolder(folder);
  }
  return figures;
}
