import {
  ask, type ExtensionPage, type Key, noticeStoring, passphraseChanged, startPassphraseChange, storingBegun,
} from './extensionPage.js';
import type { Ledger } from './judging.js';
import { nthWrite } from './writes.js';

/** A browser with the built extension, at its options page. */
export interface Running extends ExtensionPage {
  /** The key of the IAM user whom the emulated AWS of this browser knows. */
  readonly key: Key;
  /** Ends the browser and all its processes as a power cut would. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** A browser whose vault is unlocked, and what is known of that vault. */
export interface Course {
  readonly random: () => number;
  running: Running;
  ledger: Ledger;
  /** How many writes, or changes of the passphrase, were answered so far. */
  acknowledged: number;
  /** How long the quickest change of the passphrase took, in milliseconds. */
  changeMs: number;
}

/** Kills the browser, and says whether something was under way: asked for, and not answered. */
export type Kill = (course: Course) => Promise<boolean>;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A promise, and what resolves it. */
function signalled(): { readonly given: Promise<void>; give(): void } {
  let give = (): void => undefined;
  const given = new Promise<void>((resolve) => { give = resolve; });
  return { given, give: () => give() };
}

/** Saves one role after another, for as long as the browser answers. */
async function keepWriting(course: Course, acknowledged: () => void): Promise<never> {
  for (;;) {
    const n = course.ledger.writes.acknowledged + 1;
    course.ledger = { ...course.ledger, writes: { acknowledged: n - 1, asked: n } };
    await ask(course.running, 'saveRole', { role: nthWrite(n, course.ledger.identity.id) });
    course.ledger = { ...course.ledger, writes: { acknowledged: n, asked: n } };
    course.acknowledged += 1;
    acknowledged();
  }
}

/** Changes the passphrase to the other one. Resolves when that was acknowledged. */
export async function changePassphrase(course: Course, sent: () => void = () => undefined): Promise<void> {
  const { acknowledged: from, ever } = course.ledger.passphrase;
  const to = ever.find((text) => text !== from) ?? from;
  course.ledger = { ...course.ledger, passphrase: { acknowledged: from, asked: to, ever } };
  await startPassphraseChange(course.running, { from, to, leaked: course.random() < 0.5 });
  const startedAt = Date.now();
  sent();
  await passphraseChanged(course.running);
  course.changeMs = Math.min(course.changeMs, Date.now() - startedAt);
  course.ledger = { ...course.ledger, passphrase: { acknowledged: to, ever } };
  course.acknowledged += 1;
}

/** Kills when it is time to. What fails before is a failure of the test; what fails after was interrupted. */
async function killDuring(course: Course, task: Promise<unknown>, time: Promise<unknown>): Promise<boolean> {
  await Promise.race([task.then(() => time), time]);
  const { passphrase, writes } = course.ledger;
  const underWay = passphrase.asked !== undefined || writes.asked > writes.acknowledged;
  await Promise.all([course.running.kill(), task.catch(() => undefined)]);
  return underWay;
}

/** Kills within half a second after the first write that was acknowledged, while more are made. */
export const killWriting: Kill = (course) => {
  const first = signalled();
  return killDuring(course, keepWriting(course, first.give), first.given.then(() => wait(course.random() * 500)));
};

/**
 * Kills at any time of a change of the passphrase, or just while it is being stored: deriving keys takes nearly all of the
 * time. In a third of the rounds, another change was acknowledged immediately before.
 */
export const killChanging: Kill = async (course) => {
  const { random, running } = course;
  if (random() < 1 / 3) await changePassphrase(course);
  const whileStoring = random() < 0.5;
  const [sent, after] = [signalled(), random()];
  if (whileStoring) await noticeStoring(running);
  const change = changePassphrase(course, sent.give);
  const time = whileStoring
    ? sent.given.then(() => storingBegun(running)).then(() => wait(after ** 2 * 25))
    : sent.given.then(() => wait(after * course.changeMs));
  return killDuring(course, change, time);
};
