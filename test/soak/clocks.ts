import { calls, nextConsole } from '../e2e/browserState.js';
import { chooseRole, closePopup, enterCode, openPopup } from '../e2e/popup.js';
import { wordsOf } from '../e2e/words.js';
import type { Part } from './outcome.js';
import { closeConsoles, forget, roles, type Soaked, startSoak } from './setup.js';

const say = wordsOf('en');
const minute = 60_000;
const offsets = [3, -3, 10, -10, 24 * 60, -24 * 60].map((minutes) => minutes * minute);

/** The calls of STS that the journey needs: the MFA session, and a role behind a role. */
const callsNeeded = 3;

interface Tried {
  readonly name: string;
  readonly buckets: string | null;
  readonly sessionCalls: number;
  /** Calls of STS beyond those that the journey needs. */
  readonly repeats: number;
  /** What the popup says of the clock when it is opened again. */
  readonly said: boolean;
}

/** How far AWS's clock is ahead of this computer's, in words; this computer's is behind then. */
function named(offsetMs: number): string {
  return `${Math.abs(offsetMs) / minute} min ${offsetMs > 0 ? 'behind' : 'ahead'}`;
}

/** The sentence about the clock, without the time in it. */
function sentenceOf(offsetMs: number): RegExp {
  const [front = '', end = ''] = say(offsetMs > 0 ? 'troubleClockBehind' : 'troubleClockAhead').split('{time}');
  return new RegExp(`${front}(?:\\d+ h \\d+ m|\\d+ min)${end.replaceAll('.', '\\.')}`);
}

async function open(soaked: Soaked, offsetMs: number): Promise<Tried> {
  const { product } = soaked;
  product.emulator.setClock(offsetMs);
  await forget(soaked, 'mfaSessions', 'clockOffset', 'flows', 'consoleTabs', 'launches', 'usedCodes');
  const stsCalls = (): number => calls(product, 'GetSessionToken') + calls(product, 'AssumeRole');
  const before = [calls(product, 'GetSessionToken'), stsCalls()] as const;
  const popup = await openPopup(product);
  await chooseRole(popup, roles.behind);
  const { buckets } = await nextConsole(product, () => enterCode(popup, product.emulator.device.freshCode()));
  await closePopup(popup);
  const again = await openPopup(product);
  await again.until(`document.querySelector('[role=option]')`);
  const said = await again.until(`${sentenceOf(offsetMs).toString()}.test(document.body.innerText)`, 3000).then(() => true, () => false);
  await closePopup(again);
  await closeConsoles(soaked);
  return { name: named(offsetMs), buckets, said, sessionCalls: calls(product, 'GetSessionToken') - before[0], repeats: stsCalls() - before[1] - callsNeeded };
}

function missesOf({ name, buckets, sessionCalls, repeats, said }: Tried): string[] {
  return [
    ...(buckets === 'ok' ? [] : [`${name}: no console`]),
    ...(sessionCalls <= 2 && repeats <= 1 ? [] : [`${name}: ${repeats} repeats, ${sessionCalls} GetSessionToken`]),
    ...(said ? [] : [`${name}: the popup does not say so`]),
  ];
}

/** Opens a console while this computer's clock is off. */
export const clocks: Part = async ({ tell }) => {
  const soaked = await startSoak();
  const tried: Tried[] = [];
  const misses: string[] = [];
  try {
    for (const offset of offsets) {
      const one = await open(soaked, offset).catch((thrown: unknown) => void misses.push(`${named(offset)}: ${String(thrown)}`));
      if (one) tried.push(one);
      if (one) tell(`${one.name}: buckets ${one.buckets}, ${one.repeats} repeats, ${one.said ? 'said' : 'not said'}`);
    }
  } finally {
    await soaked.close();
  }
  const repeats = tried.map((one) => one.repeats);
  return {
    wanted: 'opens, one repeat at most, and says so',
    found: `${tried.filter(({ buckets }) => buckets === 'ok').length} of ${offsets.length} open, ${Math.max(...repeats)} repeats at most, ${tried.filter(({ said }) => said).length} say so`,
    misses: [...misses, ...tried.flatMap(missesOf)],
    figures: { tried: offsets.length, opened: tried.length, repeats, said: tried.filter(({ said }) => said).length },
  };
};
