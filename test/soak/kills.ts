import { calls, stopWorkerBehind } from '../e2e/browserState.js';
import { chooseRole, closePopup, enterCode, openPopup, type Popup } from '../e2e/popup.js';
import { anotherCode } from './codes.js';
import { endOf, type End } from './ends.js';
import { type Moment, moments } from './moments.js';
import { counts, type Part } from './outcome.js';
import { closeConsoles, forget, roles, type Soaked, startSoak } from './setup.js';
import { stopping } from './stops.js';

/** Whether the popup is on screen when the worker is killed, or opened only after it. */
type Watching = 'popup open' | 'popup closed';

interface Killed {
  readonly name: string;
  readonly end: End;
  /** What the popup said at each end. */
  readonly said: string;
  /** How the journey ended that went on with another code, where one was asked for. */
  readonly then?: End;
  readonly codes: number;
  /** Calls that carried a code. */
  readonly sent: number;
  readonly problem?: string;
}

const memory = ['mfaSessions', 'flows', 'launches', 'consoleTabs', 'soakStop', 'soakStopped'] as const;

/** How often a code was sent: GetSessionToken carries one always, AssumeRole where a role signs in directly. */
function codesSent({ product }: Soaked, role: string): number {
  return calls(product, role === roles.direct ? 'AssumeRole' : 'GetSessionToken');
}

async function kill(soaked: Soaked, moment: Moment, watching: Watching): Promise<Killed> {
  const { product } = soaked;
  const name = `${moment.name} (${moment.role}, ${watching})`;
  const before = codesSent(soaked, moment.role);
  const arranged = await moment.arrange(soaked);
  let popup: Popup | undefined = await openPopup(product);
  await chooseRole(popup, moment.role);
  const code = product.emulator.device.freshCode();
  await enterCode(popup, code);
  const reached = await arranged.reached();
  if (watching === 'popup closed') await closePopup(popup);
  await arranged.goOn();
  await stopWorkerBehind(product);
  arranged.letGo();
  if (watching === 'popup closed') popup = undefined;
  const first = await endOf(soaked, popup);
  const again = first.end === 'code' && first.popup ? await withAnotherCode(soaked, first.popup, code) : undefined;
  const codes = again ? 2 : 1;
  const sent = codesSent(soaked, moment.role) - before;
  const last = again?.popup ?? first.popup;
  if (last) await closePopup(last);
  return {
    name, end: first.end, codes, sent, said: [first, again].map((ended) => ended?.said ?? '').join(' / '), ...(again ? { then: again.end } : {}),
    ...(reached ? {} : { problem: 'the journey did not come to that moment' }),
  };
}

async function withAnotherCode(soaked: Soaked, popup: Popup, before: string) {
  // Nobody reads and types faster than this, and the popup empties its field when it has heard how the first code fared.
  await new Promise((resolve) => setTimeout(resolve, 200));
  await enterCode(popup, anotherCode(soaked.product.emulator, before));
  // What was shown for the first code is still there until the second has gone off.
  await popup.until(`!document.querySelector('.failure') || document.getElementById('code')?.readOnly`).catch(() => undefined);
  return endOf(soaked, popup);
}

async function clean(soaked: Soaked): Promise<void> {
  await closeConsoles(soaked);
  await forget(soaked, ...memory);
}

function missesOf({ name, end, said, then, codes, sent, problem }: Killed): string[] {
  return [
    ...(problem === undefined ? [] : [`${name}: ${problem}`]),
    ...(then === 'code' ? [`${name}: another code did not help (${said})`] : []),
    ...(end === 'hung' || then === 'hung' ? [`${name}: no console, and nothing that says what to do`] : []),
    ...(sent > codes ? [`${name}: ${sent} calls carried ${codes} codes`] : []),
  ];
}

/** Kills the worker at every step of the journey, before, during and after its call, with the popup open and closed. */
export const kills: Part = async ({ tell }) => {
  const soaked = await startSoak(stopping);
  const killed: Killed[] = [];
  try {
    for (const moment of moments) {
      for (const watching of ['popup open', 'popup closed'] as const) {
        await clean(soaked);
        const one = await kill(soaked, moment, watching).catch((thrown: unknown): Killed => (
          { name: `${moment.name} (${moment.role}, ${watching})`, end: 'hung', said: '', codes: 1, sent: 0, problem: String(thrown) }));
        killed.push(one);
        tell(`${one.name}: ${one.end}${one.then ? `, then ${one.then}` : ''}, codes sent ${one.sent} of ${one.codes}${one.said === ' / ' ? '' : ` (${one.said})`}`);
      }
    }
  } finally {
    await soaked.close();
  }
  const ends = killed.map(({ end }) => end);
  const of = (end: End): number => ends.filter((one) => one === end).length;
  return {
    wanted: 'all end in a console or a clear request; a code is sent once at most',
    found: `${killed.length} kills: ${counts(ends)}; ${killed.reduce((sum, { sent }) => sum + sent, 0)} calls for ${killed.reduce((sum, { codes }) => sum + codes, 0)} codes`,
    misses: killed.flatMap(missesOf),
    figures: { kills: killed.length, consoles: of('console'), asksForCode: of('code'), saysWhatToDo: of('words'), hung: of('hung') },
  };
};
