import { chooseRole, closePopup, enterCode, openPopup, type Popup } from '../e2e/popup.js';
import { wordsOf } from '../e2e/words.js';
import { answerTable, type Row } from './answerTable.js';
import type { Part } from './outcome.js';
import { forget, kept, roles, type Soaked, startSoak } from './setup.js';

const say = wordsOf('en');
/** What is said of an answer that nobody knows. */
const unknown: readonly Row['sentence'][] = ['failure_awsRefused', 'failure_unexpected'];

/** What the popup shows of a failure. */
interface Screen {
  readonly sentence: string;
  readonly causes: readonly string[];
  readonly buttons: readonly string[];
  /** Whether another code can be typed at once. */
  readonly code: boolean;
}

const onScreen = `(() => {
  const failure = document.querySelector('.failure');
  const field = document.getElementById('code');
  if (!failure || field?.readOnly) return null;
  const texts = (selector) => [...failure.querySelectorAll(selector)].map(({ textContent }) => textContent);
  return {
    sentence: texts(':scope > p')[0], causes: texts('p.cause, ul.cause > li'), buttons: texts('.buttons button'),
    code: field !== null && field.value === '' && document.activeElement === field,
  };
})()`;

/** A text of the interface with anything in its blanks, but for those that are given. */
function pattern(key: string, values: Readonly<Record<string, string>> = {}): RegExp {
  const literal = say(key, values).replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '.+?');
  return new RegExp(`^${literal}`);
}

async function shownFor(soaked: Soaked, { call, mishap }: Row): Promise<Screen> {
  const { product } = soaked;
  await forget(soaked, 'usedCodes', 'clockOffset', 'flows', ...(call === 'GetSessionToken' ? ['mfaSessions'] : []));
  const lives = Object.keys(await kept(soaked, 'mfaSessions') ?? {}).length > 0;
  const popup: Popup = await openPopup(product);
  const fault = product.emulator.misbehave({ action: call, mishap });
  try {
    await chooseRole(popup, roles.single);
    if (!lives) await enterCode(popup, product.emulator.device.freshCode());
    const screen = await popup.until<Screen>(onScreen, 15_000);
    // The field gets its focus when the screen has come to rest.
    return screen.code ? screen : await popup.until<Screen>(`((shown) => shown.code && shown)(${onScreen})`, 300).catch(() => screen);
  } finally {
    fault.stop();
    await closePopup(popup);
  }
}

function missesOf({ call, what, sentence, causes, next, policy }: Row, shown: Screen): string[] {
  const name = `${call}, ${what}`;
  const values = policy === undefined ? {} : { policy: say(`policy_${policy}`) };
  const taken = unknown.filter((key) => key !== sentence && pattern(key).test(shown.sentence));
  const caused = causes.length === shown.causes.length && causes.every((cause, at) => pattern(cause, values).test(shown.causes[at] ?? ''));
  const led = next === 'code' ? shown.code : shown.buttons[0] === say(next);
  return [
    ...(pattern(sentence).test(shown.sentence) ? [] : [`${name}: it says “${shown.sentence}”`]),
    ...taken.map((key) => `${name}: it counts as unknown (${key})`),
    ...(caused ? [] : [`${name}: its causes are “${shown.causes.join(' ')}”`]),
    ...(led ? [] : [`${name}: the next step is ${shown.buttons[0] ?? (shown.code ? 'a code' : 'missing')}`]),
  ];
}

/** Has STS answer in every way that is known, and reads in the popup what is made of it. */
export const answers: Part = async ({ tell }) => {
  const soaked = await startSoak();
  const misses: string[] = [];
  const screens = new Set<string>();
  try {
    for (const [at, row] of answerTable.entries()) {
      const shown = await shownFor(soaked, row).catch((thrown: unknown) => void misses.push(`${row.call}, ${row.what}: ${String(thrown)}`));
      if (shown) {
        misses.push(...missesOf(row, shown));
        screens.add(JSON.stringify([shown.sentence, shown.causes]));
      }
      if ((at + 1) % 10 === 0) tell(`${at + 1} answers`);
    }
  } finally {
    await soaked.close();
  }
  const expected = answerTable.filter(({ sentence }) => unknown.includes(sentence)).length;
  return {
    wanted: 'each with its own cause and next step; none unknown but those that are',
    found: `${answerTable.length} answers, ${screens.size} different screens, ${expected} unknown ones, ${misses.length} shown otherwise`,
    misses, figures: { answers: answerTable.length, screens: screens.size, unknown: expected, misses: misses.length },
  };
};
