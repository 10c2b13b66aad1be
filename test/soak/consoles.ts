import type { Page } from 'playwright-core';
import type { Mishap } from '../aws/faults.js';
import { type Watched, watchWorker } from './heap.js';
import { type Asked, counts, growth, type Outcome, type Part } from './outcome.js';
import { came, closeConsoles, forget, kept, mfaRoles, openRole, type Soaked, startSoak } from './setup.js';
import { tabEnd } from './tabs.js';

/** Every tenth call of whatever kind goes wrong in one of these ways, in turn. */
const mishaps: readonly Mishap[] = [
  { kind: 'throttle' }, { kind: 'html', status: 503 }, { kind: 'drop', when: 'before' }, { kind: 'empty', status: 500 },
  { kind: 'garbled' }, { kind: 'delay', ms: 400 }, { kind: 'drop', when: 'after' },
];
const everyCalls = 10;
/** A sample of the heap is taken each so many consoles, and a new MFA session each so many. */
const sampleEvery = 20;
const sessionEvery = 40;
/** From so many samples on a tenth of them is one at least. */
const samplesLeast = 10;
const growthMost = 0.1;
const patienceMs = 60_000;

interface Course {
  readonly soaked: Soaked;
  readonly watched: Watched;
  readonly sender: Page;
  readonly ends: string[];
  readonly failures: string[];
  readonly problems: string[];
  readonly heap: number[];
}

function goWrong({ product: { emulator } }: Soaked): () => number {
  const faults = mishaps.map((mishap, at) => emulator.misbehave({ action: '*', mishap, every: everyCalls * mishaps.length, skip: everyCalls * at }));
  return () => faults.reduce((sum, { befallen }) => sum + befallen, 0);
}

/** The tab that was opened last, once Playwright knows of it. */
async function openedTab({ soaked: { product: { context } } }: Course, before: ReadonlySet<Page>): Promise<Page | undefined> {
  const opened = (): Page | undefined => context.pages().find((page) => !before.has(page));
  await came(() => opened() !== undefined, 5000);
  return opened();
}

/** Opens a console as the popup does, with a code where there is no MFA session, and closes it again. */
async function openAndClose(course: Course, roleId: string): Promise<string> {
  const { soaked, sender } = course;
  const { context, emulator } = soaked.product;
  const before = new Set(context.pages());
  const lives = Object.keys(await kept(soaked, 'mfaSessions') ?? {}).length > 0;
  // A code that went off and failed on its way is refused here for a while; the device of the emulated AWS shows it until it was taken.
  if (!lives) await forget(soaked, 'usedCodes');
  const asked = openRole(sender, lives ? { roleId } : { roleId, code: emulator.device.freshCode() });
  const late = new Promise<'late'>((resolve) => { setTimeout(resolve, patienceMs, 'late').unref(); });
  const answer = await Promise.race([asked, late]);
  if (answer === 'late') return 'hung';
  if (answer !== 'opened') {
    course.failures.push(answer);
    return 'shown';
  }
  const tab = await openedTab(course, before);
  if (!tab) return 'hung';
  const { end, text } = await tabEnd(soaked, tab);
  if (end !== 'console') course.problems.push(`${roleId} ${end}: ${text.slice(0, 120)}`);
  await tab.close();
  return end;
}

async function run(course: Course, { consoles: count, tell }: Asked): Promise<void> {
  const { soaked, watched, ends, heap } = course;
  for (let at = 0; at < count; at += 1) {
    if (at % sessionEvery === 0) await forget(soaked, 'mfaSessions');
    const end = await openAndClose(course, mfaRoles[at % mfaRoles.length] ?? mfaRoles[0]);
    ends.push(end);
    if (end === 'hung') {
      tell(`console ${at + 1} hung: ${course.problems.at(-1) ?? ''}`);
      await closeConsoles(soaked);
    }
    if (ends.length % sampleEvery === 0) heap.push(await watched.heapBytes());
    if (ends.length % 100 === 0) tell(`${counts(ends)}; heap ${kilobytes(heap.at(-1) ?? 0)}`);
  }
}

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
const percent = (part: number): string => `${part >= 0 ? '+' : '−'}${Math.abs(part * 100).toFixed(1)} %`;

function outcomeOf({ ends, failures, heap }: Course, rejections: readonly string[], faults: number): Outcome {
  const hung = ends.filter((end) => end === 'hung').length;
  const grown = growth(heap);
  const judged = heap.length >= samplesLeast;
  return {
    wanted: '0 hangs, 0 unhandled rejections, worker heap flat to 10 %',
    found: `${ends.length} consoles, ${faults} calls gone wrong: ${counts(ends)}; ${rejections.length} rejections; heap ${judged ? percent(grown) : 'not judged'}`,
    misses: [
      ...(hung === 0 ? [] : [`${hung} hung`]),
      ...rejections.map((rejection) => `unhandled: ${rejection}`),
      ...(judged && Math.abs(grown) > growthMost ? [`the worker's heap ${percent(grown)}, samples ${heap.map(kilobytes).join(', ')}`] : []),
    ],
    figures: {
      consoles: ends.length, faults, hung, opened: ends.filter((end) => end === 'console').length, failuresShown: failures.length,
      errorPages: ends.filter((end) => end === 'errorPage').length, emptyPages: ends.filter((end) => end === 'emptyPage').length,
      rejections: rejections.length, heapBytes: heap, heapGrowth: grown,
    },
  };
}

/** Opens and closes consoles one after another in one browser, while every tenth call goes wrong. */
export const consoles: Part = async (asked) => {
  const soaked = await startSoak();
  try {
    const inPages: string[] = [];
    soaked.product.context.on('weberror', (error) => {
      const [address, { name, message, stack = '' }] = [error.page()?.url() ?? '', error.error()];
      if (isOurs(address, stack)) inPages.push(`${name} ${message} in ${address} ${stack}`);
    });
    await closeConsoles(soaked);
    const course: Course = { soaked, watched: await watchWorker(soaked.product), sender: soaked.options, ends: [], failures: [], problems: [], heap: [] };
    const befallen = goWrong(soaked);
    await run(course, asked);
    const rejections = [...await course.watched.rejections(), ...inPages];
    asked.tell(`failures shown: ${counts(course.failures)}`);
    for (const problem of new Set(course.problems)) asked.tell(problem);
    return outcomeOf(course, rejections, befallen());
  } finally {
    await soaked.close();
  }
};

/** The emulated console's own page takes no care when its calls go wrong: on AWS's hosts only what comes from our files is ours. */
function isOurs(page: string, stack: string): boolean {
  return page.startsWith('chrome-extension://') || stack.includes('chrome-extension://');
}
