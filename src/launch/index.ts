import sharedStyle from '../../public/ui.css';
import { causeSentences } from '../browser/explainedWords.js';
import { failureSentence } from '../browser/failureWords.js';
import { ask } from '../browser/messages.js';
import { unlockedKey } from '../browser/stored.js';
import { closeOwnTab } from '../browser/tabs.js';
import { language, say } from '../browser/words.js';
import { explain } from '../core/explaining.js';
import { type FailureData, failureData } from '../core/failure.js';
import type { Asked, LaunchChoice, LaunchTask } from '../protocol.js';
import { style } from '../ui/styling.js';
import { wayControls } from './asking.js';
import { choices, codeChoice } from './choosing.js';
import launchStyle from './launch.css';
import { postForm } from './signingIn.js';

/** How long AWS may take to answer the sign-in before this page says so. */
const patienceMs = 20_000;

/** A page that is there for so long, in milliseconds, has not been able to post its form at once. */
const stayMs = 1000;

/** What the person has chosen. */
type Chosen = Omit<Asked<'goOn'>, 'nonce'>;

/** Where the console was seen that this page stands in for. */
let address: string | undefined;

const place = (id: string): HTMLElement => document.getElementById(id) ?? document.body;

function show(sentence: string): void {
  place('say').textContent = sentence;
}

/**
 * What this page is there for, or is to do next. A background that is stopped before it answers is asked once more, without the
 * code: AWS may have seen that.
 */
function told(nonce: string, chosen?: Chosen): Promise<LaunchTask> {
  const asked = ({ code, ...way }: Chosen, withCode: boolean) => ask('goOn', { nonce, ...way, ...(withCode && code !== undefined ? { code } : {}) });
  const first = chosen ? asked(chosen, true) : ask('takeLaunch', { nonce });
  return first.catch((thrown: unknown) => {
    if (failureData(thrown).kind !== 'interrupted') throw thrown;
    return chosen ? asked(chosen, false) : ask('takeLaunch', { nonce });
  });
}

/** Whether this page shows that something went wrong, and is there to be read. */
let failed = false;

/** Says what went wrong, and why it may be so. */
function showFailure(data: FailureData): void {
  failed = true;
  show([failureSentence(data), ...causeSentences(explain(data), data)].join(' '));
}

/** Does what this page is there for, or shows why it cannot. */
async function run(nonce: string, asked: Promise<LaunchTask>): Promise<void> {
  try {
    const task = await asked;
    if (task.kind === 'post') post(task.form);
    else if (task.kind === 'go') location.replace(task.address);
    else if (task.kind === 'failed') askOrFail(nonce, task.failure);
    else choose(nonce, task);
  } catch (thrown) {
    showFailure(failureData(thrown));
  }
}

/** Asks for the code that was wanting, or shows what went wrong. */
function askOrFail(nonce: string, data: FailureData): void {
  const choice = codeChoice(data);
  if (!choice) return showFailure(data);
  choose(nonce, choice);
  show(say('launch_waiting'));
}

function post(form: Parameters<typeof postForm>[1]): void {
  document.addEventListener('securitypolicyviolation', () => show(say('launch_blocked')));
  setTimeout(() => show(say('launch_slow')), patienceMs);
  postForm(document, form);
}

/** Asks how to go on from a page of AWS that leads nowhere, or from a session that has ended. */
function choose(nonce: string, task: LaunchChoice): void {
  const { sentence, hint } = choices(task);
  leaveWhenLocked();
  address = task.address;
  show(sentence);
  place('hint').textContent = hint;
  place('ways').replaceChildren(...wayControls(document, task, (chosen) => {
    place('ways').replaceChildren();
    place('hint').textContent = '';
    show(say('launch_waiting'));
    void goOn(nonce, chosen);
  }));
  place('ways').querySelector<HTMLElement>('button, input')?.focus();
}

/** Goes on as was chosen; where that fails, the ways stay, with a field for a code if one is needed by now. */
async function goOn(nonce: string, chosen: Chosen): Promise<void> {
  try {
    const task = await told(nonce, chosen);
    await run(nonce, Promise.resolve(task));
  } catch (thrown) {
    await run(nonce, told(nonce));
    showFailure(failureData(thrown));
  }
}

/** Leaves the tab when the vault is locked: to where its console was, since the tab is the person's, or by closing it. */
function leave(): void {
  if (address === undefined) void closeOwnTab();
  else location.replace(address);
}

let listens = false;
/**
 * Locking closes our pages: only then does the browser end our process, and its memory goes. A page that is about to post its form
 * does not listen yet: it would be told of all that is remembered of the journeys. What it has missed it sees when it begins to.
 */
function leaveWhenLocked(): void {
  if (listens) return;
  listens = true;
  unlockedKey.watch((key) => { if (!key) leave(); });
  void unlockedKey.get().then((key) => { if (!key && !failed) leave(); });
}

style(sharedStyle, launchStyle);
document.documentElement.lang = language();
document.title = say('launch_title');
document.querySelector('main')?.removeAttribute('hidden');
show(say('launch_waiting'));
setTimeout(leaveWhenLocked, stayMs);
const nonce = location.hash.slice(1);
// Until the answer comes the address tells a background that was stopped which tab it has opened. It is taken away before the form
// is posted: afterwards that would end the sign-in.
void run(nonce, told(nonce).finally(() => history.replaceState(null, '', location.pathname)));
